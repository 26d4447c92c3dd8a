"""A person with a plan, at moments the tests choose."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from coach.models import Person
from reminders import delivery, dispatch, planning
from reminders.models import Nudge, Plan, PlanClock
from reminders.rhythm import WEEKDAYS
from reminders.waves import LEAD
from tests.conftest import ALL_DAY, NOW, new_id

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
MakePlan = Callable[..., Plan]
DAILY = {"every_minutes": None, "windows": {}, "at_time": dt.time(9, 30), "days": list(WEEKDAYS)}
OF_A_KIND: dict[str, dict[str, Any]] = {
    "break": {"kind": "break", "every_minutes": 60, "windows": ALL_DAY, "at_time": None, "days": []},
    "session": {"kind": "session", **DAILY},
    "diary": {"kind": "diary", **DAILY},
}


@pytest.fixture
def make_plan(person: Person) -> MakePlan:
    """Puts a plan at `at` and lets its first slot fall on `due`, a whole number of minutes into its day."""

    def make(
        *, owner: Person = person, at: dt.datetime = NOW, due: dt.datetime | None = None, **fields: Any
    ) -> Plan:
        content = {
            **OF_A_KIND[fields.get("kind", "break")],
            "time_zone": "UTC",
            "paused_until": None,
            **fields,
        }
        plan, _outcome = planning.put(owner, new_id(), content, base_seq=None, at=at)
        if due is not None:
            plan.clock.next_due_at = due
            plan.clock.save()
        return plan

    return make


def live(*, until: dt.datetime, answering: bool = False) -> None:
    """Let time pass up to and including `until`: a tick ahead of each moment something is due, and one then.

    `answering`: what comes is answered at once, with nothing following from it.
    """
    while (moment := next_moment()) is not None and moment <= until:
        dispatch.materialise(at=moment - LEAD)
        dispatch.materialise(at=moment)
        delivery.deliver(at=moment)
        if answering:
            Nudge.objects.filter(state="sent", response="").update(response="done", responded_at=moment)


def next_moment() -> dt.datetime | None:
    clocks = PlanClock.objects.filter(next_due_at__isnull=False).values_list("next_due_at", flat=True)
    waiting = Nudge.objects.filter(state="due").values_list("due_at", flat=True)
    return min([*clocks, *waiting], default=None)


def what_became(plan: Plan) -> list[tuple[str, str]]:
    """State and reason of each nudge of a plan, in order."""
    return list(plan.nudges.order_by("due_at").values_list("state", "reason"))
