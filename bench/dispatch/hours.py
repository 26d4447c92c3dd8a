"""A working day on end: hour after hour the same people, delivered and cleared away. What grows?"""

import datetime as dt
import time
from dataclasses import dataclass
from typing import Any

from django.db import connection

from bench.dispatch.due import make_due
from bench.dispatch.rounds import say
from reminders import dispatch
from reminders.waves import LEAD

HOURS = 8
MORNING = dt.datetime(2026, 11, 18, 5, 47, tzinfo=dt.UTC)  # nowhere here it is midnight until 13:00
KEPT = dt.timedelta(hours=4)  # a few weeks in life
HANDFUL = 500
PARTS = {
    "clocks": "pg_table_size('reminders_planclock')",
    "their index by due time": "pg_relation_size('clocks_by_due_time')",
    "nudges": "pg_table_size('reminders_nudge')",
    "their index, once a slot": "pg_relation_size('one_nudge_per_slot')",
    "all their indexes": "pg_indexes_size('reminders_nudge')",
}
TAKE = """
UPDATE reminders_nudge SET state = 'sending', sending_at = %s, open_until = %s WHERE id IN
    (SELECT id FROM reminders_nudge WHERE state = 'due' ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING id
"""
SETTLE = "UPDATE reminders_nudge SET state = 'sent', settled_at = %s WHERE id = ANY(%s)"
CLEAR = """
DELETE FROM reminders_nudge WHERE id IN (SELECT id FROM reminders_nudge WHERE slot < %s LIMIT %s)
"""


@dataclass
class Hour:
    """Nudges written a second, and megabytes of each part after delivering and clearing away."""

    speed: float
    sizes: dict[str, float]


def measure(people: int) -> list[Hour]:
    """`people` who are due every hour, through `HOURS` of them, written ahead, as is usual. An hour lasts
    only as long as its work, so autovacuum looks every five seconds where it would look every minute.
    """
    _set("autovacuum_naptime", "5s")
    try:
        make_due(people, MORNING, every=60)
        return [_hour(MORNING + number * dt.timedelta(hours=1), people) for number in range(HOURS)]
    finally:
        _set("autovacuum_naptime", "1min")


def _hour(at: dt.datetime, people: int) -> Hour:
    began = time.perf_counter()
    served = dispatch.materialise(at=at - LEAD)
    speed = served / (time.perf_counter() - began)
    assert served == people, "everyone is due, every hour"
    with connection.cursor() as cursor:
        _deliver(cursor, at)
        _clear_away(cursor, at)
        sizes = sizes_now(cursor)
    say(
        f"{at:%H:%M}  {speed:,.0f} nudges/s  "
        + "  ".join(f"{name} {size:,.0f}" for name, size in sizes.items())
    )
    return Hour(speed, sizes)


def sizes_now(cursor: Any) -> dict[str, float]:
    """Megabytes of each part."""
    cursor.execute(f"SELECT {', '.join(PARTS.values())}")
    return {name: size / 1e6 for name, size in zip(PARTS, cursor.fetchone(), strict=True)}


def _deliver(cursor: Any, at: dt.datetime) -> None:
    """The two updates every nudge goes through, in batches as workers take them."""
    while True:
        cursor.execute(TAKE, [at, at, HANDFUL])
        taken = [row[0] for row in cursor.fetchall()]
        if not taken:
            return
        cursor.execute(SETTLE, [at, taken])


def _clear_away(cursor: Any, at: dt.datetime) -> None:
    cursor.execute(CLEAR, [at - KEPT, HANDFUL])
    while cursor.rowcount:
        cursor.execute(CLEAR, [at - KEPT, HANDFUL])


def _set(name: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        cursor.execute("SELECT pg_reload_conf()")
