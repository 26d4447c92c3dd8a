"""From due to sent: decide at the last moment, commit, and only then send.

A nudge is taken up by one committed transaction that also asks every hold again. The provider is called
afterwards, with no transaction open, and a row that is on its way is never taken up again: where a worker
dies between the two, the sweep writes `unknown`, and nobody's phone buzzes twice.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from coach.models.consent import Purpose
from reminders.channels import Outcome, Parcel, Send, inbox
from reminders.holds import Facts, reason
from reminders.models.nudge import Nudge, Reason, State
from reminders.models.plan import Kind, rhythm_of

BATCH = 500
LEASE = dt.timedelta(minutes=1)  # longer than any provider call may take
ASK_TO_MOVE = [Kind.BREAK.value]  # what rests while a warning sign is open
SENT_CHANNEL = "nudge_sent"  # where `manage.py up` listens for its live lines

TAKE = """
SELECT nudge.id, nudge.person_id, nudge.expires_at, nudge.plan_seq, plan.seq,
       plan.deleted_at IS NOT NULL, person.is_active,
       COALESCE((SELECT given FROM coach_consent consent
                 WHERE consent.person_id = person.id AND consent.purpose = %s
                 ORDER BY at DESC, id DESC LIMIT 1), FALSE),
       plan.paused_until,
       %s AND plan.kind = ANY(%s) AND EXISTS (
           SELECT FROM coach_triagereport report
           WHERE report.person_id = person.id AND report.pauses AND NOT EXISTS (
               SELECT FROM coach_triageacknowledgement word WHERE word.report_id = report.id AND word.lifts)),
       clock.since, nudge.snoozed_from_id IS NOT NULL,
       plan.every_minutes, plan.windows::text, plan.time_zone, plan.phase
FROM reminders_nudge nudge
JOIN reminders_plan plan ON plan.id = nudge.plan_id
JOIN coach_person person ON person.id = nudge.person_id
LEFT JOIN reminders_planclock clock ON clock.plan_id = plan.id
WHERE nudge.state = 'due' AND nudge.due_at <= %s
ORDER BY nudge.due_at LIMIT %s
FOR UPDATE OF nudge SKIP LOCKED
"""
DECIDE = """
UPDATE reminders_nudge nudge
SET state = decided.state, reason = decided.reason,
    sending_at = CASE WHEN decided.state = 'sending' THEN %s END,
    settled_at = CASE WHEN decided.state = 'sending' THEN NULL ELSE %s END
FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS decided (id, state, reason)
WHERE nudge.id = decided.id
"""
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


def deliver(*, at: dt.datetime, send: Send = inbox.send, batch: int = BATCH) -> int:
    """Bring every nudge due at `at`; returns how many were sent or tried."""
    tried = 0
    while (parcels := _take_up(at, batch)) is not None:
        if parcels:
            _settle(parcels, send(parcels))
        tried += len(parcels)
    return tried


def sweep(*, at: dt.datetime) -> int:
    """Settle what a dead worker left on its way: it may have arrived, so it is not sent again."""
    return Nudge.objects.filter(state=State.SENDING, sending_at__lt=at - LEASE).update(
        state=State.UNKNOWN, settled_at=at
    )


def _take_up(at: dt.datetime, batch: int) -> list[Parcel] | None:
    """Decide over one batch and commit. None where nothing is due, an empty list where all were held."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE, [Purpose.REMINDERS, settings.COACH_ADVICE, ASK_TO_MOVE, at, batch])
        rows = cursor.fetchall()
        if not rows:
            return None
        verdicts = [(row[0], reason(_facts(at, *row[2:]))) for row in rows]
        cursor.execute(DECIDE, [at, at, *_decisions(verdicts)])
        free = {nudge for nudge, no in verdicts if no is None}
        return [Parcel(row[0], row[1], (row[2] - at).total_seconds()) for row in rows if row[0] in free]


def _facts(at: dt.datetime, *row: Any) -> Facts:
    expires_at, plan_seq, seq, deleted, active, agrees, paused_until, warned, since, snoozed, *shape = row
    return Facts(
        now=at,
        expires_at=expires_at,
        plan_seq=plan_seq,
        current_seq=seq,
        plan_deleted=deleted,
        person_active=active,
        agrees=agrees,
        paused_until=paused_until,
        warned=warned,
        last_break=since,
        rhythm=rhythm_of(*shape),
        snoozed=snoozed,
    )


def _decisions(verdicts: Sequence[tuple[UUID, Reason | None]]) -> list[list[Any]]:
    return [
        [nudge for nudge, _ in verdicts],
        [_state(no) for _, no in verdicts],
        [no or "" for _, no in verdicts],
    ]


def _state(no: Reason | None) -> State:
    if no is None:
        return State.SENDING
    return State.EXPIRED if no is Reason.TOO_LATE else State.HELD


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
