"""Deciding over what is due: at the last moment, under a lock, committed before anything leaves the house."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from reminders.facts import DueNudge, take_due
from reminders.holds import Facts, put_off, reason
from reminders.models.nudge import Reason, State

DECIDE = """
UPDATE reminders_nudge nudge
SET state = decided.state, reason = decided.reason, due_at = COALESCE(decided.due_at, nudge.due_at),
    sending_at = CASE WHEN decided.state = 'sending' THEN %(at)s END,
    settled_at = CASE WHEN decided.state IN ('held', 'expired') THEN %(at)s END
FROM unnest(%(ids)s::uuid[], %(states)s::text[], %(reasons)s::text[], %(due)s::timestamptz[])
     AS decided (id, state, reason, due_at)
WHERE nudge.id = decided.id
"""


def take_up(*, at: dt.datetime, batch: int) -> list[DueNudge] | None:
    """Decide over one batch and commit; returns those that may go, which nobody will ever take up again.

    None where nothing is due, an empty list where none may go now.
    """
    with transaction.atomic():
        due = take_due(at=at, batch=batch)
        if not due:
            return None
        verdicts = [_verdict(one.facts) for one in due]
        _write(due, verdicts, at)
        return [one for one, verdict in zip(due, verdicts, strict=True) if verdict.state is State.SENDING]


@dataclass(frozen=True)
class Verdict:
    state: State
    reason: Reason | None = None
    due_at: dt.datetime | None = None  # where it is asked again later


def _verdict(facts: Facts) -> Verdict:
    if (later := put_off(facts)) is not None:
        return Verdict(State.DUE, due_at=later)
    no = reason(facts)
    if no is None:
        return Verdict(State.SENDING)
    return Verdict(State.EXPIRED if no is Reason.TOO_LATE else State.HELD, no)


def _write(due: Sequence[DueNudge], verdicts: Sequence[Verdict], at: dt.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            DECIDE,
            {
                "at": at,
                "ids": [one.nudge for one in due],
                "states": [verdict.state for verdict in verdicts],
                "reasons": [verdict.reason or "" for verdict in verdicts],
                "due": [verdict.due_at for verdict in verdicts],
            },
        )
