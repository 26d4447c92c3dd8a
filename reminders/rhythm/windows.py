"""The stretches of a person's week in which they may be nudged, as stored: wall times per weekday.

A window may run through midnight into the next day. A range whose end lies before its start is either such a
night or two times typed in the wrong order. European rules leave eleven hours of rest in every twenty-four
(Directive 2003/88/EC, article 3), so a night of work lasts at most thirteen hours, while any working day of
less than eleven hours, turned round, lasts longer than that. Hence the bound: up to thirteen hours it is a
night, beyond it a mistake. An end of 00:00 or 24:00 says midnight outright and is not bound by this.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from reminders.rhythm.errors import RhythmError
from reminders.rhythm.wall import reached

Windows = Mapping[str, Sequence[Sequence[str]]]
"""Windows as JSON holds them: `{"mon": [["09:00", "12:30"], ["22:00", "06:00"]], …}`, keys mon to sun."""

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONGEST_NIGHT: Final = 13 * 60
MOST_WINDOWS: Final = 24
DAY: Final = 24 * 60
TIME: Final = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


class Window(NamedTuple):
    """A half-open range of wall times; an end at or before the start falls on the next day."""

    start: time
    end: time

    @property
    def minutes(self) -> int:
        """How long it lasts by the clock on the wall, 1 to 1440."""
        return (_minute(self.end) - _minute(self.start)) % DAY or DAY

    def __str__(self) -> str:
        return f"{self.start:%H:%M}–{self.end:%H:%M}"


Week = tuple[tuple[Window, ...], ...]


class Span(NamedTuple):
    """A window as it happens once: half-open, in UTC, with the local date whose weekday it belongs to."""

    start: datetime
    end: datetime
    day: date


@lru_cache(maxsize=16_384)
def spans_on(day: date, windows: tuple[Window, ...], zone: str) -> tuple[Span, ...]:
    """When the windows of this local day happen, in order; one wholly inside the spring gap does not."""
    spans = (_span(day, window, ZoneInfo(zone)) for window in windows)
    return tuple(span for span in spans if span.start < span.end)


def _span(day: date, window: Window, zone: ZoneInfo) -> Span:
    last_day = day + timedelta(days=window.end <= window.start)
    start = datetime.combine(day, window.start, tzinfo=zone)
    end = datetime.combine(last_day, window.end, tzinfo=zone)
    return Span(reached(start), reached(end), day)


def parse_windows(given: object) -> Week:
    """Seven tuples, Monday first, each sorted by start; a missing day is a day without windows.

    Raises RhythmError for anything but a week with at least one window and none overlapping another.
    """
    if not isinstance(given, Mapping):
        raise RhythmError("windows", "not_a_week")
    for day in given:
        if day not in WEEKDAYS:
            raise RhythmError("windows", "unknown_day", day=day)
    week = tuple(_parse_day(day, given.get(day, ())) for day in WEEKDAYS)
    if not any(week):
        raise RhythmError("windows", "empty")
    _refuse_overlap(week)
    return week


def _parse_day(day: str, given: object) -> tuple[Window, ...]:
    if not isinstance(given, list | tuple):
        raise RhythmError("windows", "not_a_list", day=day)
    if len(given) > MOST_WINDOWS:
        raise RhythmError("windows", "too_many", day=day, most=MOST_WINDOWS)
    return tuple(sorted(_parse_window(day, pair) for pair in given))


def _parse_window(day: str, pair: object) -> Window:
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        raise RhythmError("windows", "not_a_pair", day=day)
    start, end = pair
    window = Window(_parse_time(day, start), time(0) if end == "24:00" else _parse_time(day, end))
    if window.start == window.end != time(0):
        raise RhythmError("windows", "no_length", day=day, start=start)
    if time(0) < window.end < window.start and window.minutes > LONGEST_NIGHT:
        params = {"day": day, "start": start, "end": end, "most": LONGEST_NIGHT // 60}
        raise RhythmError("windows", "ends_before_start", **params)
    return window


def _parse_time(day: str, given: object) -> time:
    if not isinstance(given, str) or not TIME.fullmatch(given):
        raise RhythmError("windows", "bad_time", day=day, given=given)
    return time.fromisoformat(given)


def _refuse_overlap(week: Week) -> None:
    """The week is a ring: Sunday's night may run into Monday's morning."""
    placed = [(number, window) for number, windows in enumerate(week) for window in windows]
    ring = [*placed, (placed[0][0] + 7, placed[0][1])]
    for (number, window), (next_number, next_window) in pairwise(ring):
        if _start(number, window) + window.minutes > _start(next_number, next_window):
            raise RhythmError(
                "windows",
                "overlap",
                day=WEEKDAYS[number],
                first=window,
                next_day=WEEKDAYS[next_number % 7],
                second=next_window,
            )


def _start(number: int, window: Window) -> int:
    return number * DAY + _minute(window.start)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def all_windows(week: Week) -> Iterable[Window]:
    return (window for windows in week for window in windows)
