"""What follows from a session: the next dose, in words, and the person's and the diary's say in it."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, transaction
from django.utils import timezone

from coach.models import Person
from exercises.models import Decision, Enrolment, EnrolmentVersion
from tests.conftest import NOW, Phone, new_id
from tests.exercises.training import done, enrol, session, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "wednesday_morning")]
TWIST = "seated-twist"
UP = {"exercises": [done(TWIST, sets=1)], "next_day_pain": 0}


@pytest.fixture
def enrolment(phone: Phone) -> UUID:
    return enrol(phone)


def decisions(phone: Phone, enrolment: object) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = phone.get(f"enrolments/{enrolment}/decisions/").json()["results"]
    return rows


def repetitions(phone: Phone, enrolment: object) -> int:
    """Of the twist, as it stands."""
    day = phone.get(f"enrolments/{enrolment}/").json()["content"]["phases"][0]["days"][0]
    (found,) = [one["repetitions"] for one in day["prescriptions"] if one["exercise"] == TWIST]
    return int(found)


def step_up(phone: Phone, enrolment: object) -> dict[str, Any]:
    """Two easy sessions, and the decision they lead to."""
    for day in ("2026-11-16", "2026-11-17"):
        train(phone, enrolment, day, **UP)
    newest = decisions(phone, enrolment)[0]
    assert newest["action"] == "step_up"
    return newest


def less(phone: Phone, enrolment: object, action: str, **changes: Any) -> Any:
    body = {"id": str(new_id()), "exercise": TWIST, "action": action, **changes}
    return phone.post(f"enrolments/{enrolment}/decisions/", body)


# --- the rules ---------------------------------------------------------------------------------------------


def test_two_easy_sessions_lead_to_a_step_up_that_becomes_a_version(phone: Phone, enrolment: UUID) -> None:
    found = step_up(phone, enrolment)
    assert (found["before"]["repetitions"], found["after"]["repetitions"]) == (6, 8)
    assert (found["made_by"], found["version"], found["reasons"]) == ("rule", 2, ["comfortable"])
    assert found["explanation"]
    assert repetitions(phone, enrolment) == 8
    newest = EnrolmentVersion.objects.get(number=2)
    assert (newest.made_by, newest.since) == ("rule", dt.date(2026, 11, 18))
    assert newest.reasons == [{"exercise": TWIST, "name": "comfortable", "params": {"sessions": 2}}]


def test_pain_above_what_is_allowed_leads_a_step_back(phone: Phone, enrolment: UUID) -> None:
    hurt = [done("blade-squeeze", sets=1, completed=False, stopped="pain", pain_during=7)]
    train(phone, enrolment, exercises=hurt)
    found = decisions(phone, enrolment)[0]
    assert found["action"] in {"step_back", "ask_physio"}
    assert found["after"] != found["before"]
    assert "pain_above_allowed" in found["reasons"]


def test_every_exercise_of_a_session_is_decided_over_and_one_version_holds_all_steps(
    phone: Phone, enrolment: UUID
) -> None:
    both = [done(TWIST, sets=1), done("back-over-chair", sets=1)]
    for day in ("2026-11-16", "2026-11-17"):
        train(phone, enrolment, day, exercises=both, next_day_pain=0)
    ups = [one for one in decisions(phone, enrolment) if one["action"] == "step_up"]
    assert {one["exercise"]: one["version"] for one in ups} == {TWIST: 2, "back-over-chair": 2}
    assert EnrolmentVersion.objects.count() == 2


def test_what_the_programme_does_not_ask_is_not_decided_over(phone: Phone, enrolment: UUID) -> None:
    train(phone, enrolment, exercises=[done("plank")])
    assert decisions(phone, enrolment) == []


def test_the_same_session_again_is_not_decided_over_again(phone: Phone, enrolment: UUID) -> None:
    made = new_id()
    for _ in range(2):
        phone.put(f"sessions/{made}/", session(enrolment))
    assert len(decisions(phone, enrolment)) == 4


def test_a_session_that_was_corrected_is_decided_over_anew(phone: Phone, enrolment: UUID) -> None:
    made = new_id()
    body = session(enrolment, exercises=[done(TWIST, sets=1)])
    seq = phone.put(f"sessions/{made}/", body).json()["seq"]
    worse = session(enrolment, exercises=[done(TWIST, sets=1, pain_during=8)], base_seq=seq)
    phone.put(f"sessions/{made}/", worse)
    assert [one["action"] for one in decisions(phone, enrolment)][-1] == "hold"
    assert decisions(phone, enrolment)[0]["action"] != "hold"


def test_the_day_after_counts_as_it_is_put_on_the_session(phone: Phone, enrolment: UUID) -> None:
    made, told = new_id(), {"exercises": [done(TWIST, sets=1)]}
    train(phone, enrolment, "2026-11-16", **UP)
    seq = phone.put(f"sessions/{made}/", session(enrolment, "2026-11-17", **told)).json()["seq"]
    assert decisions(phone, enrolment)[0]["reasons"] == ["next_day_unknown"]
    phone.put(f"sessions/{made}/", session(enrolment, "2026-11-17", **told, next_day_pain=0, base_seq=seq))
    assert decisions(phone, enrolment)[0]["action"] == "step_up"


def test_or_as_the_diary_tells_of_it(phone: Phone, enrolment: UUID, episode_id: UUID) -> None:
    train(phone, enrolment, "2026-11-16", **UP)
    train(phone, enrolment, "2026-11-17", exercises=[done(TWIST, sets=1)])
    assert decisions(phone, enrolment)[0]["reasons"] == ["next_day_unknown"]
    entry = {"episode": str(episode_id), "recorded_at": "2026-11-18T08:00:00Z", "utc_offset": 60, "pain": 0}
    phone.put(f"diary/{new_id()}/", entry)
    assert decisions(phone, enrolment)[0]["action"] == "step_up"


def test_nothing_is_decided_while_a_warning_sign_is_open(
    phone: Phone, enrolment: UUID, episode_id: UUID
) -> None:
    phone.post(f"episodes/{episode_id}/triage/", {"id": str(new_id()), "answers": {"fever": True}})
    train(phone, enrolment)
    assert decisions(phone, enrolment) == []


def test_what_was_done_stays_tied_to_the_version_it_was_done_under(phone: Phone, enrolment: UUID) -> None:
    step_up(phone, enrolment)
    days = phone.get(f"enrolments/{enrolment}/agenda/?from=2026-11-16&to=2026-11-19").json()

    def twist(day: dict[str, Any]) -> int:
        (found,) = [one for one in day["routines"][0]["prescriptions"] if one["exercise"] == TWIST]
        return int(found["repetitions"])

    assert [(day["version"], twist(day)) for day in days if day["routines"][0]["key"] == "desk"] == [
        (1, 6),
        (1, 6),
        (2, 8),
    ]


# --- less is always allowed --------------------------------------------------------------------------------


def test_a_person_may_take_a_step_up_back(phone: Phone, enrolment: UUID) -> None:
    found = step_up(phone, enrolment)
    answer = less(phone, enrolment, "hold")
    assert answer.status_code == 201
    assert (answer.json()["made_by"], answer.json()["overrules"]) == ("person", found["id"])
    assert repetitions(phone, enrolment) == 6


def test_a_person_may_go_a_step_back_from_what_stands(phone: Phone, enrolment: UUID) -> None:
    step_up(phone, enrolment)
    assert less(phone, enrolment, "step_back").json()["after"]["repetitions"] == 6
    assert less(phone, enrolment, "step_back").json()["after"]["repetitions"] == 4
    answer = less(phone, enrolment, "step_back")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "no_room")
    assert repetitions(phone, enrolment) == 4


def test_keeping_it_as_it_is_never_adds_anything(phone: Phone, enrolment: UUID) -> None:
    less(phone, enrolment, "step_back")
    assert less(phone, enrolment, "hold").json()["version"] is None
    assert repetitions(phone, enrolment) == 4


def test_the_same_wish_again_is_the_same_decision(phone: Phone, enrolment: UUID) -> None:
    body = {"id": str(new_id())}
    first, again = (less(phone, enrolment, "step_back", **body) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    other = less(phone, enrolment, "hold", **body)
    assert (other.status_code, other.json()["current"]["action"]) == (409, "step_back")


@pytest.mark.parametrize(
    ("changes", "attr", "code"),
    [
        pytest.param({"action": "step_up"}, "action", "invalid_choice", id="more is not theirs to say"),
        pytest.param({"exercise": "plank"}, "exercise", "not_asked", id="not in the programme"),
        pytest.param({"why": "moe"}, "why", "unknown_field", id="a field we do not know"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_by_name(
    phone: Phone, enrolment: UUID, changes: dict[str, str], attr: str, code: str
) -> None:
    answer = less(phone, enrolment, **{"action": "hold", **changes})
    assert answer.status_code == 400
    assert [(one["attr"], one["code"]) for one in answer.json()["errors"]] == [(attr, code)]
    assert not Decision.objects.exists()


def test_of_what_is_over_nothing_is_decided(phone: Phone, enrolment: UUID) -> None:
    Enrolment.objects.update(status="stopped")
    assert less(phone, enrolment, "hold").json()["errors"][0]["code"] == "over"


def test_a_decision_of_another_enrolment_cannot_be_named(phone: Phone, enrolment: UUID) -> None:
    made = less(phone, enrolment, "hold").json()["id"]
    other = enrol(phone, programme="neck-shoulder")
    answer = less(phone, other, "hold", id=made, exercise="neck-turn")
    assert answer.status_code == 404


def test_without_consent_nothing_is_decided(phone: Phone, person: Person, enrolment: UUID) -> None:
    person.consents.create(purpose="health_data", version="1", given=False, at=timezone.now())
    assert less(phone, enrolment, "hold").status_code == 403
    assert not Decision.objects.exists()


# --- kept --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [Decision, EnrolmentVersion])
def test_what_was_decided_can_neither_be_edited_nor_deleted(
    phone: Phone, enrolment: UUID, model: Any
) -> None:
    less(phone, enrolment, "hold")
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        model.objects.update(at=NOW + dt.timedelta(days=1))
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        model.objects.all().delete()


def test_the_words_come_in_the_language_asked_for(phone: Phone, person: Person, enrolment: UUID) -> None:
    english = step_up(phone, enrolment)["explanation"]
    assert decisions(Phone(person, "nl"), enrolment)[0]["explanation"] != english
