"""From due to sent: take up, call the provider, settle.

A nudge is taken up by one committed transaction that also asks every hold again. The provider is called
afterwards, with no transaction open, and a row that is on its way is never taken up again: where a worker
dies between the two, the sweep writes `unknown`, and nobody's phone buzzes twice.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import connection

from reminders.channels import Outcome, Parcel, Send, inbox
from reminders.deciding import take_up
from reminders.facts import DueNudge
from reminders.models.nudge import Nudge, State

BATCH = 500
LEASE = dt.timedelta(minutes=1)  # longer than any provider call may take
SENT_CHANNEL = "nudge_sent"  # where `manage.py up` listens for its live lines

SETTLE = """
WITH settled AS (
    UPDATE reminders_nudge nudge SET state = outcome.state, settled_at = clock_timestamp()
    FROM unnest(%s::uuid[], %s::text[]) AS outcome (id, state)
    WHERE nudge.id = outcome.id AND nudge.state = 'sending'
    RETURNING nudge.id, nudge.plan_id, nudge.person_id, nudge.due_at, nudge.settled_at, nudge.state
)
SELECT pg_notify(%s, json_build_object('at', settled_at, 'due_at', due_at, 'who', person_id,
                                       'plan', plan_id)::text)
FROM settled WHERE state = 'sent'
"""
STATE_AFTER = {Outcome.ACCEPTED: State.SENT, Outcome.REFUSED: State.FAILED, Outcome.UNKNOWN: State.UNKNOWN}


def database_now() -> dt.datetime:
    """The database's clock: the one clock all workers share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
        return moment


def deliver(
    *, at: dt.datetime, send: Send = inbox.send, batch: int = BATCH, only: Sequence[str] | None = None
) -> int:
    """Bring every nudge due at `at`, or of `only` these; returns how many were sent or tried."""
    tried = 0
    while (free := take_up(at=at, batch=batch, only=only)) is not None:
        parcels = [_parcel(due) for due in free]
        if parcels:
            _settle(parcels, send(parcels))
        tried += len(parcels)
    return tried


def sweep(*, at: dt.datetime) -> int:
    """Settle what a dead worker left on its way: it may have arrived, so it is not sent again."""
    return Nudge.objects.filter(state=State.SENDING, sending_at__lt=at - LEASE).update(
        state=State.UNKNOWN, settled_at=at
    )


def _parcel(due: DueNudge) -> Parcel:
    return Parcel(due.nudge, due.person, due.seconds_left)


def _settle(parcels: Sequence[Parcel], outcomes: Sequence[Outcome]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            SETTLE,
            [
                [parcel.nudge for parcel in parcels],
                [STATE_AFTER[outcome] for outcome in outcomes],
                SENT_CHANNEL,
            ],
        )
