"""From due to sent: take up, call the provider, settle.

A nudge is taken up by one committed transaction that also asks every hold again. The provider is called
afterwards, with no transaction open, and a row that is on its way is never taken up again: where a worker
dies between the two, the sweep writes `unknown`, and nobody's phone buzzes twice.
"""

import datetime as dt
import logging
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from reminders.carrying import Errand, Trip, carry
from reminders.channels import Answer, Outcome, Ways
from reminders.channels.ways import ways as configured
from reminders.deciding import take_up
from reminders.facts import DueNudge
from reminders.models import Device
from reminders.models.device import Retirement
from reminders.models.nudge import Nudge, Reason, State
from reminders.routes import routes
from reminders.turns import ANY_TIME, Turn

logger = logging.getLogger(__name__)

BATCH = 500
LEASE = dt.timedelta(minutes=1)  # longer than a batch may take: 20 s to begin the last call, 35 s for a call
SENT_CHANNEL = "nudge_sent"  # where `manage.py up` listens for its live lines

SETTLE = """
WITH settled AS (
    UPDATE reminders_nudge nudge
    SET state = came.state, reason = came.reason, channel = came.channel, device_id = came.device,
        attempts = nudge.attempts + 1, due_at = COALESCE(came.due_at, nudge.due_at),
        sending_at = CASE WHEN came.due_at IS NULL THEN nudge.sending_at END,
        settled_at = CASE WHEN came.due_at IS NULL THEN clock_timestamp() END
    FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::uuid[], %s::timestamptz[])
         AS came (id, state, reason, channel, device, due_at)
    WHERE nudge.id = came.id AND nudge.state = 'sending' AND nudge.sending_at = %s
    RETURNING nudge.id, nudge.plan_id, nudge.person_id, nudge.due_at, nudge.settled_at, nudge.state
)
SELECT pg_notify(%s, json_build_object('at', settled_at, 'due_at', due_at, 'who', person_id,
                                       'plan', plan_id)::text)
FROM settled WHERE state = 'sent'
"""
STATE_AFTER = {
    Outcome.ACCEPTED: State.SENT,
    Outcome.GONE: State.FAILED,
    Outcome.REFUSED: State.FAILED,
    Outcome.UNKNOWN: State.UNKNOWN,
}


def database_now() -> dt.datetime:
    """The database's clock: the one clock all workers share."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: dt.datetime = cursor.fetchone()[0]
        return moment


def deliver(
    *,
    at: dt.datetime,
    ways: Ways | None = None,
    batch: int = BATCH,
    only: Sequence[str] | None = None,
    turn: Turn = ANY_TIME,
) -> bool:
    """Bring a batch of what is due at `at`, or of `only` these; False where nothing was.

    `turn` is held while the database is used, and not while providers are waited for.
    """
    since, ways = time.monotonic(), ways or configured()
    with turn:
        free = take_up(at=at, batch=batch, channels=ways.keys(), only=only)
        errands = _errands(free or [], ways)
    if errands:
        trips = carry(errands, ways, at=at, since=since)
        with turn:
            _settle(trips, {due.nudge: due.facts.expires_at for due in free or []}, at)
        retire(trips, at=at)
    return free is not None


def sweep(*, at: dt.datetime) -> int:
    """Settle what a dead worker left on its way: it may have arrived, so it is not sent again."""
    return Nudge.objects.filter(state=State.SENDING, sending_at__lt=at - LEASE).update(
        state=State.UNKNOWN, settled_at=at
    )


def retire(trips: Sequence[Trip], *, at: dt.datetime) -> None:
    """Send nothing more to addresses where nobody lives. One by one, so that two workers never wait in a
    circle.
    """
    for mark in sorted({stop.mark for trip in trips for stop in trip.gone if stop.mark}):
        Device.retire(mark, Retirement.GONE, at=at)


def _errands(free: Sequence[DueNudge], ways: Ways) -> list[Errand]:
    """One for each whose person is still there."""
    found = routes([due.nudge for due in free], ways.keys())
    return [
        Errand(due.nudge, found[due.nudge][1], found[due.nudge][0], due.seconds_left)
        for due in free
        if due.nudge in found
    ]


def _settle(trips: Sequence[Trip], expiry: dict[UUID, dt.datetime], at: dt.datetime) -> None:
    rows = [_row(trip, expiry[trip.errand.message], at) for trip in trips]
    with connection.cursor() as cursor:
        cursor.execute(SETTLE, [*(list(column) for column in zip(*rows, strict=True)), at, SENT_CHANNEL])
    for what, count in Counter(_complaints(trips)).items():
        logger.warning("%s: %s messages", what, count)


def _row(trip: Trip, expires_at: dt.datetime, at: dt.datetime) -> tuple[Any, ...]:
    state, reason, due_at = _verdict(trip.answer, expires_at, at)
    channel, device = (trip.stop.channel, trip.stop.device) if trip.stop else ("", None)
    return (trip.errand.message, state, reason, channel, device, due_at)


def _verdict(
    answer: Answer, expires_at: dt.datetime, at: dt.datetime
) -> tuple[State, str, dt.datetime | None]:
    """State, reason, and the moment of another try where there is one within the nudge's life."""
    if answer.outcome is Outcome.LATER:
        again = at + dt.timedelta(seconds=answer.wait)
        return (State.DUE, "", again) if again < expires_at else (State.FAILED, Reason.TOO_LATE, None)
    state = STATE_AFTER[answer.outcome]
    return state, Reason.UNREACHABLE if state is State.FAILED else "", None


def _complaints(trips: Sequence[Trip]) -> Iterator[str]:
    for trip in trips:
        if trip.answer.outcome is not Outcome.ACCEPTED:
            where = trip.stop.channel if trip.stop else "nowhere"
            yield f"{where} {trip.answer.outcome} ({trip.answer.why})"
