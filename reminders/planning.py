"""A person's plans: put, paused, moved along, removed. Where the times change, the clock is wound anew."""

import datetime as dt
from collections.abc import Iterable, Mapping
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


def pause(person: Person, plan_id: UUID, *, until: dt.datetime | None) -> Plan:
    """Let a plan rest until then; None: it goes on. Its clock runs on, and what is held is written down."""
    with transaction.atomic():
        plan = _locked(person, plan_id)
        if plan.paused_until != until:
            plan.paused_until = until
            plan.save(update_fields=["paused_until"])
            plan.refresh_from_db(fields=["seq"])
        return plan


def slow_down(person: Person, plan_id: UUID, *, every: int, at: dt.datetime) -> Plan:
    """Let the breaks of a plan come every so many minutes from now on, if its hours leave room for one."""
    with transaction.atomic():
        plan = _locked(person, plan_id)
        plan.every_minutes, plan.phase = every, phase_for(plan.pk, every, plan.windows)
        if plan.rhythm.next_after(at) is not None:
            plan.save(update_fields=["every_minutes", "phase"])
            plan.wind(at=at)
        return plan


def travel(person: Person, zone: str, *, at: dt.datetime) -> list[Plan]:
    """A device reports a zone: the person lives by its clock now, and so do the plans that follow.

    Returns the plans that moved. The zone they lived in already moves nothing.
    """
    with transaction.atomic():
        traveller = Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        if traveller.time_zone == zone:
            return []
        traveller.time_zone = person.time_zone = zone
        traveller.save(update_fields=["time_zone"])
        following = person.plans.select_for_update(of=("self",), no_key=True).filter(follows_device=True)
        plans = list(following.exclude(time_zone=zone).order_by("pk"))
        for plan in plans:
            plan.time_zone = zone
            plan.save(update_fields=["time_zone"])
            plan.wind(at=at)
        return plans


def _locked(person: Person, plan_id: UUID) -> Plan:
    plan: Plan = person.plans.select_for_update(of=("self",), no_key=True).get(pk=plan_id)
    return plan
