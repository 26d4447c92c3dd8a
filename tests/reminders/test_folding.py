"""Folding old nudges into counts: the same numbers before and after, whatever lies around midnight."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import time_machine
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.models import Person
from coach.schedule import BEAT
from reminders import folding, tasks
from reminders.adherence import breaks_by_day
from reminders.folding import fold
from reminders.models import AdherenceDay, BreakTaken, Nudge, Plan
from reminders.models.nudge import KEPT_DAYS
from tests.conftest import NOW
from tests.nudges import nudge
from tests.reminders.conftest import DAY, HOUR, MINUTE, MakePlan
from tests.reminders.test_adherence import take

pytestmark = pytest.mark.django_db
LATER = NOW + (KEPT_DAYS + 3) * DAY
SPAN = NOW.date() - 5 * DAY, NOW.date() + 60 * DAY


@pytest.fixture(autouse=True)
def _then() -> Iterator[None]:
    """So late that every break of these tests is past, so early that each is believed."""
    with time_machine.travel(NOW + 6 * DAY, tick=False):
        yield


@pytest.fixture
def plan(make_plan: MakePlan) -> Plan:
    return make_plan(at=NOW - 9 * DAY)


def old(plan: Plan, due: dt.datetime = NOW, *args: Any, **fields: Any) -> Nudge:
    """A nudge whose id was made when it was due, as the tick makes them."""
    made = nudge(plan, due, *args, **fields)
    stamp = f"{int(due.timestamp() * 1000):012x}"
    fresh = f"{stamp[:8]}-{stamp[8:]}-7{str(made.pk)[15:]}"
    Nudge.objects.filter(pk=made.pk).update(id=fresh)
    return Nudge.objects.get(pk=fresh)


def numbers(person: Person, at: dt.datetime = LATER) -> dict[Any, Any]:
    """Of every day that has any."""
    found = breaks_by_day([person.pk], *SPAN, at=at)
    return {day: counts for (_, day), counts in found.items() if any(counts)}


def test_old_nudges_go_and_their_numbers_stay(plan: Plan) -> None:
    first = old(plan, response="snoozed")
    old(plan, NOW + 11 * MINUTE, response="done", snoozed_from=first)
    old(plan, NOW + 3 * HOUR)
    take(plan.person, NOW - 20 * MINUTE)
    before = numbers(plan.person)
    assert fold(at=LATER) == 3
    assert not Nudge.objects.exists()
    assert numbers(plan.person) == before == {NOW.date(): (2, 1, 1)}


def test_what_the_history_tells_of_stays(plan: Plan) -> None:
    for back in range(KEPT_DAYS + 6):
        old(plan, LATER - back * DAY)
    fold(at=LATER)
    kept = set(Nudge.objects.values_list("local_date", flat=True))
    assert {LATER.date() - back * DAY for back in range(KEPT_DAYS + 1)} <= kept
    assert len(kept) == KEPT_DAYS + 3


def test_a_second_pass_finds_nothing(plan: Plan) -> None:
    old(plan)
    assert [fold(at=LATER) for _ in range(2)] == [1, 0]
    assert AdherenceDay.objects.count() == 3


def test_it_stops_at_the_bound_and_goes_on_the_next_night(plan: Plan) -> None:
    for back in range(5):
        old(plan, NOW - back * DAY)
    assert fold(at=LATER, batch=1, most=2) == 2
    assert fold(at=LATER, batch=1) == 3


def test_a_crash_in_the_middle_of_a_batch_changes_nothing(plan: Plan) -> None:
    old(plan, response="done")
    before = numbers(plan.person)
    with transaction.atomic():
        assert fold(at=LATER) == 1
        transaction.set_rollback(True)
    assert (numbers(plan.person), Nudge.objects.count(), AdherenceDay.objects.count()) == (before, 1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_as_good_as_one(plan: Plan) -> None:
    old(plan)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reminders.folding'))")
            assert fold(at=LATER) == 0
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    assert fold(at=LATER) == 1


def test_a_break_after_midnight_that_answered_the_day_before_is_not_counted_twice(plan: Plan) -> None:
    midnight = NOW.replace(hour=0, minute=0)
    old(plan, midnight - 20 * MINUTE)
    take(plan.person, midnight + 10 * MINUTE)
    before = numbers(plan.person)
    fold(at=midnight.replace(hour=3) + (KEPT_DAYS + 2) * DAY)
    assert not Nudge.objects.exists()
    assert numbers(plan.person) == before == {NOW.date() - DAY: (1, 1, 0)}


def test_a_break_before_midnight_that_answered_the_day_after_is_not_counted_twice(plan: Plan) -> None:
    midnight = NOW.replace(hour=0, minute=0)
    old(plan, midnight + 2 * MINUTE, response="done")
    take(plan.person, midnight - 3 * MINUTE)
    before = numbers(plan.person)
    fold(at=LATER)
    assert numbers(plan.person) == before == {NOW.date(): (1, 1, 0)}


# Minutes from a midnight: often near it, where days meet.
moments = st.one_of(st.integers(-40, 40), st.integers(-4 * 1440, 4 * 1440))
asked = st.lists(
    st.tuples(
        moments, st.sampled_from(["sent", "unknown", "held"]), st.sampled_from(["", "done", "skipped"])
    ),
    max_size=12,
    unique_by=lambda one: one[0],
)


@settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(asked=asked, taken=st.lists(moments, max_size=8), batch=st.integers(1, 5), nights=st.integers(1, 9))
def test_every_number_is_the_same_before_and_after(
    plan: Plan, asked: Sequence[Any], taken: Sequence[int], batch: int, nights: int
) -> None:
    """After each night, with batches that end in the middle of a day."""
    for model in (Nudge, BreakTaken, AdherenceDay):
        model.objects.all().delete()
    midnight = NOW.replace(hour=0, minute=0)
    for minutes, state, response in asked:
        old(plan, midnight + minutes * MINUTE, state, response if state != "held" else "")
    for minutes in taken:
        take(plan.person, midnight + minutes * MINUTE)
    before = numbers(plan.person)
    for night in range(nights):
        fold(at=midnight + (KEPT_DAYS - 3 + night) * DAY, batch=batch, most=3)
        assert numbers(plan.person) == before
    fold(at=LATER + 9 * DAY, batch=batch)
    assert not Nudge.objects.exists()
    assert numbers(plan.person) == before


def test_it_runs_every_night(plan: Plan) -> None:
    old(plan, NOW - 60 * DAY)
    entry = BEAT["fold-nudges"]
    assert (entry["task"], entry["schedule"].hour) == (tasks.fold.name, {0})
    tasks.fold()
    assert not Nudge.objects.exists()


def test_the_oldest_are_found_by_index(plan: Plan) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        known = {"floor": plan.pk, "made": NOW, "before": NOW.date(), "batch": 10}
        cursor.execute("EXPLAIN " + folding.OLDEST, known)
        assert "reminders_nudge_pkey" in str(cursor.fetchall())
