"""From the clock on the wall to an instant, in two strange hours a year as in all the others.

One rule serves every reminder: a wall time stands for **the first instant at which clocks there reach it**.
In the spring gap that is the end of the gap; in the autumn overlap it is the first pass. Because the rule
never turns back, windows that do not overlap on the wall never overlap in reality, windows that touch leave
no hole, and autumn makes none of them shorter than it reads.
"""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def fixed_time(day: date, at: time, zone: str) -> datetime:
    """The instant, in UTC, of a reminder set for `at` on the wall clock in `zone` (an IANA name).

    A time in the gap moves to the first valid minute after it; of a time that comes twice the first counts.
    On a day a zone left out altogether, every time stands for the start of the next day.
    """
    return reached(datetime.combine(day, at.replace(fold=0), tzinfo=ZoneInfo(zone)))


def reached(wall: datetime) -> datetime:
    """The first instant, in UTC, at which clocks in the zone of `wall` (fold 0) show that time or later."""
    instant = wall.astimezone(UTC)
    in_gap = instant.astimezone(wall.tzinfo) != wall
    return _end_of_gap(wall) if in_gap else instant


def _end_of_gap(wall: datetime) -> datetime:
    # In a gap, fold=1 reads the time with the later offset and so lands before the change, fold=0 after.
    before = wall.replace(fold=1).astimezone(UTC)
    seconds = range(int((wall.astimezone(UTC) - before).total_seconds()))

    def has_passed(second: int) -> bool:
        return (before + timedelta(seconds=second)).astimezone(wall.tzinfo) >= wall

    return before + timedelta(seconds=bisect_left(seconds, True, key=has_passed))  # noqa: FBT003


def to_utc(moment: datetime) -> datetime:
    """The same instant in UTC; refuses a naive datetime, whose zone could only be guessed."""
    if moment.utcoffset() is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)
