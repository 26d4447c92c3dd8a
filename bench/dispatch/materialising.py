"""How fast plans become nudges, beside the least the database could do: one statement, the same rows."""

import datetime as dt
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

from bench.dispatch.due import make_due
from bench.dispatch.rounds import interleaved
from reminders import dispatch
from reminders.models.nudge import LIFE

AT = dt.datetime(2026, 11, 18, 9, 29, 1, tzinfo=dt.UTC)
SLOT = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)  # written ahead, as is usual
FLOOR = """
WITH wound AS (
    UPDATE reminders_planclock
    SET next_due_at = next_due_at + interval '1 hour'
    WHERE next_due_at <= %s
    RETURNING plan_id, person_id, seq, next_due_at - interval '1 hour' AS slot)
INSERT INTO reminders_nudge (id, plan_id, person_id, plan_seq, slot, due_at, expires_at, local_date,
                             state, reason, response)
SELECT uuidv7(), plan_id, person_id, seq, slot, slot, slot + %s, slot::date, 'due', '', '' FROM wound
"""


def measure(due: int, rounds: int) -> dict[str, list[float]]:
    """Seconds for `due` plans: the floor, one claimer, two claimers."""
    ways = {
        "one statement (floor)": lambda: least(due),
        "one claimer": lambda: _timed(due, lambda: dispatch.materialise(at=AT)),
        "two claimers": lambda: _timed(due, _two),
    }
    return interleaved(rounds, ways)


def least(due: int, slot: dt.datetime = SLOT) -> float:
    """Seconds of the one statement, for so many due on `slot`: an hour ahead, where workers look on."""
    return _timed(due, lambda: _floor(slot), slot)


def _timed(due: int, work: Callable[[], object], slot: dt.datetime = SLOT) -> float:
    make_due(due, slot)
    began = time.perf_counter()
    work()
    taken = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM reminders_nudge WHERE state = 'due'")
        assert cursor.fetchone() == (due,), "every plan has its nudge"
    return taken


def _floor(slot: dt.datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(FLOOR, [slot, LIFE])


def _two() -> None:
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(_claim, range(2)))


def _claim(_number: int) -> None:
    try:
        dispatch.materialise(at=AT)
    finally:
        connections.close_all()
