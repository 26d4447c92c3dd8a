"""Programmes of one's own over HTTP: picking one, letting it rest, ending it, and what to do on which day."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from coach.models import Person
from exercises import enrolling
from exercises.models import Author, Enrolment, EnrolmentVersion, Programme, Status, StatusChange
from tests.conftest import NOW, Phone, new_id
from tests.exercises.training import enrol, picked, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "wednesday_morning")]


def status_of(phone: Phone, enrolment: object, status: str, **changes: Any) -> Any:
    """Say what becomes of it, on top of the copy that stands."""
    seq = phone.get(f"enrolments/{enrolment}/").json()["seq"]
    return phone.put(f"enrolments/{enrolment}/", picked(status=status, base_seq=seq, **changes))


def agenda(phone: Phone, enrolment: object, query: str = "from=2026-11-16&to=2026-11-22") -> Any:
    return phone.get(f"enrolments/{enrolment}/agenda/?{query}").json()


def states(phone: Phone, enrolment: object, query: str = "from=2026-11-16&to=2026-11-22") -> list[str]:
    return [day["state"] for day in agenda(phone, enrolment, query)]


# --- picking -----------------------------------------------------------------------------------------------


def test_a_person_picks_a_programme_and_gets_a_copy_of_their_own(phone: Phone) -> None:
    made = new_id()
    answer = phone.put(f"enrolments/{made}/", picked())
    assert answer.status_code == 201
    body = answer.json()
    assert picked().items() <= body.items()
    assert (body["status"], body["version"], body["assigned_by"]) == ("active", 1, "person")
    assert body["content"]["phases"][0]["title"] == "Loosening up"
    assert body["pain_rule"].startswith("Some stretch")


def test_the_same_put_again_changes_nothing(phone: Phone) -> None:
    made = new_id()
    first, again = (phone.put(f"enrolments/{made}/", picked()) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert EnrolmentVersion.objects.count() == StatusChange.objects.count() == 1


def test_a_template_that_changes_later_leaves_the_copy_alone(phone: Phone) -> None:
    made = enrol(phone)
    Programme.objects.filter(slug="upper-back-desk").update(version=2, content={"phases": []})
    assert phone.get(f"enrolments/{made}/").json()["content"]["phases"]


@pytest.mark.parametrize(
    ("changes", "attr", "code"),
    [
        pytest.param({"programme": "back-to-strength"}, "programme", "not_self_care", id="a physio's"),
        pytest.param({"programme": "handstand"}, "programme", "does_not_exist", id="one that is not there"),
        pytest.param({"starts_on": "2026-10-01"}, "starts_on", "out_of_range", id="long ago"),
        pytest.param({"starts_on": "2027-10-01"}, "starts_on", "out_of_range", id="far ahead"),
        pytest.param({"starts_on": "maandag"}, "starts_on", "invalid", id="a day in words"),
        pytest.param({"status": "resting"}, "status", "invalid_choice", id="a status we do not know"),
        pytest.param({"version": 3}, "version", "unknown_field", id="a field that is ours"),
        pytest.param({"assigned_by": "physio"}, "assigned_by", "unknown_field", id="as if by a physio"),
        pytest.param({"episode": str(new_id())}, "episode", "does_not_exist", id="no such episode"),
    ],
)
def test_bad_input_is_refused_by_name_and_stores_nothing(
    phone: Phone, changes: dict[str, Any], attr: str, code: str
) -> None:
    answer = phone.put(f"enrolments/{new_id()}/", picked(**changes))
    assert answer.status_code == 400
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [(attr, code)]
    assert not Enrolment.everything.exists()


def test_a_programme_runs_once_at_a_time(phone: Phone) -> None:
    made = enrol(phone)
    second = phone.put(f"enrolments/{new_id()}/", picked())
    assert (second.status_code, second.json()["errors"][0]["code"]) == (400, "already_running")
    status_of(phone, made, "stopped")
    assert phone.put(f"enrolments/{new_id()}/", picked()).status_code == 201


def test_nobody_begins_while_a_warning_sign_is_open(phone: Phone, episode_id: object) -> None:
    report = str(new_id())
    phone.post(f"episodes/{episode_id}/triage/", {"id": report, "answers": {"fever": True}})
    answer = phone.put(f"enrolments/{new_id()}/", picked())
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:coach:problem:warning_open")
    assert not Enrolment.everything.exists()
    phone.post(f"episodes/{episode_id}/triage/{report}/acknowledgement/", {"word": "looked_at"})
    assert phone.put(f"enrolments/{new_id()}/", picked()).status_code == 201


def test_without_consent_nothing_is_stored(phone: Phone, person: Person) -> None:
    person.consents.create(purpose="health_data", version="1", given=False, at=timezone.now())
    assert phone.put(f"enrolments/{new_id()}/", picked()).status_code == 403
    assert not Enrolment.everything.exists()


# --- resting and ending ------------------------------------------------------------------------------------


def test_it_rests_goes_on_and_ends(phone: Phone) -> None:
    made = enrol(phone)
    for status in ("paused", "active", "finished"):
        assert status_of(phone, made, status).json()["status"] == status
    changes = StatusChange.objects.order_by("at", "id").values_list("status", "made_by")
    assert [status for status, _ in changes] == ["active", "paused", "active", "finished"]
    assert {by for _, by in changes} == {"person"}


def test_what_is_over_does_not_go_on(phone: Phone) -> None:
    made = enrol(phone)
    status_of(phone, made, "stopped")
    answer = status_of(phone, made, "active")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "over")
    assert Enrolment.objects.get().status == "stopped"


def test_a_change_needs_the_copy_it_was_made_to(phone: Phone) -> None:
    made = enrol(phone)
    answer = phone.put(f"enrolments/{made}/", picked(status="paused"))
    assert (answer.status_code, answer.json()["current"]["status"]) == (409, "active")


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        pytest.param({"programme": "neck-shoulder"}, "programme", id="another programme"),
        pytest.param({"starts_on": "2026-11-17"}, "starts_on", id="another first day"),
    ],
)
def test_what_was_chosen_stays(phone: Phone, changes: dict[str, str], attr: str) -> None:
    answer = status_of(phone, enrol(phone), "active", **changes)
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)


def test_a_phone_that_was_offline_may_report_one_that_was_paused_already(phone: Phone) -> None:
    enrol(phone, status="paused")
    assert [one.status for one in StatusChange.objects.order_by("at", "id")] == ["active", "paused"]


# --- the agenda --------------------------------------------------------------------------------------------


def test_the_agenda_says_day_by_day_what_to_do(phone: Phone) -> None:
    days = agenda(phone, enrol(phone))
    assert [day["date"] for day in days] == [f"2026-11-{day}" for day in range(16, 23)]
    kinds = [[one["key"] for one in day["routines"]] for day in days]
    assert kinds == [["desk"], ["desk"], ["home"], ["desk"], ["desk"], ["home"], ["desk"]]
    assert [day["state"] for day in days] == [*["missed"] * 2, *["due"] * 5]
    assert [day["moved_from"] for day in days] == [*[None] * 6, "2026-11-17"]  # Sunday was free
    (routine,) = days[3]["routines"]
    assert (routine["title"], routine["done"]) == ("At your desk", False)
    assert routine["prescriptions"][0]["exercise"] == "shoulder-rolls"


def test_what_was_done_shows_and_what_was_left_out_makes_it_partly_done(phone: Phone) -> None:
    made = enrol(phone)
    train(phone, made, "2026-11-16")
    train(phone, made, "2026-11-17", exercises=[{"exercise": "shoulder-rolls", "sets": 2, "completed": True}])
    assert states(phone, made)[:2] == ["done", "partly_done"]
    assert agenda(phone, made)[0]["routines"][0]["done"]


@pytest.mark.parametrize(
    ("kind", "state"), [("sick", "sick_day"), ("holiday", "holiday"), ("rest", "rest_day")]
)
def test_a_day_off_is_a_day_off(phone: Phone, kind: str, state: str) -> None:
    made = enrol(phone)
    phone.put(f"days-off/{new_id()}/", {"kind": kind, "starts_on": "2026-11-19", "ends_on": "2026-11-19"})
    assert states(phone, made)[3] == state


def test_a_rest_is_shown_from_its_day_to_the_day_before_it_goes_on(phone: Phone, person: Person) -> None:
    made = enrol(phone)
    status_of(phone, made, "paused")  # on Wednesday
    assert states(phone, made)[2:] == ["paused"] * 5
    with time_machine.travel(NOW + dt.timedelta(days=2), tick=False):
        phone = Phone(person)
        status_of(phone, made, "active")
        assert states(phone, made)[2:4] == ["paused", "paused"]
        assert states(phone, made)[4] == "due"


def test_days_with_an_open_warning_sign_are_off(phone: Phone, person: Person, episode_id: object) -> None:
    made = enrol(phone)
    report = str(new_id())
    phone.post(f"episodes/{episode_id}/triage/", {"id": report, "answers": {"fever": True}})
    assert states(phone, made)[2:] == ["paused"] * 5
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        phone = Phone(person)
        phone.post(f"episodes/{episode_id}/triage/{report}/acknowledgement/", {"word": "looked_at"})
        assert states(phone, made)[2:4] == ["paused", "due"]


def test_after_it_was_stopped_there_are_no_days_but_those_that_were(phone: Phone) -> None:
    made = enrol(phone)
    train(phone, made, "2026-11-17")
    status_of(phone, made, "stopped")
    assert [day["date"] for day in agenda(phone, made)] == ["2026-11-16", "2026-11-17"]


@pytest.mark.parametrize(
    ("query", "attr"),
    [
        pytest.param("from=2026-11-16&to=2026-11-15", "to", id="backwards"),
        pytest.param("from=2026-11-16&to=2027-02-16", "to", id="93 days"),
        pytest.param("from=maandag", "from", id="a day in words"),
        pytest.param("to=0001-01-01", "to", id="long ago"),
        pytest.param("since=2026-11-16", "since", id="a parameter we do not know"),
    ],
)
def test_a_bad_stretch_of_days_is_refused_by_name(phone: Phone, query: str, attr: str) -> None:
    answer = phone.get(f"enrolments/{enrol(phone)}/agenda/?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)


def test_ninety_two_days_are_shown_and_a_week_where_nothing_is_asked(phone: Phone) -> None:
    made = enrol(phone)
    assert len(agenda(phone, made, "from=2026-11-16&to=2027-02-15")) == 42  # the programme lasts six weeks
    assert [agenda(phone, made, "")[0]["date"], len(agenda(phone, made, ""))] == ["2026-11-18", 7]


# --- reading -----------------------------------------------------------------------------------------------


def test_the_list_comes_with_the_content_that_stands(phone: Phone) -> None:
    for slug in ("upper-back-desk", "neck-shoulder", "office-five-minutes"):
        enrol(phone, programme=slug)
    first = Enrolment.objects.get(programme="upper-back-desk")
    content = first.current.plan
    enrolling.revise(first, content, made_by="physio", note="Rustiger", since=NOW.date(), at=NOW)  # type: ignore[arg-type]
    rows = phone.get("enrolments/").json()["results"]
    assert {row["programme"]: row["version"] for row in rows}["upper-back-desk"] == 2
    assert all(row["content"]["phases"] for row in rows)
    versions = phone.get(f"enrolments/{first.pk}/versions/").json()
    assert [(one["number"], one["note"]) for one in versions] == [(1, ""), (2, "Rustiger")]


def test_why_a_physio_let_it_rest_is_told(phone: Phone) -> None:
    made = enrol(phone)
    told = {"made_by": Author.PHYSIO, "by": "Marit", "note": "Eerst de griep"}
    enrolling.set_status(Enrolment.objects.get(), Status.PAUSED, **told, at=NOW)  # type: ignore[arg-type]
    changes = phone.get(f"enrolments/{made}/status-changes/").json()
    assert [(one["status"], one["made_by"], one["made_by_name"], one["note"]) for one in changes] == [
        ("active", "person", "Anna", ""),
        ("paused", "physio", "Marit", "Eerst de griep"),
    ]


def test_an_enrolment_cannot_be_deleted(phone: Phone) -> None:
    assert phone.delete(f"enrolments/{enrol(phone)}/").status_code == 405
