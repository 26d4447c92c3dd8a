"""Letting many plans fall due at one moment, on tables as tidy as after a quiet night."""

import datetime as dt

from django.db import connection

from reminders.delivery import database_now
from reminders.waves import LEAD

CHOOSE = """
WITH chosen AS (
    SELECT clock.plan_id FROM reminders_planclock clock JOIN reminders_plan plan ON plan.id = clock.plan_id
    WHERE plan.every_minutes = COALESCE(%(every)s, plan.every_minutes)
    ORDER BY hashtext(plan_id::text) LIMIT %(count)s)
UPDATE reminders_planclock clock
SET next_due_at = CASE WHEN chosen.plan_id IS NOT NULL THEN %(slot)s::timestamptz END
FROM reminders_planclock old LEFT JOIN chosen USING (plan_id)
WHERE old.plan_id = clock.plan_id AND (chosen.plan_id IS NOT NULL OR old.next_due_at IS NOT NULL)
"""


def make_due(count: int, slot: dt.datetime, *, every: int | None = None) -> None:
    """The next slot of `count` plans (of an interval) is `slot`, nobody else's comes, and no nudge is left.

    The database's statistics are left as they were when nobody was due, as they are when a spike comes.
    """
    with connection.cursor() as cursor:
        # In this order: what a claimer at work writes until its clocks are chosen anew goes with the rest.
        cursor.execute(CHOOSE, {"count": count, "slot": slot, "every": every})
        cursor.execute("TRUNCATE reminders_nudge, reminders_wave CASCADE")
        cursor.execute("VACUUM reminders_planclock")
        cursor.execute("CHECKPOINT")


def make_due_soon(count: int, *, calm: float = 1.0) -> dt.datetime:
    """The same, due on a whole second, as in life: once everything is tidy, at least `calm` seconds go by
    before anybody begins to write it.
    """
    takes = 5 + count * 30e-6
    before = LEAD + dt.timedelta(seconds=calm)
    while True:
        slot = (database_now() + before + dt.timedelta(seconds=takes)).replace(microsecond=0)
        make_due(count, slot)
        if database_now() < slot - before:
            return slot
        takes *= 2  # another, since getting there took longer
