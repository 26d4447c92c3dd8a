"""What keeps the table small, and what it costs: a day of more than a month ago becomes a count a person.

The least is a statement that deletes the same rows and counts nothing.
"""

import datetime as dt
import time
from collections.abc import Callable

from django.db import connection

from bench.dispatch.due import make_due
from bench.dispatch.hours import HOURS, MORNING, sizes_now
from bench.dispatch.rounds import interleaved, say
from reminders import dispatch, folding
from reminders.models import AdherenceDay, Nudge
from reminders.models.nudge import KEPT_DAYS, Response, State

NIGHTS = 6
DAY = dt.timedelta(days=1)
OLD = KEPT_DAYS * DAY + folding.MARGIN  # from then on a day is folded
WIND = "UPDATE reminders_planclock SET next_due_at = %s WHERE next_due_at IS NOT NULL"
BROUGHT = """
UPDATE reminders_nudge
SET state = %s, settled_at = due_at, open_until = due_at + interval '50 minutes',
    response = CASE WHEN hashtext(id::text) %% 5 < 2 THEN %s ELSE '' END,
    responded_at = CASE WHEN hashtext(id::text) %% 5 < 2 THEN due_at + interval '2 minutes' END
WHERE state = 'due'
"""


def measure(people: int, rounds: int) -> dict[str, list[float]]:
    """Seconds for a working day of so many people: deleting it, and folding it; as many younger rows stay."""
    ways = {
        "deleting a day (floor)": lambda: _timed(people, _delete),
        "folding a day": lambda: _timed(people, lambda: folding.fold(at=MORNING + OLD + DAY)),
    }
    return interleaved(rounds, ways)


def nights(people: int) -> list[float]:
    """Megabytes of the table and its indexes after each night, the nights of a table of a day or two.

    A night here is over in seconds; what autovacuum would tidy up in the course of a day is done at its end.
    """
    found = []
    _empty(people)
    for number in range(NIGHTS):
        _live_through(MORNING + number * DAY)
        gone = folding.fold(at=MORNING + number * DAY + OLD)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM reminders_nudge")
            sizes = sizes_now(cursor)
        found.append(sizes["nudges"] + sizes["all their indexes"])
        say(f"night {number + 1}: {gone:,} nudges folded, the table takes {found[-1]:,.0f} MB")
    return found


def _timed(people: int, work: Callable[[], object]) -> float:
    _empty(people)
    _live_through(MORNING)
    _live_through(MORNING + 2 * DAY)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE reminders_nudge")
    began = time.perf_counter()
    work()
    taken = time.perf_counter() - began
    assert Nudge.objects.count() == people * HOURS, "the older day is gone and the younger one is there"
    return taken


def _delete() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reminders_nudge WHERE due_at < %s", [MORNING + DAY])


def _empty(people: int) -> None:
    AdherenceDay.objects.all().delete()
    make_due(people, MORNING, every=60)


def _live_through(morning: dt.datetime) -> None:
    """Eight hours, a nudge in each; two in five are answered."""
    with connection.cursor() as cursor:
        cursor.execute(WIND, [morning])
        for number in range(HOURS):
            dispatch.materialise(at=morning + number * dt.timedelta(hours=1))
        cursor.execute(BROUGHT, [State.SENT, Response.DONE])
