"""Plans that are edited, paused and carried to another time zone: the future only, at a distance."""

import datetime as dt
from itertools import pairwise

import pytest

from coach.models import Person
from reminders import planning
from reminders.models import Nudge, Plan, PlanClock
from reminders.models.nudge import Reason, State
from tests.conftest import ALL_DAY, NOW
from tests.nudges import nudge
from tests.reminders.conftest import DAY, HOUR, MINUTE, OF_A_KIND, MakePlan, live, what_became

pytestmark = pytest.mark.django_db


def edit(plan: Plan, at: dt.datetime, **changes: object) -> Plan:
    plan.refresh_from_db()
    content = {**OF_A_KIND[plan.kind], "time_zone": "UTC", "paused_until": None, **changes}
    edited, _outcome = planning.put(plan.person, plan.pk, content, base_seq=plan.seq, at=at)
    return edited


@pytest.mark.parametrize("minutes", [1, 5, 29])
def test_an_edit_brings_no_nudge_nearer_than_half_an_interval_to_the_last(
    make_plan: MakePlan, minutes: int
) -> None:
    plan = make_plan(due=NOW)
    live(until=NOW)
    edit(plan, NOW + minutes * MINUTE, windows={**ALL_DAY, "wed": [["09:01", "23:00"]]})
    assert PlanClock.objects.get().next_due_at >= NOW + 30 * MINUTE


def test_an_edit_that_leaves_the_times_alone_leaves_what_is_due_alone(make_plan: MakePlan) -> None:
    plan = make_plan(due=NOW)
    before = PlanClock.objects.get().next_due_at
    edit(plan, NOW - MINUTE, daily_cap=5)
    assert PlanClock.objects.get().next_due_at == before
    live(until=NOW)
    assert what_became(plan) == [(State.SENT, "")]


def test_an_edit_of_the_times_does_away_with_what_was_due_by_the_old_ones(make_plan: MakePlan) -> None:
    plan = make_plan(due=NOW)
    planning.slow_down(plan.person, plan.pk, every=90, at=NOW)
    plan.refresh_from_db()
    assert (plan.every_minutes, plan.rhythm_seq) == (90, plan.seq)


@pytest.mark.parametrize("kind", ["session", "diary"])
def test_one_moment_a_day_moved_later_comes_no_second_time_that_day(make_plan: MakePlan, kind: str) -> None:
    plan = make_plan(kind=kind)
    nudge(plan, NOW)
    edit(plan, NOW + HOUR, at_time=dt.time(19, 30))
    assert PlanClock.objects.get().next_due_at == NOW.replace(hour=19, minute=30) + DAY


def test_a_pause_holds_what_is_due_and_ends_by_itself(make_plan: MakePlan) -> None:
    plan = make_plan()
    plan.restart(NOW - HOUR, at=NOW - MINUTE)
    planning.pause(plan.person, plan.pk, until=NOW + 90 * MINUTE)
    live(until=NOW + 2 * HOUR)
    assert what_became(plan) == [(State.HELD, Reason.PAUSED)] * 2 + [(State.SENT, "")]


def test_a_snooze_outlives_a_pause_that_was_taken_back(make_plan: MakePlan, person: Person) -> None:
    plan = make_plan(due=NOW)
    planning.pause(person, plan.pk, until=NOW + HOUR)
    planning.pause(person, plan.pk, until=None)
    live(until=NOW)
    assert what_became(plan) == [(State.SENT, "")]


OFFICE = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}


@pytest.mark.parametrize(
    ("zone", "at"),
    [
        pytest.param("America/New_York", NOW + HOUR, id="west, into the morning"),
        pytest.param("Asia/Kolkata", NOW + HOUR, id="east, into the afternoon"),
        pytest.param("Australia/Lord_Howe", NOW + HOUR, id="east, into the evening"),
        pytest.param("Europe/London", NOW + HOUR, id="an hour away"),
    ],
)
def test_a_traveller_is_reminded_by_the_clock_there_at_a_distance(
    make_plan: MakePlan, person: Person, zone: str, at: dt.datetime
) -> None:
    plan = make_plan(at=NOW - 12 * HOUR, windows=OFFICE, time_zone="Europe/Amsterdam")
    live(until=at)
    assert [moved.pk for moved in planning.travel(person, zone, at=at)] == [plan.pk]
    plan.refresh_from_db()
    person.refresh_from_db()
    assert (plan.time_zone, person.time_zone) == (zone, zone)
    live(until=at + 2 * DAY)
    came = list(Nudge.objects.filter(state=State.SENT).order_by("due_at").values_list("due_at", flat=True))
    assert all(later - sooner >= 30 * MINUTE for sooner, later in pairwise(came))
    assert all(plan.rhythm.window_at(moment) for moment in came if moment > at)


def test_a_zone_that_is_not_new_moves_nothing(make_plan: MakePlan, person: Person) -> None:
    plan = make_plan(time_zone="Europe/Amsterdam")
    assert planning.travel(person, "Europe/Amsterdam", at=NOW) == []
    assert Plan.objects.get().seq == plan.seq


def test_a_plan_that_stays_at_home_keeps_its_zone(make_plan: MakePlan, person: Person) -> None:
    make_plan(time_zone="Europe/Amsterdam", follows_device=False)
    assert planning.travel(person, "Asia/Kolkata", at=NOW) == []
    assert Plan.objects.get().time_zone == "Europe/Amsterdam"


def test_the_diary_comes_once_on_a_day_that_travelling_makes_longer(
    make_plan: MakePlan, person: Person
) -> None:
    plan = make_plan(kind="diary", at_time=dt.time(12), time_zone="Europe/Amsterdam")
    live(until=NOW + 2 * HOUR)
    planning.travel(person, "America/New_York", at=NOW + 2 * HOUR)
    live(until=NOW + DAY)
    assert [nudge.local_date for nudge in plan.nudges.order_by("slot")] == [NOW.date()]


def test_new_times_wind_the_clock_though_something_else_changed_after_them(make_plan: MakePlan) -> None:
    """As in an upload of a phone that was offline: two edits, followed up together."""
    plan = make_plan(windows=OFFICE)
    content = {**OF_A_KIND["break"], "time_zone": "UTC", "windows": {"sat": [["09:00", "17:00"]]}}
    edited, _ = plan.person.plans.put(plan.pk, content, base_seq=plan.seq)
    capped, _ = plan.person.plans.put(plan.pk, {**content, "daily_cap": 3}, base_seq=edited.seq)
    planning.follow_up([capped], at=NOW)
    assert PlanClock.objects.get().next_due_at.date() == NOW.date() + 3 * DAY
