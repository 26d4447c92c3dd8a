"""From plans to nudges: claim what is due, write one row per slot, set the next due time.

One statement serves a batch and is one transaction, so a crash undoes it whole. It reads clocks and openings
only (see `reminders.openings`), and adds; whoever knows windows, zones and clock changes has spoken before.
Any number of these may run at once: a claim locks its clocks and skips those another one holds, and the
database allows one nudge per plan and slot. More than `CLAIMERS` would only keep everyone else waiting, so
those that come too many leave at once.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from reminders.models.nudge import LIFE
from reminders.openings import LONGEST_OUTAGE, make_ready

BATCH = 2000
CLAIMERS = 2
HandOver = Callable[[list[str]], None]

CLAIM = """
WITH claimed AS MATERIALIZED (
    SELECT ARRAY(
        SELECT plan_id FROM reminders_planclock
        WHERE next_due_at <= %(at)s
          AND (SELECT EXISTS (SELECT FROM generate_series(1, %(claimers)s) seat
                              WHERE pg_try_advisory_xact_lock(hashtext('reminders_planclock'), seat)))
        ORDER BY next_due_at LIMIT %(batch)s
        FOR UPDATE SKIP LOCKED) AS plans
), wound AS (
    UPDATE reminders_planclock clock
    SET last_due_at = clock.next_due_at,
        next_due_at = CASE WHEN clock.next_due_at + opening.step < opening.closes_at
                           THEN clock.next_due_at + opening.step ELSE opening.first_after END
    FROM reminders_opening opening
    WHERE clock.plan_id = ANY ((SELECT plans FROM claimed)::uuid[])
      AND clock.next_due_at > %(oldest)s
      AND opening.shape = clock.shape
      AND opening.opens_at <= clock.next_due_at AND opening.closes_at > clock.next_due_at
    RETURNING clock.plan_id, clock.person_id, clock.seq, clock.last_due_at AS slot, opening.local_date,
              clock.last_due_at + %(life)s AS expires_at, clock.last_due_at + %(life)s <= %(at)s AS late
), written AS (
    INSERT INTO reminders_nudge (id, plan_id, person_id, plan_seq, slot, due_at, expires_at, local_date,
                                 state, reason, settled_at, response)
    SELECT overlay(gen_random_uuid()::text PLACING %(stamp)s FROM 1)::uuid,
           plan_id, person_id, seq, slot, slot, expires_at, local_date,
           CASE WHEN late THEN 'expired' ELSE 'due' END, CASE WHEN late THEN 'too_late' ELSE '' END,
           CASE WHEN late THEN %(at)s END, ''
    FROM wound
    ON CONFLICT (plan_id, slot) DO NOTHING
    RETURNING id, state
)
SELECT cardinality(plans), (SELECT count(*) FROM wound),
       ARRAY(SELECT id::text FROM written WHERE state = 'due')
FROM claimed
"""


@dataclass(frozen=True)
class Batch:
    """What one statement did: clocks claimed, those of them served, and the nudges that are due now."""

    claimed: int
    served: int
    due: list[str]


def nobody(_nudges: list[str]) -> None:
    """For whoever only wants the rows: what is due waits for the next worker that looks."""


def materialise(*, at: dt.datetime, hand_over: HandOver = nobody, batch: int = BATCH) -> int:
    """Write the nudges due at `at`, at most one per slot; returns how many slots were served.

    `hand_over` gets the ids of each batch once it is committed. What an outage swallowed is written as
    expired, slot by slot, for the last two days.
    """
    served = 0
    while True:
        done = _serve(at, batch)
        served += done.served
        if done.due:
            hand_over(done.due)
        unready = done.served < done.claimed
        if not done.claimed or (unready and not make_ready(at=at, batch=batch) and not done.served):
            return served


def _serve(at: dt.datetime, batch: int) -> Batch:
    known: dict[str, Any] = {
        "at": at,
        "oldest": at - LONGEST_OUTAGE,
        "life": LIFE,
        "batch": batch,
        "claimers": CLAIMERS,
        "stamp": _stamp(at),
    }
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, known)
        return Batch(*cursor.fetchone())


def _stamp(at: dt.datetime) -> str:
    """How a UUIDv7 made at `at` begins: 48 bits of milliseconds and the version, as text."""
    milliseconds = f"{int(at.timestamp() * 1000):012x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}-7"
