"""Folding nudges that are no longer told of one by one into counts per day, so that their table stays small.

A batch is one transaction: the days around its nudges are counted, for a break a minute past midnight may
belong to a nudge of the day before; then those nudges go. So a crash undoes a batch whole, a second pass
finds nothing, and a day, once counted, stands.
"""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import connection, transaction

from reminders.adherence import DAY, Counts, counted
from reminders.models import AdherenceDay
from reminders.models.nudge import KEPT_DAYS

BATCH = 2000
MOST_BATCHES = 20_000  # in one night; the next goes on
OUTAGE = 5 * DAY  # at most so long after its day, and then some, a nudge was made
MARGIN = 2 * DAY  # the earth's day is two of the calendar's, and an edit looks a day back

Day = tuple[UUID, dt.date]

# One at a time: a second would only wait. Ids begin with the moment a nudge was made, so the oldest are found
# by the primary key; an outage makes them two days late at most.
OLDEST = """
SELECT DISTINCT person_id, local_date
FROM (SELECT person_id, local_date FROM reminders_nudge
      WHERE id < %(floor)s AND local_date < %(before)s AND due_at < %(made)s
        AND (SELECT pg_try_advisory_xact_lock(hashtext('reminders.folding')))
      ORDER BY id LIMIT %(batch)s) oldest
"""
REMOVE = """
DELETE FROM reminders_nudge nudge
USING unnest(%(people)s::uuid[], %(days)s::date[]) AS gone (person, day)
WHERE nudge.person_id = gone.person AND nudge.local_date = gone.day AND nudge.due_at < %(made)s
"""


def fold(*, at: dt.datetime, batch: int = BATCH, most: int = MOST_BATCHES) -> int:
    """Returns how many nudges went, in at most so many transactions of about `batch` each."""
    before = at.date() - (KEPT_DAYS * DAY + MARGIN)
    gone = 0
    for _ in range(most):
        some = _fold_some(before, at, batch)
        if not some:
            break
        gone += some
    return gone


@transaction.atomic
def _fold_some(before: dt.date, at: dt.datetime, batch: int) -> int:
    made = dt.datetime.combine(before + OUTAGE, dt.time(), dt.UTC)
    floor = UUID(int=int(made.timestamp() * 1000) << 80)  # lower than any id that was made since
    with connection.cursor() as cursor:
        cursor.execute(OLDEST, {"floor": floor, "made": made, "before": before, "batch": batch})
        days: list[Day] = cursor.fetchall()
        if not days:
            return 0
        _count({(person, day + near * DAY) for person, day in days for near in (-1, 0, 1)}, at)
        people, dates = map(list, zip(*days, strict=True))
        cursor.execute(REMOVE, {"people": people, "days": dates, "made": made})
        removed: int = cursor.rowcount
        return removed


def _count(days: Collection[Day], at: dt.datetime) -> None:
    """Those that were counted before stay as they are."""
    people, dates = {person for person, _ in days}, {day for _, day in days}
    found = counted(people, min(dates), max(dates), at=at)
    AdherenceDay.objects.bulk_create(
        (
            AdherenceDay(person_id=person, local_date=day, **found.get((person, day), Counts())._asdict())
            for person, day in sorted(days)
        ),
        ignore_conflicts=True,
    )
