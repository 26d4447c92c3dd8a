"""A person's plans: put, changed, removed, each time with its clock wound anew in the same transaction."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from coach.models import Outcome, Person
from reminders.models import BusyCalendar, Plan
from reminders.rhythm import phase_for


def put(
    person: Person, plan_id: UUID, content: Mapping[str, Any], *, base_seq: int | None, at: dt.datetime
) -> tuple[Plan, Outcome]:
    """Store a plan; raises what `LiveManager.put` raises. The future is recomputed, nothing is sent again."""
    phase = _phase(plan_id, content)
    with transaction.atomic():
        plan, outcome = person.plans.put(plan_id, {**content, "phase": phase}, base_seq=base_seq)
        if outcome is not Outcome.UNCHANGED:
            plan.wind(at=at)
            BusyCalendar.objects.follow(plan, at=at)
        return plan, outcome


def remove(person: Person, plan_id: UUID, *, at: dt.datetime) -> None:
    """Leave a tombstone and stop the clock."""
    with transaction.atomic():
        person.plans.bury(plan_id, at=at)
        plan = Plan.everything.get(pk=plan_id)
        plan.wind(at=at)
        BusyCalendar.objects.follow(plan, at=at)


def _phase(plan_id: UUID, content: Mapping[str, Any]) -> int:
    every = content["every_minutes"]
    return phase_for(plan_id, every, content["windows"]) if every else 0
