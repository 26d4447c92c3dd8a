"""A second opinion on the tick: one statement for everyone, against each plan's own rhythm in Python."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.models import Person
from reminders import dispatch
from reminders.models import Nudge, Opening, PlanClock
from reminders.models import Plan as StoredPlan
from reminders.models.nudge import LIFE
from reminders.openings import LONGEST_OUTAGE
from reminders.rhythm import WEEKDAYS, Timetable
from reminders.waves import LEAD
from tests.reminders.test_rhythm_oracle import CHANGES, Plan, plans

HOUR = dt.timedelta(hours=1)
Slot = tuple[dt.datetime, dt.date, str]


class Wish(NamedTuple):
    """What one person wants, and when they last took a break."""

    plan: Plan | None  # None: once a day
    ago: dt.timedelta | None

    def content(self, zone: str) -> dict[str, Any]:
        if self.plan is None:
            return {"kind": "diary", "at_time": dt.time(2, 30), "days": list(WEEKDAYS), "time_zone": zone}
        every, phase, windows = self.plan
        return {"every_minutes": every, "phase": phase, "windows": windows, "time_zone": zone}


wishes = st.builds(
    Wish,
    st.one_of(plans(), plans(), plans(), st.none()),
    st.one_of(st.none(), st.timedeltas(dt.timedelta(0), 30 * HOUR)),
)
# Now and then a tick comes late, and once in a while after days.
waits = st.lists(
    st.one_of(st.timedeltas(dt.timedelta(0), 3 * HOUR), st.timedeltas(dt.timedelta(0), 80 * HOUR)),
    min_size=3,
    max_size=6,
)


@pytest.mark.django_db
@settings(
    max_examples=40,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(wished=st.lists(wishes, min_size=1, max_size=4), change=st.sampled_from(CHANGES), waits=waits)
def test_a_tick_writes_what_each_rhythm_says(
    person: Person, wished: Sequence[Wish], change: tuple[str, str], waits: Sequence[dt.timedelta]
) -> None:
    zone, day = change
    at = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) - 20 * HOUR
    forget_all()
    kept = [keep(person, wish, zone, at) for wish in wished]
    for wait in waits:
        at += wait
        expected = [told(plan, at) for plan in kept]
        dispatch.materialise(at=at, batch=3)
        assert [written(plan) for plan in kept] == expected


class Kept(NamedTuple):
    """A stored plan; the rest is what Python says of it."""

    stored: StoredPlan
    rhythm: Timetable
    since: dt.datetime | None
    slots: list[Slot]


def forget_all() -> None:
    for model in (Nudge, PlanClock, Opening):
        model.objects.all().delete()
    StoredPlan.everything.all().delete()


def keep(person: Person, wish: Wish, zone: str, at: dt.datetime) -> Kept:
    plan = person.plans.create(**wish.content(zone))
    plan.wind(at=at)
    since = at - wish.ago if wish.ago else None
    if since is not None:
        plan.restart(since, at=at)
    return Kept(plan, plan.rhythm, since, [])


def told(plan: Kept, at: dt.datetime) -> tuple[list[Slot], dt.datetime | None]:
    """All that ought to be written by now, and the next due time."""
    due = PlanClock.objects.get(plan=plan.stored).next_due_at
    if due is not None and due <= at - LONGEST_OUTAGE:
        due = plan.rhythm.next_after(at - LONGEST_OUTAGE, since=plan.since)
    while due is not None and due <= at + LEAD:
        plan.slots.append((due, plan.rhythm.local_date(due), "expired" if due + LIFE <= at else "due"))
        due = plan.rhythm.next_after(due, since=plan.since)
    return plan.slots, due


def written(plan: Kept) -> tuple[list[Slot], dt.datetime | None]:
    rows = plan.stored.nudges.order_by("slot").values_list("slot", "local_date", "state")
    return list(rows), PlanClock.objects.get(plan=plan.stored).next_due_at
