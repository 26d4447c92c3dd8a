"""Breaks over what was truly brought: what counts for, what against, and what neither way."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from coach.models import Person
from reminders import breaks
from reminders.adherence import Counts, Lately, breaks_by_day, breaks_by_week, goal_of, lately, weeks_of
from reminders.models import Nudge, Plan, WeeklyGoal
from tests.conftest import NOW, new_id
from tests.nudges import nudge
from tests.reminders.conftest import DAY, HOUR, MINUTE, MakePlan

pytestmark = pytest.mark.django_db
WEDNESDAY = NOW.date()
MONDAY = WEDNESDAY - 2 * DAY
LATER = NOW + 12 * HOUR
Brought = Callable[..., Nudge]


@pytest.fixture(autouse=True)
def _tonight() -> Iterator[None]:
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def plan(make_plan: MakePlan) -> Plan:
    return make_plan(at=NOW - 9 * DAY)


def take(person: Person, at: dt.datetime) -> None:
    breaks.put(person, new_id(), {"taken_at": at}, base_seq=None, at=max(at, LATER))


def counts(person: Person, on: dt.date = WEDNESDAY) -> Counts:
    return breaks_by_day([person.pk], on, on, at=LATER).get((person.pk, on), Counts())


@pytest.mark.parametrize(
    ("state", "response", "expected"),
    [
        pytest.param("sent", "done", (1, 1, 0), id="done"),
        pytest.param("sent", "skipped", (1, 0, 0), id="skipped"),
        pytest.param("sent", "", (1, 0, 0), id="ignored"),
        pytest.param("sent", "snoozed", (0, 0, 0), id="snoozed: asked again"),
        pytest.param("unknown", "", (0, 0, 0), id="may never have arrived"),
        pytest.param("unknown", "done", (1, 1, 0), id="had arrived after all"),
        pytest.param("held", "", (0, 0, 0), id="held back"),
        pytest.param("failed", "", (0, 0, 0), id="could not be delivered"),
        pytest.param("expired", "", (0, 0, 0), id="too late, our fault"),
        pytest.param("sending", "", (0, 0, 0), id="on its way"),
    ],
)
def test_only_what_was_truly_brought_counts(
    plan: Plan, state: str, response: str, expected: tuple[int, int, int]
) -> None:
    nudge(plan, NOW, state=state, response=response)
    assert counts(plan.person) == expected


def test_what_still_waits_for_an_answer_counts_neither_way(plan: Plan) -> None:
    nudge(plan, LATER - 59 * MINUTE)
    assert counts(plan.person) == (0, 0, 0)


def test_of_a_snooze_the_last_one_counts(plan: Plan) -> None:
    first = nudge(plan, NOW, response="snoozed")
    nudge(plan, NOW + 11 * MINUTE, response="done", snoozed_from=first)
    assert counts(plan.person) == (1, 1, 0)


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        pytest.param([120], (1, 1, 1), id="hours later: one more"),
        pytest.param([5], (1, 1, 0), id="the one that was answered with done"),
        pytest.param([-5], (1, 1, 0), id="just before it was asked for"),
        pytest.param([12], (1, 1, 1), id="soon after"),
        pytest.param([120, 124, 131], (1, 1, 1), id="one break that the phone saw three times"),
        pytest.param([120, 131, 142], (1, 1, 3), id="three breaks"),
    ],
)
def test_a_natural_break_counts_for_once(
    plan: Plan, minutes: list[int], expected: tuple[int, int, int]
) -> None:
    nudge(plan, NOW, response="done")
    for one in minutes:
        take(plan.person, NOW + one * MINUTE)
    assert counts(plan.person) == expected


def test_a_natural_break_that_answers_a_nudge_is_counted_there(plan: Plan) -> None:
    nudge(plan, NOW)
    take(plan.person, NOW + 20 * MINUTE)
    assert counts(plan.person) == (1, 1, 0)


def test_a_break_that_was_struck_out_counts_for_nothing(person: Person) -> None:
    take(person, NOW)
    person.breaks.bury(person.breaks.get().pk, at=LATER)
    assert counts(person) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["session", "diary"])
def test_other_nudges_are_no_breaks(make_plan: MakePlan, kind: str) -> None:
    nudge(plan := make_plan(kind=kind), NOW, response="done")
    assert counts(plan.person) == (0, 0, 0)


@pytest.mark.parametrize("kind", ["sick", "rest", "holiday"])
def test_a_day_off_never_counts_against_and_what_was_done_counts_for(plan: Plan, kind: str) -> None:
    """Also where it is told of afterwards, and the nudges had come."""
    nudge(plan, NOW)
    nudge(plan, NOW + 2 * HOUR, response="done")
    take(plan.person, NOW + 6 * HOUR)
    plan.person.days_off.put(new_id(), {"kind": kind, "starts_on": WEDNESDAY, "ends_on": WEDNESDAY})
    week = breaks_by_week([plan.person_id], MONDAY, WEDNESDAY, at=LATER)
    assert week == {(plan.person_id, MONDAY): (2, 2)}


def test_days_add_up_to_weeks_of_each_person(plan: Plan, stranger: Person) -> None:
    for back in (0, 1, 3):
        nudge(plan, NOW - back * DAY, response="done" if back else "")
    take(stranger, NOW)
    week = breaks_by_week([plan.person_id, stranger.pk], MONDAY - 7 * DAY, WEDNESDAY, at=LATER)
    assert week == {
        (plan.person_id, MONDAY): (2, 1),
        (plan.person_id, MONDAY - 7 * DAY): (1, 1),
        (stranger.pk, MONDAY): (1, 1),
    }


@pytest.mark.parametrize(
    ("asked", "off", "expected"),
    [
        pytest.param(range(5), [], 20, id="a whole week of work"),
        pytest.param(range(5), [1, 2], 12, id="two days ill"),
        pytest.param(range(5), [5, 6], 20, id="off on days nothing is asked"),
        pytest.param(range(5), range(5), 0, id="ill all week"),
        pytest.param([0, 1, 3], [3], 13, id="one of three days"),
        pytest.param(range(7), [0], 17, id="one of seven"),
    ],
)
def test_days_off_make_a_goal_smaller(asked: Any, off: Any, expected: int) -> None:
    assert goal_of(20, asked, {MONDAY + day * DAY for day in off}, MONDAY) == expected


def test_each_week_has_the_goal_of_its_time(person: Person) -> None:
    WeeklyGoal.objects.aim(person, 10, since=MONDAY - 14 * DAY)
    WeeklyGoal.objects.aim(person, 20, since=MONDAY)
    weeks = weeks_of(person, MONDAY - 21 * DAY, WEDNESDAY + 7 * DAY, at=LATER)
    assert [week.breaks_goal for week in weeks] == [None, 10, 10, 20, 20]
    WeeklyGoal.objects.aim(person, None, since=MONDAY)
    assert [week.breaks_goal for week in weeks_of(person, MONDAY, WEDNESDAY, at=LATER)] == [None]


def test_a_goal_spreads_over_the_days_of_the_plans(make_plan: MakePlan, person: Person) -> None:
    make_plan(windows={"mon": [["09:00", "17:00"]], "thu": [["09:00", "17:00"]], "fri": []})
    WeeklyGoal.objects.aim(person, 10, since=MONDAY)
    person.days_off.put(new_id(), {"kind": "sick", "starts_on": MONDAY, "ends_on": MONDAY + DAY})
    assert [week.breaks_goal for week in weeks_of(person, MONDAY, MONDAY, at=LATER)] == [5]


def test_the_last_days_of_each_are_those_on_their_own_calendar(
    person: Person, plan: Plan, make_person: Callable[..., Person], make_plan: MakePlan
) -> None:
    far = make_person("far", time_zone="Pacific/Auckland")  # where it is Thursday already
    theirs = make_plan(owner=far, at=NOW - 9 * DAY)
    nudge(plan, NOW, response="done")
    nudge(plan, NOW - DAY, response="done")
    nudge(theirs, NOW - HOUR, response="skipped")
    nudge(theirs, NOW + 8 * HOUR, response="skipped")
    theirs.nudges.filter(due_at__gt=NOW).update(local_date=WEDNESDAY + DAY)
    assert lately([person, far], days=1, at=LATER) == {
        person.pk: Lately(WEDNESDAY, 0, 0, 1, 1),
        far.pk: Lately(WEDNESDAY + DAY, 0, 0, 1, 0),
    }
    assert lately([person], days=2, at=LATER)[person.pk] == Lately(WEDNESDAY - DAY, 0, 0, 2, 2)
    assert lately([], days=2, at=LATER) == {}
