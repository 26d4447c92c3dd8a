"""From an address on a plan to a nudge that waits for the meeting to end."""

import datetime as dt

import pytest

from coach.models import Person
from reminders import delivery, dispatch, planning
from reminders.calendars.problem import Problem
from reminders.calendars.refreshing import refresh
from reminders.models import BusyCalendar, BusyStretch, Nudge, Plan
from reminders.models.calendar import EVERY, LEASE
from reminders.models.nudge import Reason, State
from tests.conftest import NOW
from tests.reminders.calendars.conftest import CalendarServer
from tests.reminders.calendars.test_fetching import URL
from tests.reminders.calendars.test_reading import calendar, event
from tests.reminders.conftest import OF_A_KIND, MakePlan

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def meeting(start: dt.datetime, end: dt.datetime) -> bytes:
    return calendar(event(f":{start:%Y%m%dT%H%M%SZ}", f":{end:%Y%m%dT%H%M%SZ}", "SUMMARY:secret"))


@pytest.fixture
def plan(make_plan: MakePlan) -> Plan:
    return make_plan(due=NOW, busy_calendar_url=URL)


def read(server: CalendarServer, *, at: dt.datetime = NOW) -> BusyCalendar:
    [due] = BusyCalendar.objects.claim(at=at)
    refresh(due, at=at, reach=server.reach)
    due.refresh_from_db()
    return due


def delivered(*, at: dt.datetime = NOW) -> Nudge:
    dispatch.materialise(at=at)
    delivery.deliver(at=at)
    return Nudge.objects.get()


def test_only_when_somebody_is_busy_is_kept(server: CalendarServer, plan: Plan) -> None:
    server.answers["/me.ics"] = (200, {"ETag": '"one"'}, meeting(NOW, NOW + 60 * MINUTE))
    found = read(server)
    assert (found.fetched_at, found.problem, found.next_fetch_at) == (NOW, "", NOW + EVERY)
    assert [(one.starts_at, one.ends_at) for one in found.stretches.all()] == [(NOW, NOW + 60 * MINUTE)]
    assert {field.name for field in BusyStretch._meta.fields} == {"id", "calendar", "starts_at", "ends_at"}


def test_a_nudge_in_a_long_meeting_is_held(server: CalendarServer, plan: Plan) -> None:
    server.answers["/me.ics"] = (200, {}, meeting(NOW - MINUTE, NOW + 60 * MINUTE))
    read(server)
    nudge = delivered()
    assert (nudge.state, nudge.reason) == (State.HELD, Reason.IN_MEETING)


def test_a_nudge_comes_after_a_meeting_that_ends_within_its_life(server: CalendarServer, plan: Plan) -> None:
    server.answers["/me.ics"] = (200, {}, meeting(NOW - MINUTE, NOW + 5 * MINUTE))
    read(server)
    waiting = delivered()
    assert (waiting.state, waiting.due_at, waiting.slot) == (State.DUE, NOW + 5 * MINUTE, NOW)
    assert delivered(at=NOW + 4 * MINUTE).state == State.DUE
    assert delivered(at=NOW + 5 * MINUTE).state == State.SENT


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(NOW - 60 * MINUTE, NOW, id="the meeting has just ended"),
        pytest.param(NOW + MINUTE, NOW + 60 * MINUTE, id="it begins in a minute"),
    ],
)
def test_beside_a_meeting_a_nudge_comes(
    server: CalendarServer, plan: Plan, start: dt.datetime, end: dt.datetime
) -> None:
    server.answers["/me.ics"] = (200, {}, meeting(start, end))
    read(server)
    assert delivered().state == State.SENT


def test_a_calendar_not_read_for_a_day_says_nothing_about_now(server: CalendarServer, plan: Plan) -> None:
    server.answers["/me.ics"] = (200, {}, meeting(NOW - MINUTE, NOW + 60 * MINUTE))
    read(server)
    BusyCalendar.objects.update(fetched_at=NOW - dt.timedelta(days=1))
    assert delivered().state == State.SENT


def test_another_persons_meeting_holds_nobody_else_back(
    server: CalendarServer, plan: Plan, make_plan: MakePlan, stranger: Person
) -> None:
    server.answers["/me.ics"] = (200, {}, meeting(NOW - MINUTE, NOW + 60 * MINUTE))
    read(server)
    make_plan(owner=stranger, due=NOW)
    dispatch.materialise(at=NOW)
    delivery.deliver(at=NOW)
    assert Nudge.objects.get(person=stranger).state == State.SENT


def test_what_did_not_change_is_not_read_again(server: CalendarServer, plan: Plan) -> None:
    server.answers["/me.ics"] = (200, {"ETag": '"one"'}, meeting(NOW, NOW + 60 * MINUTE))
    read(server)
    server.answers["/me.ics"] = (304, {}, b"")
    found = read(server, at=NOW + EVERY)
    assert server.asked[1][1]["if-none-match"] == '"one"'
    assert found.fetched_at == NOW + EVERY
    assert found.stretches.count() == 1


def test_unchanged_is_not_enough_once_the_coming_days_were_never_read(
    server: CalendarServer, plan: Plan
) -> None:
    server.answers["/me.ics"] = (200, {"ETag": '"one"'}, meeting(NOW, NOW + 60 * MINUTE))
    read(server)
    BusyCalendar.objects.update(read_until=NOW + dt.timedelta(days=1))
    read(server, at=NOW + EVERY)
    assert "if-none-match" not in server.asked[1][1]


def test_a_failure_is_noted_and_tried_ever_more_seldom(server: CalendarServer, plan: Plan) -> None:
    server.answers["/me.ics"] = (500, {}, b"")
    first = read(server)
    assert (first.problem, first.next_fetch_at) == (Problem.REFUSED, NOW + 2 * EVERY)
    second = read(server, at=NOW + 2 * EVERY)
    assert second.next_fetch_at == NOW + 2 * EVERY + 4 * EVERY
    BusyCalendar.objects.update(failures=40, next_fetch_at=NOW)
    assert read(server).next_fetch_at == NOW + dt.timedelta(days=1)


def test_what_is_no_calendar_leaves_what_was_known(server: CalendarServer, plan: Plan) -> None:
    server.answers["/me.ics"] = (200, {}, meeting(NOW, NOW + 60 * MINUTE))
    read(server)
    server.answers["/me.ics"] = (200, {}, b"<title>Sign in</title>")
    found = read(server, at=NOW + EVERY)
    assert (found.problem, found.stretches.count()) == (Problem.UNREADABLE, 1)


def test_a_calendar_is_claimed_once_and_again_when_nothing_came_of_it(plan: Plan) -> None:
    assert len(BusyCalendar.objects.claim(at=NOW)) == 1
    assert BusyCalendar.objects.claim(at=NOW) == []
    assert len(BusyCalendar.objects.claim(at=NOW + LEASE)) == 1


def test_without_an_address_everything_is_forgotten(
    server: CalendarServer, plan: Plan, person: Person
) -> None:
    server.answers["/me.ics"] = (200, {}, meeting(NOW, NOW + 60 * MINUTE))
    read(server)
    content = {**OF_A_KIND["break"], "time_zone": "UTC", "busy_calendar_url": ""}
    planning.put(person, plan.pk, content, base_seq=plan.seq, at=NOW)
    assert not BusyCalendar.objects.exists()
    assert not BusyStretch.objects.exists()


def test_a_removed_plan_is_not_read_for(plan: Plan, person: Person) -> None:
    planning.remove(person, plan.pk, at=NOW)
    assert not BusyCalendar.objects.exists()


def edit(plan: Plan, **changes: object) -> None:
    plan.refresh_from_db()
    content = {**OF_A_KIND["break"], "time_zone": "UTC", "busy_calendar_url": URL, **changes}
    planning.put(plan.person, plan.pk, content, base_seq=plan.seq, at=NOW + MINUTE)


def test_an_edit_that_leaves_the_address_alone_has_nothing_read_again(
    server: CalendarServer, plan: Plan
) -> None:
    server.answers["/me.ics"] = (200, {"ETag": '"one"'}, meeting(NOW, NOW + 60 * MINUTE))
    read(server)
    before = BusyCalendar.objects.values().get()
    edit(plan, daily_cap=3)
    assert BusyCalendar.objects.values().get() == before
    assert BusyStretch.objects.count() == 1


def test_another_address_is_read_at_once_and_nothing_of_the_old_one_stays(
    server: CalendarServer, plan: Plan
) -> None:
    server.answers["/me.ics"] = (200, {}, meeting(NOW, NOW + 60 * MINUTE))
    read(server)
    edit(plan, busy_calendar_url=URL.replace("me.ics", "work.ics"))
    assert BusyCalendar.objects.get().next_fetch_at == NOW + MINUTE
    assert not BusyStretch.objects.exists()
