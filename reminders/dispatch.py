"""From plans to nudges: claim what is due, write one row per slot, set the next due time.

Any number of these may run at once: a claim locks its clocks and skips those another one holds, and the
database allows one nudge per plan and slot. Each batch is one transaction, so a crash undoes it whole.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from coach.models.fields import new_id
from reminders.models.nudge import LIFE, Reason, State
from reminders.models.plan import SHAPE, rhythm_of
from reminders.rhythm import Timetable

BATCH = 2000
LONGEST_OUTAGE = dt.timedelta(days=2)  # slots missed before that are not written down one by one

CLAIM = f"""
SELECT clock.plan_id, clock.next_due_at, clock.since,
       plan.person_id, plan.seq, {SHAPE}
FROM reminders_planclock clock JOIN reminders_plan plan ON plan.id = clock.plan_id
WHERE clock.next_due_at <= %s
ORDER BY clock.next_due_at LIMIT %s
FOR UPDATE OF clock SKIP LOCKED
"""  # noqa: S608  # SHAPE is a constant
WIND = """
UPDATE reminders_planclock clock SET next_due_at = wound.next_due_at
FROM unnest(%s::uuid[], %s::timestamptz[]) AS wound (plan_id, next_due_at)
WHERE clock.plan_id = wound.plan_id
"""
WRITE = """
INSERT INTO reminders_nudge (id, plan_id, person_id, plan_seq, slot, due_at, expires_at, local_date,
                             state, reason, settled_at, response)
SELECT id, plan_id, person_id, plan_seq, slot, slot, expires_at, local_date, state, reason, settled_at, ''
FROM unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::bigint[], %s::timestamptz[], %s::timestamptz[],
            %s::date[], %s::text[], %s::text[], %s::timestamptz[])
     AS slot (id, plan_id, person_id, plan_seq, slot, expires_at, local_date, state, reason, settled_at)
ON CONFLICT (plan_id, slot) DO NOTHING
"""


@dataclass(frozen=True)
class Due:
    """One claimed clock with what its plan says."""

    plan: UUID
    first: dt.datetime
    since: dt.datetime | None
    person: UUID
    seq: int
    rhythm: Timetable

    def slots(self, *, at: dt.datetime) -> Iterator[dt.datetime]:
        """Every planned instant from the first one up to and including `at`."""
        start = max(self.first, at - LONGEST_OUTAGE)
        slot: dt.datetime | None = self.first if start == self.first else self.after(start)
        while slot is not None and slot <= at:
            yield slot
            slot = self.after(slot)

    def after(self, moment: dt.datetime) -> dt.datetime | None:
        return self.rhythm.next_after(moment, since=self.since)


def materialise(*, at: dt.datetime, batch: int = BATCH) -> int:
    """Write the nudges of every plan due at `at`; returns how many clocks were served."""
    served = 0
    while claimed := _materialise_batch(at, batch):
        served += claimed
    return served


def _materialise_batch(at: dt.datetime, batch: int) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CLAIM, [at, batch])
        due = [_due(*row) for row in cursor.fetchall()]
        if due:
            cursor.execute(
                WRITE, _columns([_nudge(one, slot, at) for one in due for slot in one.slots(at=at)], 10)
            )
            cursor.execute(WIND, _columns([(one.plan, one.after(at)) for one in due], 2))
        return len(due)


def _due(
    plan: UUID, first: dt.datetime, since: dt.datetime | None, person: UUID, seq: int, *shape: Any
) -> Due:
    return Due(plan, first, since, person, seq, rhythm_of(*shape))


def _nudge(due: Due, slot: dt.datetime, at: dt.datetime) -> tuple[Any, ...]:
    """A row: due where it can still be of use, expired where an outage swallowed it."""
    expires_at = slot + LIFE
    late = expires_at <= at
    state, reason, settled_at = (State.EXPIRED, Reason.TOO_LATE, at) if late else (State.DUE, "", None)
    day = due.rhythm.local_date(slot)
    return (new_id(), due.plan, due.person, due.seq, slot, expires_at, day, state, reason, settled_at)


def _columns(rows: list[tuple[Any, ...]], width: int) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)] or [[] for _ in range(width)]
