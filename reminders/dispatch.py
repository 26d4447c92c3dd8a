"""From plans to nudges: claim what is due, write one row per slot, set the next due time.

A nudge is written up to `LEAD` ahead of its slot, and handed over when that comes: see `reminders.waves`.

One statement serves a batch and is one transaction, so a crash undoes it whole. It reads clocks and openings
only (see `reminders.openings`), and adds; whoever knows windows, zones and clock changes has spoken before.
Any number of these may run at once: a claim locks its clocks and skips those another one holds, and the
database allows one nudge per plan and slot. More than `CLAIMERS` would only keep everyone else waiting, so
those that come too many leave at once.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from reminders.models.nudge import LIFE
from reminders.openings import LONGEST_OUTAGE, make_ready
from reminders.spikes import BY_INDEX, clear_up
from reminders.turns import ANY_TIME, Turn
from reminders.waves import LEAD, HandOver

BATCH = 2000
FIRST = 200  # the first batch: a claimer that fills it is not enough, and knows after a moment
CLAIMERS = 2
STUCK = 2  # batches in a row nothing can be done for: after one, the other may have made them ready
CallAnother = Callable[[], object]
Place = tuple[dt.datetime, UUID]  # of a clock among those that are due: slot and plan
BEGINNING: Place = (dt.datetime.min.replace(tzinfo=dt.UTC), UUID(int=0))

# Taken for a batch, in a statement of its own: within the claim it would be asked again for each row that the
# other claimer has just written, and its seat be taken as well.
TAKE_SEAT = """
SELECT EXISTS (SELECT FROM generate_series(1, %s) seat
               WHERE pg_try_advisory_xact_lock(hashtext('reminders_planclock'), seat))
"""
# Plans that fall due together are taken in the order of their ids, so that whatever is kept by plan is read
# and written next to what came before. A clock is found once, and then by the place where its lock keeps it;
# should an edit have moved it that moment, it is neither wound nor its nudge written, and still due.
CLAIM = """
WITH claimed AS MATERIALIZED (
    SELECT ctid AS place, plan_id, person_id, seq, shape, next_due_at AS slot,
           next_due_at + %(life)s AS expires_at
    FROM reminders_planclock
    WHERE next_due_at <= %(until)s AND (next_due_at, plan_id) > (%(after_slot)s, %(after_plan)s)
    ORDER BY next_due_at, plan_id LIMIT %(batch)s
    FOR UPDATE SKIP LOCKED
), served AS MATERIALIZED (
    SELECT claimed.*, expires_at <= %(at)s AS late, opening.local_date,
           CASE WHEN slot + step < closes_at THEN slot + step ELSE first_after END AS next_due_at
    FROM claimed CROSS JOIN LATERAL (
        SELECT * FROM reminders_opening opening
        WHERE opening.shape = claimed.shape AND opens_at <= slot
        ORDER BY opens_at DESC LIMIT 1) opening
    WHERE closes_at > slot AND slot > %(oldest)s
), wound AS (
    UPDATE reminders_planclock clock SET next_due_at = served.next_due_at
    FROM served WHERE clock.ctid = served.place
    RETURNING served.*
), written AS (
    INSERT INTO reminders_nudge (id, plan_id, person_id, plan_seq, slot, due_at, expires_at, local_date,
                                 state, reason, settled_at, response)
    SELECT overlay(gen_random_uuid()::text PLACING %(stamp)s FROM 1)::uuid,
           plan_id, person_id, seq, slot, slot, expires_at, local_date,
           CASE WHEN late THEN 'expired' ELSE 'due' END, CASE WHEN late THEN 'too_late' ELSE '' END,
           CASE WHEN late THEN %(at)s END, ''
    FROM wound
    {where_written}
    RETURNING id, state, slot
), ahead AS (
    INSERT INTO reminders_wave (slot) SELECT DISTINCT slot FROM written WHERE slot > %(now)s ORDER BY slot
    ON CONFLICT DO NOTHING
)
SELECT (SELECT count(*) FROM claimed), (SELECT count(*) FROM wound),
       ARRAY(SELECT id::text FROM written WHERE state = 'due' AND slot <= %(now)s), latest.*
FROM (SELECT) one LEFT JOIN (
    SELECT slot, plan_id FROM claimed ORDER BY slot DESC, plan_id DESC LIMIT 1) latest ON TRUE
"""
NOT_TWICE = "ON CONFLICT (plan_id, slot) DO NOTHING"


@dataclass(frozen=True)
class Batch:
    """What one statement did: clocks claimed, those of them served, the nudges due now, the last clock; and
    whether it was `full`, so that there may be more.
    """

    claimed: int
    served: int
    due: list[str]
    last: Place
    full: bool


NOTHING = Batch(0, 0, [], BEGINNING, full=False)


def nobody(_nudges: list[str]) -> None:
    """For whoever only wants the rows: what is due waits for the next worker that looks."""


def alone() -> None:
    """For whoever does it all."""


def materialise(
    *,
    at: dt.datetime,
    hand_over: HandOver = nobody,
    call_another: CallAnother = alone,
    batch: int = BATCH,
    turn: Turn = ANY_TIME,
) -> int:
    """Write the nudges due up to `LEAD` after `at`, at most one per slot; returns how many slots were served.

    `hand_over` gets the ids of those whose slot has come, batch by batch once it is committed; `call_another`
    is called once, if `FIRST` or more are to be written: there is more than one claimer's work. `turn` is
    held for each batch while it is written. What an outage swallowed is written as expired, slot by slot, for
    the last two days.
    """
    served = 0
    for done in _batches(at, batch, turn):
        if done.full:
            call_another()
            call_another = alone
        if done.due:
            hand_over(done.due)
        served += done.served
    clear_up(served)
    return served


def _batches(at: dt.datetime, batch: int, turn: Turn) -> Iterator[Batch]:
    """Each full one goes on behind the last, so as not to read again what the database keeps of those before
    it; and then from the beginning, until nothing is left there.
    """
    size, place, stuck = min(FIRST, batch), BEGINNING, 0
    began = monotonic()
    for number in count():
        with turn:
            # Where the minute ahead was too short, the slot comes while this goes on.
            now = at + dt.timedelta(seconds=monotonic() - began)
            done = _serve(at, now, number, size, place)
        yield done
        unready = done.served < done.claimed and not make_ready(at=at, batch=batch)
        stuck = stuck + 1 if unready and not done.served else 0
        if stuck == STUCK or (not done.claimed and place == BEGINNING):
            return
        place = done.last if done.full and done.served == done.claimed else BEGINNING
        size = batch


def _serve(at: dt.datetime, now: dt.datetime, number: int, batch: int, place: Place) -> Batch:
    known: dict[str, Any] = {
        "at": at,
        "now": now,
        "after_slot": place[0],
        "after_plan": place[1],
        "until": at + LEAD,
        "oldest": at - LONGEST_OUTAGE,
        "life": LIFE,
        "batch": batch,
        "stamp": _stamp(at, number),
    }
    try:
        return _write(CLAIM.format(where_written=""), known)
    except IntegrityError:  # rare, and looking first would cost each nudge as much as one of its indexes
        return _write(CLAIM.format(where_written=NOT_TWICE), known)


def _write(claim: str, known: dict[str, Any]) -> Batch:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TAKE_SEAT, [CLAIMERS])
        if cursor.fetchone() == (False,):
            return NOTHING
        cursor.execute(BY_INDEX)
        cursor.execute(claim, known)
        claimed, served, due, *last = cursor.fetchone()
        place = tuple(last) if claimed else BEGINNING
        return Batch(claimed, served, due, place, full=claimed == known["batch"])


def _stamp(at: dt.datetime, number: int) -> str:
    """How the UUIDv7 of batch `number` made at `at` begin: 48 bits of milliseconds, the version, 12 to count.

    So each batch comes behind the one before, and goes to the end of the index.
    """
    milliseconds = f"{int(at.timestamp() * 1000):012x}"
    return f"{milliseconds[:8]}-{milliseconds[8:]}-7{number % 4096:03x}"
