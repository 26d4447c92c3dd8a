"""Breaks taken without being asked: they answer what is open, and start the interval anew."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from coach.models import Outcome, Person
from reminders.models import BreakTaken, Nudge, Plan
from reminders.models.nudge import Reason, Response, State
from reminders.models.plan import Kind


def put(
    person: Person, break_id: UUID, content: Mapping[str, Any], *, base_seq: int | None, at: dt.datetime
) -> tuple[BreakTaken, Outcome]:
    """Store a break; raises what `LiveManager.put` raises. Late reports are as good as others."""
    with transaction.atomic():
        taken, outcome = person.breaks.put(break_id, content, base_seq=base_seq)
        if outcome is not Outcome.UNCHANGED:
            follow_up([taken], at=at)
        return taken, outcome


def follow_up(breaks: Iterable[BreakTaken], *, at: dt.datetime) -> None:
    """What breaks just reported lead to, the oldest first. One that was struck out, or whose time cannot be
    right, leads to nothing.
    """
    for taken in sorted(breaks, key=lambda one: one.taken_at):
        if taken.deleted_at is None and not taken.clock_is_off:
            moment = min(taken.taken_at, at)  # a phone's clock may run a little ahead
            _answer_what_was_open(taken, moment)
            _start_anew(taken, moment, at)


def _answer_what_was_open(taken: BreakTaken, moment: dt.datetime) -> None:
    """The break that was asked for counts as done; the one that was put off need not come any more."""
    breaks = Nudge.objects.filter(person_id=taken.person_id, plan__kind=Kind.BREAK)
    asked = breaks.came().filter(response="", due_at__lte=moment, open_until__gt=moment)
    asked.update(response=Response.DONE, responded_at=moment)
    put_off = breaks.filter(state=State.DUE, snoozed_from__responded_at__lte=moment)
    put_off.update(state=State.HELD, reason=Reason.RECENTLY_ACTIVE, settled_at=moment)


def _start_anew(taken: BreakTaken, moment: dt.datetime, at: dt.datetime) -> None:
    for plan in Plan.objects.filter(person=taken.person_id, kind=Kind.BREAK).order_by("pk"):
        plan.restart(moment, at=at)
