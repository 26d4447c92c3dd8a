"""The coming week, and that it is what then happens."""

import datetime as dt
from typing import Any

import pytest

from coach import screening
from coach.models import Person
from reminders import planning
from reminders.answering import answer
from reminders.models import BusyCalendar, Device, Nudge, Plan
from reminders.models.device import Retirement
from reminders.models.nudge import Response
from reminders.preview import coming_week
from tests.conftest import NOW, new_id
from tests.reminders.conftest import DAY, HOUR, MINUTE, MakePlan, live
from tests.reminders.devices import registered

pytestmark = pytest.mark.django_db
OFFICE = {day: [["09:00", "12:30"], ["13:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def assert_it_happens(plan: Plan, at: dt.datetime = NOW) -> list[dt.datetime]:
    """Live the week, and compare."""
    plan = Plan.objects.get(pk=plan.pk)
    coming = [one.due_at for one in coming_week(plan, at=at)]
    before = set(plan.nudges.filter(state="sent").values_list("pk", flat=True))
    live(until=at + 7 * DAY - dt.timedelta(microseconds=1), answering=True)
    came = plan.nudges.filter(state="sent").exclude(pk__in=before).order_by("due_at")
    assert list(came.values_list("due_at", flat=True)) == coming
    return coming


@pytest.mark.parametrize("kind", ["break", "diary"])
def test_the_coming_week_is_what_happens(make_plan: MakePlan, kind: str) -> None:
    fields = {"windows": OFFICE, "daily_cap": 3} if kind == "break" else {}
    assert assert_it_happens(make_plan(kind=kind, time_zone="Europe/Amsterdam", **fields))


def test_what_came_today_already_counts_towards_the_cap(make_plan: MakePlan) -> None:
    plan = make_plan(daily_cap=2, due=NOW)
    live(until=NOW)
    assert [slot.date() for slot in assert_it_happens(plan)].count(NOW.date()) == 1


def test_a_pause_and_days_off_are_left_out(make_plan: MakePlan, person: Person) -> None:
    plan = make_plan(windows=OFFICE, daily_cap=3)
    planning.pause(person, plan.pk, until=NOW + DAY)
    off = {"kind": "rest", "starts_on": NOW.date() + 2 * DAY, "ends_on": NOW.date() + 5 * DAY}
    person.days_off.put(new_id(), off)
    coming = assert_it_happens(plan)
    assert {slot.date() for slot in coming} == {NOW.date() + DAY, NOW.date() + 6 * DAY}


def test_a_diary_written_today_is_left_out_today(make_plan: MakePlan, person: Person) -> None:
    plan = make_plan(kind="diary", at_time=dt.time(20))
    episode, _ = person.episodes.put(new_id(), {"region": "neck", "onset_on": NOW.date()})
    entry = {"episode": episode, "recorded_at": NOW, "utc_offset": 0, "pain": 1}
    person.diary.put(new_id(), entry)
    assert len(assert_it_happens(plan)) == 6


def test_a_long_meeting_is_left_out_and_a_short_one_waited_for(make_plan: MakePlan) -> None:
    plan = make_plan(daily_cap=4, busy_calendar_url="https://example.org/me.ics")
    plan.restart(NOW, at=NOW)
    calendar = BusyCalendar.objects.get()
    slots = [slot.due_at for slot in coming_week(plan, at=NOW)]
    short = (slots[0] - MINUTE, slots[0] + 4 * MINUTE)
    long = (slots[1] - HOUR / 2, slots[1] + HOUR / 2)
    calendar.store([short, long], etag="", at=NOW)
    assert coming_week(plan, at=NOW)[0].due_at == short[1]
    assert assert_it_happens(plan)[:2] == [short[1], slots[2]]


def test_a_snooze_is_among_them(make_plan: MakePlan) -> None:
    plan = make_plan(due=NOW, windows=OFFICE, daily_cap=3)
    live(until=NOW)
    answer(Nudge.objects.get(), Response.SNOOZED, at=NOW + MINUTE, minutes=15)
    assert assert_it_happens(plan, NOW + 2 * MINUTE)[0] == NOW + 16 * MINUTE


def warn(person: Person) -> None:
    episode, _ = person.episodes.put(new_id(), {"region": "neck", "onset_on": NOW.date()})
    screening.report(episode, {"fever": True}, why="something_changed", at=NOW)


def withdraw(person: Person) -> None:
    person.consents.create(purpose="reminders", version="1", given=False, at=NOW)


def lose_the_phone(person: Person) -> None:
    Device.retire(registered(person, "phone").mark, Retirement.GONE, at=NOW)


@pytest.mark.parametrize(
    ("kind", "spoil", "any_come"),
    [
        pytest.param("break", warn, False, id="breaks, with a warning sign"),
        pytest.param("diary", warn, True, id="the diary, with a warning sign"),
        pytest.param("break", withdraw, False, id="breaks, without consent"),
        pytest.param("diary", withdraw, False, id="the diary, without consent"),
        pytest.param("break", lose_the_phone, False, id="breaks, without a device within reach"),
    ],
)
def test_what_holds_everything_back_shows_at_once(
    make_plan: MakePlan, person: Person, kind: str, spoil: Any, *, any_come: bool
) -> None:
    plan = make_plan(kind=kind, at_time=dt.time(20)) if kind == "diary" else make_plan(daily_cap=1)
    spoil(person)
    assert bool(assert_it_happens(plan)) is any_come


def test_on_a_quiet_day_every_second_one_is_left_out(make_plan: MakePlan) -> None:
    plan = make_plan()
    plan.restart(NOW - HOUR, at=NOW - MINUTE)
    live(until=NOW + 2 * HOUR)
    at = NOW + 2 * HOUR + 59 * MINUTE
    today = [slot for slot in coming_week(plan, at=at + MINUTE) if slot.local_date == NOW.date()]
    assert [slot.due_at for slot in today] == [NOW + hours * HOUR for hours in (4, 6, 8, 10, 12, 14)]
