"""A fortnight without a connection: programmes and sessions go up together, and decisions come down."""

from typing import Any

import pytest

from coach.models import Person
from exercises.models import Decision, Enrolment, Session
from tests.api.sync.phones import delete, entry, episode, pull, push, put, rows
from tests.conftest import Phone, new_id
from tests.exercises.training import done, enrol, picked, session, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "wednesday_morning")]
TWIST = "seated-twist"


def statuses(results: list[dict[str, Any]]) -> list[str]:
    return [result["status"] for result in results]


def easy(enrolment: object, day: str) -> dict[str, Any]:
    return session(enrolment, day, exercises=[done(TWIST, sets=1)], next_day_pain=0)


def test_a_programme_and_its_sessions_go_up_in_one_batch_and_are_decided_over_once(phone: Phone) -> None:
    mine = new_id()
    days = ("2026-11-16", "2026-11-17")
    results = push(
        phone, put("enrolment", picked(), mine), *[put("session", easy(mine, day)) for day in days]
    )
    assert statuses(results) == ["applied"] * 3
    (decided,) = Decision.objects.all()
    assert (decided.action, str(decided.session.local_day)) == ("step_up", "2026-11-17")
    assert Enrolment.objects.get().version == 2


def test_each_type_comes_down_as_its_own_route_shows_it(phone: Phone) -> None:
    mine = enrol(phone)
    for day in ("2026-11-16", "2026-11-17"):
        train(phone, mine, day, exercises=[done(TWIST, sets=1)], next_day_pain=0)
    told = {change["type"]: change["data"] for change in rows(pull(phone))}
    assert told["enrolment"] == phone.get(f"enrolments/{mine}/").json()
    assert told["session"] == phone.get("sessions/").json()["results"][0]
    assert told["decision"] == phone.get(f"enrolments/{mine}/decisions/").json()["results"][0]


def test_what_may_not_be_is_refused_by_itself_and_says_why(phone: Phone, episode_id: object) -> None:
    mine = new_id()
    first, second, third = push(
        phone,
        put("enrolment", picked(programme="back-to-strength")),
        put("enrolment", picked(), mine),
        put("enrolment", picked()),
    )
    assert statuses([first, second, third]) == ["rejected", "applied", "rejected"]
    assert first["errors"][0]["code"] == "not_self_care"
    assert third["errors"][0]["attr"] == "data.programme"
    phone.post(f"episodes/{episode_id}/triage/", {"id": str(new_id()), "answers": {"fever": True}})
    stop = put("enrolment", picked(status="stopped"), mine, base_seq=second["seq"])
    warned = push(phone, stop, put("enrolment", picked()))
    assert statuses(warned) == ["applied", "rejected"]
    assert warned[1]["errors"][0]["code"] == "warning_open"


def test_a_programme_cannot_be_deleted_and_a_session_can(phone: Phone) -> None:
    mine = enrol(phone)
    kept = train(phone, mine)["id"]
    results = push(phone, delete("enrolment", mine), delete("session", kept))
    assert statuses(results) == ["rejected", "applied"]
    assert Enrolment.objects.exists()
    assert not Session.objects.exists()


def test_the_diary_of_the_same_batch_tells_how_the_day_after_was(phone: Phone) -> None:
    mine, complaint = enrol(phone), new_id()
    told = session(mine, "2026-11-17", exercises=[done(TWIST, sets=1)])
    push(phone, put("session", easy(mine, "2026-11-16")), put("session", told))
    assert Enrolment.objects.get().version == 1
    after = entry(complaint, recorded_at="2026-11-18T08:00:00Z", pain=0)
    push(phone, put("episode", episode(), complaint), put("diary", after))
    assert Enrolment.objects.get().version == 2


def test_somebody_elses_enrolment_is_one_that_does_not_exist(phone: Phone, stranger: Person) -> None:
    mine = enrol(phone)
    theirs = push(
        Phone(stranger), put("enrolment", picked(), mine), put("session", session(mine, "2026-11-16"))
    )
    assert statuses(theirs) == ["rejected", "rejected"]
    assert not Session.everything.exists()


def test_a_fortnight_costs_few_queries_to_read(phone: Phone, django_assert_max_num_queries: Any) -> None:
    mine = enrol(phone)
    push(phone, *[put("session", easy(mine, f"2026-11-{day}")) for day in range(16, 19)])
    with django_assert_max_num_queries(15):
        assert {change["type"] for change in rows(pull(phone))} == {"enrolment", "session", "decision"}
