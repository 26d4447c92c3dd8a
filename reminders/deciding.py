"""Deciding over what is due: at the last moment, under a lock, committed before anything leaves the house."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction

from reminders.facts import DueNudge, take_due
from reminders.holds import reason
from reminders.models.nudge import Reason, State

DECIDE = """
UPDATE reminders_nudge nudge
SET state = decided.state, reason = decided.reason,
    sending_at = CASE WHEN decided.state = 'sending' THEN %s END,
    settled_at = CASE WHEN decided.state = 'sending' THEN NULL ELSE %s END
FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS decided (id, state, reason)
WHERE nudge.id = decided.id
"""


def take_up(*, at: dt.datetime, batch: int) -> list[DueNudge] | None:
    """Decide over one batch and commit; returns those that may go, which nobody will ever take up again.

    None where nothing is due, an empty list where all were held.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        due = take_due(at=at, batch=batch)
        if not due:
            return None
        verdicts = [(one, reason(one.facts)) for one in due]
        cursor.execute(DECIDE, [at, at, *_decisions(verdicts)])
        return [one for one, no in verdicts if no is None]


def _decisions(verdicts: Sequence[tuple[DueNudge, Reason | None]]) -> list[list[Any]]:
    return [
        [one.nudge for one, _ in verdicts],
        [_state(no) for _, no in verdicts],
        [no or "" for _, no in verdicts],
    ]


def _state(no: Reason | None) -> State:
    if no is None:
        return State.SENDING
    return State.EXPIRED if no is Reason.TOO_LATE else State.HELD
