"""A person's plans: put, changed, removed, each time with its clock wound anew in the same transaction."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from coach.models import Outcome, Person
from reminders.models import BusyCalendar, Plan


def put(
    person: Person, plan_id: UUID, content: Mapping[str, Any], *, base_seq: int | None, at: dt.datetime
) -> tuple[Plan, Outcome]:
    """Store a plan; raises what `LiveManager.put` raises. The future is recomputed, nothing is sent again."""
    with transaction.atomic():
        plan, outcome = person.plans.put(plan_id, content, base_seq=base_seq)
        if outcome is not Outcome.UNCHANGED:
            follow_up([plan], at=at)
        return plan, outcome


def remove(person: Person, plan_id: UUID, *, at: dt.datetime) -> None:
    """Leave a tombstone and stop the clock."""
    with transaction.atomic():
        plan, outcome = person.plans.bury(plan_id, at=at)
        if outcome is not Outcome.UNCHANGED:
            follow_up([plan], at=at)


def follow_up(plans: Iterable[Plan], *, at: dt.datetime) -> None:
    """What plans just changed or removed lead to: the clock of each is wound anew, or stopped."""
    for plan in plans:
        plan.wind(at=at)
        BusyCalendar.objects.follow(plan, at=at)
