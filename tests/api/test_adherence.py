"""Adherence over HTTP: what counts against a person, and what never does."""

import datetime as dt

import pytest
import time_machine

from coach.models import Person
from tests.conftest import NOW, Phone, new_id
from tests.exercises.training import enrol, picked, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "wednesday_morning")]
LATER = NOW + dt.timedelta(days=13)  # a Tuesday, in the third week
SPAN = "from=2026-11-16&to=2026-11-29"


def weeks(person: Person, query: str = SPAN) -> list[tuple[int, int]]:
    """(due, done) of each week, seen two weeks later."""
    with time_machine.travel(LATER, tick=False):
        rows = Phone(person).get(f"adherence/?{query}").json()
    return [(row["sessions_due"], row["sessions_done"]) for row in rows]


def off(phone: Phone, kind: str, first: str, last: str) -> None:
    phone.put(f"days-off/{new_id()}/", {"kind": kind, "starts_on": first, "ends_on": last})


def test_six_sessions_a_week_are_due_and_what_was_done_is_counted(phone: Phone, person: Person) -> None:
    made = enrol(phone)
    for day in ("2026-11-16", "2026-11-17"):
        train(phone, made, day)
    assert weeks(person) == [(6, 2), (6, 0)]


def test_done_in_part_is_done(phone: Phone, person: Person) -> None:
    left = {"exercise": "shoulder-rolls", "sets": 1, "completed": False, "stopped": "no_time"}
    train(phone, enrol(phone), "2026-11-16", exercises=[left])
    assert weeks(person)[0] == (6, 1)


def test_a_session_done_on_another_day_of_the_week_is_done(phone: Phone, person: Person) -> None:
    made = enrol(phone)
    with time_machine.travel(LATER, tick=False):
        train(Phone(person), made, "2026-11-22")  # a Sunday without a session of its own
    assert weeks(person)[0] == (6, 1)


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        pytest.param("sick", 2, id="ill"),
        pytest.param("holiday", 2, id="on holiday"),
        pytest.param("rest", 2, id="resting"),
    ],
)
def test_days_off_never_count_against_anybody(phone: Phone, person: Person, kind: str, due: int) -> None:
    enrol(phone)
    off(phone, kind, "2026-11-18", "2026-11-21")
    assert weeks(person)[0] == (due, 0)


def test_a_rest_does_not_count(phone: Phone, person: Person) -> None:
    made = enrol(phone)
    seq = phone.get(f"enrolments/{made}/").json()["seq"]
    phone.put(f"enrolments/{made}/", picked(status="paused", base_seq=seq))
    assert weeks(person) == [(2, 0), (0, 0)]


def test_days_with_an_open_warning_sign_do_not_count(
    phone: Phone, person: Person, episode_id: object
) -> None:
    enrol(phone)
    phone.post(f"episodes/{episode_id}/triage/", {"id": str(new_id()), "answers": {"fever": True}})
    assert weeks(person) == [(2, 0), (0, 0)]


def test_what_is_still_to_come_counts_neither_way(phone: Phone, person: Person) -> None:
    enrol(phone)
    rows = phone.get(f"adherence/?{SPAN}").json()
    assert [(row["starts_on"], row["sessions_due"]) for row in rows] == [("2026-11-16", 2), ("2026-11-23", 0)]


def test_a_person_without_a_programme_has_empty_weeks(person: Person) -> None:
    assert weeks(person) == [(0, 0), (0, 0)]


def test_nothing_of_another_person_is_counted(phone: Phone, stranger: Person) -> None:
    enrol(phone)
    assert weeks(stranger) == [(0, 0), (0, 0)]


def test_breaks_stand_beside_the_sessions(phone: Phone, person: Person) -> None:
    for minutes in (0, 30, 60):
        taken = NOW - dt.timedelta(minutes=minutes)
        phone.post("breaks/", {"id": str(new_id()), "taken_at": taken.isoformat()})
    (row,) = phone.get("adherence/?from=2026-11-16&to=2026-11-22").json()
    assert row == {
        "starts_on": "2026-11-16",
        "sessions_due": 0,
        "sessions_done": 0,
        "breaks_due": 3,
        "breaks_done": 3,
        "breaks_goal": None,
    }
