"""A person with a plan, at moments the tests choose."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from coach.models import Person
from reminders import planning
from reminders.models import Plan
from reminders.rhythm import WEEKDAYS
from tests.conftest import ALL_DAY, NOW, new_id

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
