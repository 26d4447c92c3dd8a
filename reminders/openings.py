"""What the database has to be told before it can add up due times: the opening each due slot lies in.

Plans with the same times are of one *shape*; thousands of people share a few. An opening is worked out once
per shape and window, at its first slot, by the one part of Coach that knows clocks: `reminders.rhythm`.
"""

import datetime as dt
import logging
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from reminders.models import Opening, PlanClock
from reminders.models.plan import SHAPE, rhythm_of
from reminders.rhythm import RhythmError, Timetable
from reminders.rhythm.opening import opening_at
from reminders.spikes import BY_INDEX
from reminders.waves import LEAD

LONGEST_OUTAGE = dt.timedelta(days=2)  # slots missed before that are not written down one by one
AHEAD = 10  # batches looked at in one go
ASK_AGAIN = dt.timedelta(days=1)

log = logging.getLogger(__name__)

UNKNOWN = f"""
SELECT due.shape, due.next_due_at, plan.id, {SHAPE}
FROM (SELECT shape, next_due_at, (array_agg(plan_id))[1] AS plan_id
      FROM (SELECT shape, next_due_at, plan_id FROM reminders_planclock
            WHERE next_due_at > %s AND next_due_at <= %s ORDER BY next_due_at LIMIT %s) soonest
      GROUP BY shape, next_due_at) due
JOIN reminders_plan plan ON plan.id = due.plan_id
WHERE NOT EXISTS (
    SELECT FROM reminders_opening opening
    WHERE opening.shape = due.shape
      AND opening.opens_at <= due.next_due_at AND opening.closes_at > due.next_due_at)
"""  # noqa: S608  # SHAPE is a constant
LONG_AGO = f"""
SELECT clock.plan_id, clock.since, {SHAPE}
FROM reminders_planclock clock JOIN reminders_plan plan ON plan.id = clock.plan_id
WHERE clock.next_due_at <= %s
ORDER BY clock.next_due_at LIMIT %s
FOR UPDATE OF clock SKIP LOCKED
"""  # noqa: S608  # SHAPE is a constant
KEEP = """
INSERT INTO reminders_opening (shape, opens_at, closes_at, step, first_after, local_date)
SELECT * FROM unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[], %s::interval[], %s::timestamptz[],
                     %s::date[])
ON CONFLICT (shape, opens_at) DO UPDATE
SET (closes_at, step, first_after, local_date)
  = (excluded.closes_at, excluded.step, excluded.first_after, excluded.local_date)
"""
WIND = """
UPDATE reminders_planclock clock SET next_due_at = wound.next_due_at
FROM unnest(%s::uuid[], %s::timestamptz[]) AS wound (plan_id, next_due_at)
WHERE clock.plan_id = wound.plan_id
"""


def make_ready(*, at: dt.datetime, batch: int) -> bool:
    """Work out the openings that the slots to be written at `at` lack, and pass over what is long past.

    Whether there was anything to do. Several at once do the same work, to no harm.
    """
    oldest = at - LONGEST_OUTAGE
    Opening.objects.filter(closes_at__lte=oldest).delete()
    return _work_out(oldest, at, AHEAD * batch) + _pass_over(oldest, at, batch) > 0


def _work_out(oldest: dt.datetime, at: dt.datetime, count: int) -> int:
    """Store what is missing. One that is known by an older table of clock changes is replaced."""
    openings, lacking = {}, _rows(UNKNOWN, oldest, at + LEAD, count)
    for shape, slot, plan, *times in lacking:
        if timetable := _timetable(plan, times):
            opening = opening_at(timetable, slot)
            openings[shape, opening.opens_at] = (shape, *opening)
        else:
            PlanClock.objects.filter(shape=shape, next_due_at=slot).update(next_due_at=at + ASK_AGAIN)
    if openings:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [list(column) for column in zip(*openings.values(), strict=True)])
    return len(lacking)


def _pass_over(oldest: dt.datetime, at: dt.datetime, count: int) -> int:
    """Let clocks that stood still for longer than an outage is written down go on from `oldest`."""
    with transaction.atomic():
        stopped = _rows(LONG_AGO, oldest, count)
        if stopped:
            wound = [_slot_after(oldest, at, since, plan, times) for plan, since, *times in stopped]
            with connection.cursor() as cursor:
                cursor.execute(WIND, [[plan for plan, *_ in stopped], wound])
        return len(stopped)


def _slot_after(
    oldest: dt.datetime, at: dt.datetime, since: dt.datetime | None, plan: UUID, times: list[Any]
) -> dt.datetime | None:
    timetable = _timetable(plan, times)
    return timetable.next_after(oldest, since=since) if timetable else at + ASK_AGAIN


def _timetable(plan: UUID, times: list[Any]) -> Timetable | None:
    """None, with a word in the log, for a plan nobody can read: it must not keep the others waiting."""
    try:
        return rhythm_of(*times)
    except RhythmError:
        log.exception("The times of plan %s cannot be read; it is asked again in %s.", plan, ASK_AGAIN)
        return None


def _rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
