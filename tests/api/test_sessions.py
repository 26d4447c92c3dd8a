"""Sessions over HTTP: late, odd and repeated reports are all kept, wrong ones are refused by name."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from coach.models import Person
from exercises.models import Session
from reminders import delivery, planning
from reminders.models import Nudge
from tests.conftest import NOW, Phone, new_id
from tests.exercises.training import DESK, done, enrol, session, train
from tests.nudges import nudge
from tests.reminders.conftest import OF_A_KIND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "wednesday_morning")]


@pytest.fixture
def enrolment(phone: Phone) -> UUID:
    return enrol(phone)


def test_a_session_is_stored_as_it_was_reported(phone: Phone, enrolment: UUID) -> None:
    told = session(
        enrolment,
        exercises=[
            done("blade-squeeze", sets=1, completed=False, stopped="pain", pain_during=6, effort=4.5),
            done("shoulder-rolls", repetitions=10, load_kg=1.5, band="light", side="left", seconds=2),
        ],
        note="ging moeizaam",
    )
    answer = phone.put(f"sessions/{new_id()}/", told)
    assert answer.status_code == 201
    assert {**told, "exercises": None}.items() <= {**answer.json(), "exercises": None}.items()
    first, second = answer.json()["exercises"]
    assert told["exercises"][0].items() <= first.items()
    assert told["exercises"][1].items() <= second.items()
    assert (first["repetitions"], second["stopped"]) == (None, None)


def test_the_same_put_again_changes_nothing(phone: Phone, enrolment: UUID) -> None:
    made, told = new_id(), session(enrolment)
    first, again = (phone.put(f"sessions/{made}/", told) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


def test_the_pain_of_the_next_day_comes_later(phone: Phone, enrolment: UUID) -> None:
    made = new_id()
    seq = phone.put(f"sessions/{made}/", session(enrolment)).json()["seq"]
    later = phone.put(f"sessions/{made}/", session(enrolment, next_day_pain=3, base_seq=seq))
    assert (later.status_code, later.json()["next_day_pain"]) == (200, 3)


@pytest.mark.parametrize(
    ("started_at", "offset", "day", "off"),
    [
        pytest.param("2026-11-16T22:30:00Z", 60, "2026-11-16", False, id="before midnight at home"),
        pytest.param("2026-11-16T23:30:00Z", 60, "2026-11-17", False, id="after midnight at home"),
        pytest.param("2026-11-16T02:00:00Z", -300, "2026-11-15", False, id="the evening before, in New York"),
        pytest.param("2026-11-18T09:40:00Z", 60, "2026-11-18", False, id="ten minutes ahead"),
        pytest.param("2026-11-18T09:50:00Z", 60, "2026-11-18", True, id="twenty minutes ahead"),
        pytest.param("2046-01-01T12:00:00Z", 60, "2026-11-18", True, id="in twenty years"),
        pytest.param("1970-01-01T00:00:00Z", 60, "2026-11-18", True, id="a clock that was never set"),
        pytest.param("9999-12-31T23:59:59Z", 840, "2026-11-18", True, id="the end of time"),
    ],
)
def test_an_absurd_clock_is_flagged_kept_and_counts_for_the_day_it_reached_us(
    phone: Phone, enrolment: UUID, started_at: str, offset: int, day: str, off: bool
) -> None:
    answer = phone.put(
        f"sessions/{new_id()}/", session(enrolment, started_at=started_at, utc_offset=offset)
    ).json()
    assert (answer["started_at"], answer["local_day"], answer["clock_is_off"]) == (started_at, day, off)


def test_a_session_that_comes_days_late_counts_for_its_own_day(
    phone: Phone, person: Person, enrolment: UUID
) -> None:
    with time_machine.travel(NOW + dt.timedelta(days=9), tick=False):
        answer = Phone(person).put(f"sessions/{new_id()}/", session(enrolment, "2026-11-17"))
    assert (answer.status_code, answer.json()["local_day"]) == (201, "2026-11-17")


BAD: list[Any] = [
    pytest.param({"version": 2}, "version", id="a version that is not there"),
    pytest.param({"version": 0}, "version", id="version nought"),
    pytest.param({"day": "pool"}, "day", id="a day the programme does not have"),
    pytest.param({"exercises": []}, "exercises", id="nothing done"),
    pytest.param({"exercises": [done("handstand")]}, "exercises", id="an exercise we do not have"),
    pytest.param({"exercises": [done(DESK[0])] * 2}, "exercises", id="an exercise twice"),
    pytest.param({"exercises": [done(DESK[0], sets=-1)]}, "exercises.0.sets", id="less than nothing"),
    pytest.param({"exercises": [done(DESK[0], effort=3.3)]}, "exercises.0.effort", id="a third of a point"),
    pytest.param({"exercises": [done(DESK[0], effort=10.5)]}, "exercises.0.effort", id="more than maximal"),
    pytest.param(
        {"exercises": [done(DESK[0], pain_during=11)]}, "exercises.0.pain_during", id="pain above ten"
    ),
    pytest.param({"exercises": [done(DESK[0], mood=3)]}, "exercises.0.mood", id="a field we do not know"),
    pytest.param(
        {"exercises": [done(DESK[0], completed=False)]}, "exercises.0.stopped", id="stopped for no reason"
    ),
    pytest.param(
        {"exercises": [done(DESK[0], stopped="pain")]}, "exercises.0.stopped", id="completed and stopped"
    ),
    pytest.param(
        {"exercises": [done(DESK[0], completed=False, stopped="bored")]},
        "exercises.0.stopped",
        id="a reason we do not know",
    ),
    pytest.param({"exercises": [{"exercise": DESK[0]}]}, None, id="no sets"),
    pytest.param({"utc_offset": 900}, "utc_offset", id="an offset no place has"),
    pytest.param({"started_at": "gisteren"}, "started_at", id="a moment in words"),
    pytest.param({"next_day_pain": 11}, "next_day_pain", id="the next day above ten"),
    pytest.param({"local_day": "2026-11-16"}, "local_day", id="a field that is ours"),
    pytest.param({"enrolment": str(new_id())}, "enrolment", id="no such enrolment"),
    pytest.param({"note": "x" * 5001}, "note", id="a note too long"),
]


@pytest.mark.parametrize(("changes", "attr"), BAD)
def test_bad_input_is_refused_by_name_and_stores_nothing(
    phone: Phone, enrolment: UUID, changes: dict[str, Any], attr: str | None
) -> None:
    answer = phone.put(f"sessions/{new_id()}/", session(enrolment, **changes))
    assert answer.status_code == 400
    attrs = [error["attr"] for error in answer.json()["errors"]]
    assert attrs == ([attr] if attr else ["exercises.0.sets", "exercises.0.completed"])
    assert all(error["detail"] for error in answer.json()["errors"])
    assert not Session.everything.exists()


def test_the_version_it_was_done_under_is_not_the_one_that_came_later(phone: Phone, enrolment: UUID) -> None:
    train(phone, enrolment)
    assert Session.objects.get().version == 1


def test_a_session_stays_with_its_enrolment(phone: Phone, enrolment: UUID) -> None:
    made, other = new_id(), enrol(phone, programme="neck-shoulder")
    seq = phone.put(f"sessions/{made}/", session(enrolment)).json()["seq"]
    answer = phone.put(f"sessions/{made}/", session(other, day="loosen", base_seq=seq))
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, "enrolment")


def test_a_deletion_may_be_repeated_and_wins(phone: Phone, enrolment: UUID) -> None:
    made = new_id()
    phone.put(f"sessions/{made}/", session(enrolment))
    assert [phone.delete(f"sessions/{made}/").status_code for _ in range(2)] == [204, 204]
    assert phone.put(f"sessions/{made}/", session(enrolment)).status_code == 410


def test_the_list_comes_newest_first_and_can_be_narrowed(phone: Phone, enrolment: UUID) -> None:
    for day in ("2026-11-16", "2026-11-18", "2026-11-17"):
        train(phone, enrolment, day)

    def days(query: str = "") -> list[str]:
        return [row["local_day"] for row in phone.get(f"sessions/?{query}").json()["results"]]

    assert days() == ["2026-11-18", "2026-11-17", "2026-11-16"]
    assert days("since=2026-11-17&until=2026-11-17") == ["2026-11-17"]
    assert days(f"enrolment={new_id()}") == []


def test_without_consent_nothing_is_stored(phone: Phone, person: Person, enrolment: UUID) -> None:
    person.consents.create(purpose="health_data", version="1", given=False, at=timezone.now())
    assert phone.put(f"sessions/{new_id()}/", session(enrolment)).status_code == 403
    assert not Session.everything.exists()


def test_the_enrolment_of_another_cannot_be_named(enrolment: UUID, stranger: Person) -> None:
    theirs = Phone(stranger)
    assert theirs.put(f"sessions/{new_id()}/", session(enrolment)).status_code == 400


def test_a_note_is_sealed_in_the_database(phone: Phone, enrolment: UUID) -> None:
    train(phone, enrolment, note="geheim")
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM exercises_session")
        assert b"geheim" not in bytes(cursor.fetchone()[0])
    assert Session.objects.get().note == "geheim"


def asked(person: Person, due: dt.datetime = NOW, kind: str = "session") -> Nudge:
    """A call for the exercises that came and waits for an answer."""
    content = {**OF_A_KIND[kind], "time_zone": "UTC"}
    plan, _ = planning.put(person, new_id(), content, base_seq=None, at=NOW - dt.timedelta(days=9))
    return nudge(plan, due)


def response(nudge: Nudge) -> str:
    nudge.refresh_from_db()
    return str(nudge.response)


@pytest.mark.parametrize("by", ["put", "sync"])
def test_whoever_did_the_exercises_has_answered_the_call_for_them(
    phone: Phone, person: Person, enrolment: UUID, by: str
) -> None:
    today, yesterday = asked(person), asked(person, NOW - dt.timedelta(days=1))
    diary = asked(person, kind="diary")
    content = session(enrolment, "2026-11-18")
    if by == "put":
        assert phone.put(f"sessions/{new_id()}/", content).status_code == 201
    else:
        change = {"op": "put", "type": "session", "id": str(new_id()), "data": content}
        assert phone.post("sync/", {"changes": [change]}).json()["results"][0]["status"] == "applied"
    assert [response(one) for one in (today, yesterday, diary)] == ["done", "", ""]
    today.refresh_from_db()
    assert today.responded_at == NOW


def test_a_call_that_is_due_after_the_exercises_does_not_come(
    phone: Phone, person: Person, enrolment: UUID
) -> None:
    nudge = asked(person)
    Nudge.objects.update(state="due", open_until=None)
    train(phone, enrolment, "2026-11-18")
    delivery.deliver(at=NOW)
    nudge.refresh_from_db()
    assert (nudge.state, nudge.reason, nudge.response) == ("held", "not_due_any_more", "")
