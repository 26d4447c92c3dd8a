"""Why did I, or did I not, get this? Each way for a time to come or not to come, told afterwards."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from coach.models import Person
from reminders import breaks, dispatch, planning
from reminders.answering import answer
from reminders.history import Absence, DayTold, told_days, what_became_of
from reminders.models import Nudge, Plan
from reminders.models.nudge import Reason, Response
from reminders.rhythm import WEEKDAYS
from reminders.waves import LEAD
from tests.conftest import NOW, new_id
from tests.reminders.conftest import DAY, HOUR, OF_A_KIND, MakePlan, live

pytestmark = pytest.mark.django_db
WEDNESDAY = NOW.date()
OFFICE = {day: [["08:00", "12:10"]] for day in WEEKDAYS[:5]}
EVENING = NOW + 9 * HOUR


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan(make_plan: MakePlan) -> Plan:
    """Made on Monday; on a weekday it comes at 08:37, and every hour up to 11:37."""
    plan = make_plan(at=NOW - 2 * DAY, windows=OFFICE)
    Plan.objects.update(phase=37)
    plan.refresh_from_db()
    plan.wind(at=NOW - 2 * DAY)
    said_at(plan, NOW - 2 * DAY)
    return plan


def said_at(plan: Plan, at: dt.datetime) -> None:
    """The database stamped what the plan says now with a clock that no test can set."""
    history: Any = Plan.pgh_event_model  # type: ignore[attr-defined]
    history.objects.filter(pgh_obj=plan.pk, pgh_created_at__gt=NOW + 2 * DAY).update(pgh_created_at=at)


def edit(plan: Plan, at: dt.datetime, **changes: Any) -> Plan:
    content = {**OF_A_KIND["break"], "windows": OFFICE, "time_zone": "UTC", "paused_until": None, **changes}
    plan.refresh_from_db()
    edited, _ = planning.put(plan.person, plan.pk, content, base_seq=plan.seq, at=at)
    said_at(plan, at)
    return edited


def clock(hour: int, minute: int) -> dt.datetime:
    return NOW.replace(hour=hour, minute=minute)


def told(plan: Plan, on: dt.date = WEDNESDAY, at: dt.datetime = EVENING) -> DayTold:
    return what_became_of(Plan.objects.get(pk=plan.pk), on, at=at)


def lines(day: DayTold) -> list[str]:
    return [" ".join([f"{one.slot:%H:%M}", one.state, one.reason]).strip() for one in day.slots]


def take_a_break(plan: Plan, at: dt.datetime) -> None:
    with time_machine.travel(at, tick=False):
        breaks.put(plan.person, new_id(), {"taken_at": at}, base_seq=None, at=at)


def test_what_came_and_what_the_end_of_the_hours_cut_off(plan: Plan) -> None:
    live(until=EVENING, answering=True)
    day = told(plan)
    assert lines(day) == [
        "08:37 sent", "09:37 sent", "10:37 sent", "11:37 sent", "12:37 absent outside_hours"
    ]  # fmt: skip
    assert day.hours == [(clock(8, 0), clock(12, 10))]
    assert day.slots[-1].because_at == clock(12, 10)


def test_only_what_is_past_is_told(plan: Plan) -> None:
    live(until=clock(9, 50))
    assert lines(told(plan, at=clock(9, 50))) == ["08:37 sent", "09:37 sent"]


def test_a_natural_break_moves_what_follows_it(plan: Plan) -> None:
    live(until=clock(9, 0))
    take_a_break(plan, clock(9, 20))
    live(until=EVENING)
    day = told(plan)
    assert lines(day) == [
        "08:37 sent", "09:37 absent moved", "10:20 sent", "10:37 absent moved", "11:20 sent",
        "11:37 absent moved", "12:20 absent outside_hours",
    ]  # fmt: skip
    assert day.slots[1].because_at == clock(9, 20)


def test_a_break_soon_after_another_moves_what_that_one_had_brought(plan: Plan) -> None:
    live(until=clock(9, 0))
    take_a_break(plan, clock(9, 20))
    take_a_break(plan, clock(9, 45))
    live(until=clock(10, 40))
    assert lines(told(plan, at=clock(10, 40)))[1:] == [
        "09:37 absent moved", "10:20 absent moved", "10:37 absent moved"
    ]  # fmt: skip


def test_a_snooze_is_told_of_with_what_it_moved(plan: Plan) -> None:
    live(until=clock(9, 37))
    answer(Nudge.objects.get(slot=clock(9, 37)), Response.SNOOZED, at=clock(9, 38), minutes=10)
    live(until=clock(11, 0))
    day = told(plan, at=clock(11, 0))
    assert lines(day) == ["08:37 sent", "09:37 sent", "09:48 sent", "10:37 absent moved", "10:48 sent"]
    assert day.slots[2].nudge.snoozed_from_id == day.slots[1].nudge.pk


def test_an_answer_moves_what_follows_it(plan: Plan) -> None:
    live(until=clock(9, 37))
    answer(Nudge.objects.get(slot=clock(9, 37)), Response.DONE, at=clock(9, 41))
    live(until=clock(11, 0))
    assert lines(told(plan, at=clock(11, 0)))[2:] == ["10:37 absent moved", "10:41 sent"]


def test_a_pause_and_a_day_off_have_rows_of_their_own(plan: Plan) -> None:
    planning.pause(plan.person, plan.pk, until=clock(9, 0))
    said_at(plan, NOW - 2 * DAY)
    live(until=EVENING)
    assert lines(told(plan))[:2] == ["08:37 held paused", "09:37 sent"]


def test_an_edit_tells_of_the_old_times_and_the_new(plan: Plan) -> None:
    live(until=clock(10, 0))
    edit(plan, clock(10, 0), every_minutes=90)
    Plan.objects.update(phase=60)
    Plan.objects.get().wind(at=clock(10, 0))
    said_at(plan, clock(10, 0))
    live(until=EVENING, answering=True)
    day = told(plan)
    assert lines(day) == [
        "08:37 sent",
        "09:00 absent plan_changed",  # as it stands now
        "09:37 sent",
        "10:30 sent",
        "10:37 absent plan_changed",  # as it stood then
        "11:37 absent plan_changed",
        "12:00 sent",
        "13:30 absent outside_hours",
    ]
    assert {one.because_at for one in day.slots if one.absence == Absence.PLAN_CHANGED} == {clock(10, 0)}


def test_an_edit_keeps_its_distance_and_says_so(plan: Plan) -> None:
    live(until=clock(9, 37))
    Plan.objects.update(phase=50)
    Plan.objects.get().wind(at=clock(9, 40))
    said_at(plan, clock(9, 40))
    live(until=clock(11, 0))
    assert lines(told(plan, at=clock(11, 0))) == [
        "08:37 sent", "08:50 absent plan_changed", "09:37 sent", "09:50 absent too_near",
        "10:37 absent plan_changed", "10:50 sent",
    ]  # fmt: skip


def test_a_standstill_of_days_is_told_apart_from_what_nobody_knows(plan: Plan) -> None:
    live(until=clock(9, 0))
    dispatch.materialise(at=clock(10, 0) + 2 * DAY)
    late = clock(10, 0) + 2 * DAY
    assert lines(told(plan, at=late))[:3] == [
        "08:37 sent", "09:37 absent service_down", "10:37 expired too_late"
    ]  # fmt: skip
    Nudge.objects.filter(slot=clock(10, 37)).delete()
    assert "10:37 absent unknown" in lines(told(plan, at=late))


@pytest.mark.parametrize(
    ("more", "told_as"),
    [
        pytest.param(-LEAD / 2, "expired too_late", id="written down, if less"),
        pytest.param(LEAD * 0, "absent service_down", id="told, if as long"),
        pytest.param(LEAD / 2, "absent service_down", id="told, if longer"),
    ],
)
def test_a_slot_about_two_days_past_is_written_down_or_told(
    plan: Plan, more: dt.timedelta, told_as: str
) -> None:
    live(until=clock(9, 0))
    back = clock(9, 37) + 2 * DAY + more
    dispatch.materialise(at=back)
    assert lines(told(plan, at=back))[1] == f"09:37 {told_as}"


def test_a_removed_row_is_said_to_be_unknown(plan: Plan) -> None:
    live(until=EVENING)
    Nudge.objects.filter(slot=clock(9, 37)).delete()
    assert lines(told(plan))[1] == "09:37 absent unknown"


def test_before_there_was_a_plan_there_was_none(plan: Plan) -> None:
    monday = WEDNESDAY - 2 * DAY
    live(until=EVENING)
    assert lines(told(plan, monday)) == [
        "08:37 absent made_later", "09:37 sent", "10:37 sent", "11:37 sent", "12:37 absent outside_hours"
    ]  # fmt: skip
    sunday = told(plan, monday - DAY)
    assert (sunday.slots, sunday.nothing) == ([], Absence.MADE_LATER)


def test_a_day_without_hours_says_so(plan: Plan) -> None:
    saturday = NOW + 3 * DAY + 9 * HOUR
    live(until=saturday)
    day = told(plan, saturday.date(), at=saturday)
    assert (day.slots, day.hours, day.nothing) == ([], [], Absence.NO_HOURS)


def test_a_day_that_has_yet_to_begin_says_so(plan: Plan) -> None:
    live(until=clock(7, 0))
    assert told(plan, at=clock(7, 0)).nothing == Absence.TO_COME


def test_one_time_a_day_that_an_edit_moved_to_later_that_day(make_plan: MakePlan) -> None:
    plan = make_plan(kind="diary", at=NOW - DAY)
    said_at(plan, NOW - DAY)
    live(until=NOW)
    content = {**OF_A_KIND["diary"], "at_time": dt.time(12), "time_zone": "UTC", "paused_until": None}
    plan.refresh_from_db()
    planning.put(plan.person, plan.pk, content, base_seq=plan.seq, at=NOW + HOUR)
    said_at(plan, NOW + HOUR)
    live(until=EVENING)
    assert lines(told(plan)) == ["09:30 sent", "12:00 absent too_near"]


def test_a_plan_that_travelled_is_told_by_the_clock_of_each_place(plan: Plan, person: Person) -> None:
    live(until=clock(10, 0))
    planning.travel(person, "America/New_York", at=clock(10, 0))
    said_at(plan, clock(10, 0))
    live(until=clock(22, 0))
    day = told(plan, at=clock(22, 0))
    came = [one.slot for one in day.slots if one.nudge]
    assert came == [clock(8, 37), clock(9, 37), *(clock(hour, 37) for hour in (13, 14, 15, 16))]
    assert day.hours == [(clock(8, 0), clock(10, 0)), (clock(13, 0), clock(17, 10))]
    assert "10:37 absent plan_changed" in lines(day)


def test_thirty_days_can_be_told_of(plan: Plan) -> None:
    first, last = told_days(plan, at=NOW)
    assert (last, (last - first).days) == (WEDNESDAY, 29)


def test_every_reason_has_words() -> None:
    assert all(str(one.label) for one in (*Absence, *Reason))


def test_a_full_day_costs_a_handful_of_queries(plan: Plan, django_assert_max_num_queries: Any) -> None:
    live(until=EVENING)
    Nudge.objects.filter(slot__in=[clock(8, 37), clock(9, 37)]).delete()
    stored = Plan.objects.get()
    with django_assert_max_num_queries(8):
        assert len(what_became_of(stored, WEDNESDAY, at=EVENING).slots) == 5
