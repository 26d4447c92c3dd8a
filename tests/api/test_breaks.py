"""Breaks taken without being asked, over HTTP."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from coach.models import Person
from reminders import delivery, dispatch
from reminders.models import BreakTaken, Nudge, PlanClock
from tests.conftest import ALL_DAY, NOW, Phone, new_id

pytestmark = pytest.mark.django_db
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)


@pytest.fixture
def then(person: Person) -> Iterator[Phone]:
    """A phone on a Wednesday morning, with a plan of breaks."""
    with time_machine.travel(NOW, tick=False):
        phone = Phone(person)
        body = {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "Europe/Amsterdam"}
        phone.put(f"reminders/{new_id()}/", body)
        yield phone


def report(phone: Phone, taken_at: dt.datetime = NOW, **fields: Any) -> Any:
    return phone.post("breaks/", {"id": str(new_id()), "taken_at": taken_at.isoformat(), **fields})


def test_a_break_starts_the_interval_anew(then: Phone) -> None:
    answer = report(then, NOW - 5 * MINUTE)
    assert (answer.status_code, answer.json()["clock_is_off"]) == (201, False)
    assert PlanClock.objects.get().next_due_at == NOW + 55 * MINUTE


def test_the_same_report_again_changes_nothing(then: Phone) -> None:
    body = {"id": str(new_id()), "taken_at": NOW.isoformat()}
    first, again = then.post("breaks/", body), then.post("breaks/", body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert BreakTaken.objects.count() == 1


def test_the_same_id_with_another_time_is_a_conflict(then: Phone) -> None:
    one = str(new_id())
    report(then, NOW, id=one)
    answer = report(then, NOW - HOUR, id=one)
    assert (answer.status_code, answer.json()["current"]["id"]) == (409, one)


def test_breaks_are_listed_newest_first_between_two_moments(then: Phone) -> None:
    moments = [NOW - HOUR, NOW - 3 * HOUR, NOW - 2 * HOUR]
    for moment in moments:
        report(then, moment)
    listed = then.get(f"breaks/?since={(NOW - 2 * HOUR):%Y-%m-%dT%H:%M:%SZ}").json()["results"]
    assert [row["taken_at"] for row in listed] == ["2026-11-18T08:30:00Z", "2026-11-18T07:30:00Z"]


def test_a_break_belongs_to_the_persons_own_day(then: Phone) -> None:
    assert report(then, NOW.replace(hour=0) - HOUR).json()["local_day"] == "2026-11-18"


def test_a_late_report_of_an_older_break_moves_nothing(then: Phone) -> None:
    report(then, NOW - 10 * MINUTE)
    due = PlanClock.objects.get().next_due_at
    report(then, NOW - 2 * HOUR)
    assert PlanClock.objects.get().next_due_at == due


@pytest.mark.parametrize(
    "taken_at",
    [
        pytest.param(NOW + dt.timedelta(minutes=16), id="ahead of time"),
        pytest.param(NOW + dt.timedelta(days=365), id="next year"),
        pytest.param(NOW - dt.timedelta(days=31), id="too long ago"),
    ],
)
def test_an_absurd_time_is_kept_and_counts_for_nothing(then: Phone, taken_at: dt.datetime) -> None:
    due = PlanClock.objects.get().next_due_at
    answer = report(then, taken_at)
    assert (answer.status_code, answer.json()["clock_is_off"]) == (201, True)
    assert PlanClock.objects.get().next_due_at == due


def test_a_clock_a_little_ahead_is_as_good_as_now(then: Phone) -> None:
    assert report(then, NOW + 10 * MINUTE).json()["clock_is_off"] is False
    assert PlanClock.objects.get().next_due_at == NOW + HOUR


@pytest.fixture
def sent(then: Phone) -> Nudge:
    """A nudge that came at the hour."""
    PlanClock.objects.update(next_due_at=NOW)
    dispatch.materialise(at=NOW)
    delivery.deliver(at=NOW)
    return Nudge.objects.get()


def test_a_break_after_a_nudge_answers_it(then: Phone, sent: Nudge) -> None:
    with time_machine.travel(NOW + 9 * MINUTE, tick=False):
        report(then, NOW + 8 * MINUTE)
    sent.refresh_from_db()
    assert (sent.response, sent.responded_at) == ("done", NOW + 8 * MINUTE)


@pytest.mark.parametrize("minutes", [-1, 60])
def test_a_break_before_it_or_after_its_hour_does_not(then: Phone, sent: Nudge, minutes: int) -> None:
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        report(then, NOW + minutes * MINUTE)
    sent.refresh_from_db()
    assert sent.response == ""


def test_a_break_makes_the_one_that_was_put_off_unneeded(then: Phone, sent: Nudge) -> None:
    then.post(f"nudges/{sent.pk}/response/", {"action": "snooze", "minutes": 15})
    with time_machine.travel(NOW + 5 * MINUTE, tick=False):
        report(then, NOW + 5 * MINUTE)
    snoozed = Nudge.objects.get(snoozed_from=sent)
    assert (snoozed.state, snoozed.reason) == ("held", "recently_active")
    assert PlanClock.objects.get().next_due_at == NOW + 65 * MINUTE


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        pytest.param({"taken_at": NOW.isoformat()}, "id", id="no id"),
        pytest.param({"id": "7", "taken_at": NOW.isoformat()}, "id", id="an id that is none"),
        pytest.param({"id": str(new_id())}, "taken_at", id="no time"),
        pytest.param({"id": str(new_id()), "taken_at": "noon"}, "taken_at", id="a time in words"),
        pytest.param(
            {"id": str(new_id()), "taken_at": "9999-12-31T23:59Z"}, "taken_at", id="the end of time"
        ),
        pytest.param({"id": str(new_id()), "local_day": "2026-11-18"}, "local_day", id="a field of ours"),
    ],
)
def test_a_bad_report_is_refused_by_name(then: Phone, body: dict[str, str], attr: str) -> None:
    answer = then.post("breaks/", body)
    assert (answer.status_code, [error["attr"] for error in answer.json()["errors"]]) == (400, [attr])
    assert not BreakTaken.everything.exists()


def test_without_consent_to_reminders_no_break_is_stored(then: Phone, person: Person) -> None:
    person.consents.create(purpose="reminders", version="1", given=False, at=NOW)
    assert report(then).status_code == 403


def test_a_break_struck_out_is_gone_for_good(then: Phone) -> None:
    one = report(then).json()["id"]
    assert then.delete(f"breaks/{one}/").status_code == 204
    assert report(then, NOW, id=one).status_code == 410
    assert then.get("breaks/").json()["results"] == []


def test_a_break_taken_offline_comes_with_the_sync_and_does_the_same(then: Phone) -> None:
    change = {"op": "put", "type": "break", "id": str(new_id()), "data": {"taken_at": NOW.isoformat()}}
    answer = then.post("sync/", {"changes": [change]})
    assert answer.json()["results"][0]["status"] == "applied"
    assert PlanClock.objects.get().next_due_at == NOW + HOUR
    pulled = then.get("sync/").json()["changes"]
    assert [one["data"]["local_day"] for one in pulled if one["type"] == "break"] == ["2026-11-18"]
