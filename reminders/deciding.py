"""Deciding over what is due: at the last moment, under a lock, committed before anything leaves the house."""

import datetime as dt
import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction

from reminders import asking, quieting
from reminders.choosing import exercises_for
from reminders.facts import DueNudge, take_due
from reminders.holds import put_off, reason
from reminders.models.nudge import Nudge, Reason, State
from reminders.models.plan import Kind

logger = logging.getLogger(__name__)

LOST = (OperationalError, InterfaceError)  # the database is away: another time

DECIDE = """
UPDATE reminders_nudge nudge
SET state = decided.state, reason = decided.reason, quiet = decided.quiet,
    due_at = COALESCE(decided.due_at, nudge.due_at), open_until = decided.open_until,
    exercise_id = decided.exercise,
    sending_at = CASE WHEN decided.state = 'sending' THEN %s END,
    settled_at = CASE WHEN decided.state IN ('held', 'expired') THEN %s END
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::bool[], %s::timestamptz[], %s::timestamptz[],
            %s::text[]) AS decided (id, state, reason, quiet, due_at, open_until, exercise)
WHERE nudge.id = decided.id
"""


@dataclass(frozen=True)
class Verdict:
    """What was decided over one nudge."""

    nudge: DueNudge
    state: State
    reason: Reason | None = None
    due_at: dt.datetime | None = None  # where it is asked again later
    open_until: dt.datetime | None = None  # where it may go

    @property
    def goes(self) -> bool:
        return self.state is State.SENDING

    @property
    def wants_an_exercise(self) -> bool:
        return self.goes and self.nudge.kind == Kind.BREAK

    def row(self, exercise: str | None) -> tuple[Any, ...]:
        """The columns of DECIDE."""
        quiet = self.reason is Reason.QUIETED or quieting.is_quiet(self.nudge.facts.today)
        brings = exercise if self.wants_an_exercise else None
        return (self.nudge.nudge, self.state, self.reason or "", quiet, self.due_at, self.open_until, brings)


def take_up(
    *, at: dt.datetime, batch: int, channels: Collection[str], only: Sequence[str] | None = None
) -> list[DueNudge] | None:
    """Decide over one batch and commit; returns those that may go, which nobody will ever take up again.

    None where nothing is due, an empty list where none may go now. What nothing can be decided over fails by
    itself, and the others of its batch do not.
    """
    try:
        return _take_up(at, batch, channels, only)
    except LOST:
        raise
    except Exception:
        logger.exception("a batch cannot be decided over; its nudges are taken one by one")
        return _one_by_one(at, batch, channels, only)


def _take_up(
    at: dt.datetime, batch: int, channels: Collection[str], only: Sequence[str] | None
) -> list[DueNudge] | None:
    with transaction.atomic():
        due = take_due(at=at, batch=batch, channels=channels, only=only)
        if not due:
            return None
        verdicts = [_verdict(one) for one in due]
        _write(verdicts, at)
        if quieted := {one.nudge.plan for one in verdicts if one.reason is Reason.QUIETED}:
            asking.ask(quieted, at=at)
        return [one.nudge for one in verdicts if one.goes]


def _one_by_one(
    at: dt.datetime, batch: int, channels: Collection[str], only: Sequence[str] | None
) -> list[DueNudge]:
    free: list[DueNudge] = []
    due = Nudge.objects.filter(state=State.DUE, due_at__lte=at)
    some = due if only is None else due.filter(pk__in=only)
    for nudge in list(some.order_by("due_at").values_list("pk", flat=True)[:batch]):
        try:
            free += _take_up(at, 1, channels, [str(nudge)]) or ()
        except LOST:
            raise
        except Exception:
            logger.exception("nothing can be decided over nudge %s", nudge)
            due.filter(pk=nudge).update(state=State.FAILED, reason=Reason.BROKEN, settled_at=at)
    return free


def _verdict(nudge: DueNudge) -> Verdict:
    facts = nudge.facts
    no = reason(facts)
    if no is None:
        return Verdict(nudge, State.SENDING, open_until=facts.rhythm.open_until(facts.due_at))
    if no is Reason.IN_MEETING and (later := put_off(facts)) is not None:
        return Verdict(nudge, State.DUE, due_at=later)
    return Verdict(nudge, State.EXPIRED if no is Reason.TOO_LATE else State.HELD, no)


def _write(verdicts: Sequence[Verdict], at: dt.datetime) -> None:
    people = {one.nudge.person for one in verdicts if one.wants_an_exercise}
    exercises = exercises_for(people, at=at) if people else {}
    rows = (one.row(exercises.get(one.nudge.person)) for one in verdicts)
    with connection.cursor() as cursor:
        cursor.execute(DECIDE, [at, at, *map(list, zip(*rows, strict=True))])
