"""Once a day, on the chosen weekdays, at a time by the clock on the wall: a session, or the diary.

The same questions as `Rhythm` answers, so that whoever asks need not know which of the two it holds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from reminders.rhythm.errors import RhythmError
from reminders.rhythm.rhythm import DAYS_AHEAD, INSTANT, parse_zone
from reminders.rhythm.wall import fixed_time, to_utc
from reminders.rhythm.windows import TIME, WEEKDAYS, Span

OPEN: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Daily:
    """A wall time, weekdays as numbers (0 is Monday), and an IANA zone.

    Build it with `parse`; the plain constructor trusts its arguments.
    """

    at: time
    days: frozenset[int]
    zone: str

    @classmethod
    def parse(cls, *, at: object, days: object, zone: object) -> Self:
        """From what a JSON body holds, `at` as "HH:MM" or a time. Raises RhythmError, with the remedy."""
        return cls(_parse_at(at), _parse_days(days), parse_zone(zone))

    def between(self, start: datetime, end: datetime, *, since: datetime | None = None) -> Iterator[datetime]:
        """Every time it comes in [start, end), in UTC and in order."""
        slot = self.next_after(start - INSTANT, since=since)
        while slot is not None and slot < end:
            yield slot
            slot = self.next_after(slot, since=since)

    def next_after(self, moment: datetime, *, since: datetime | None = None) -> datetime | None:
        """The first time strictly after `moment`, in UTC. An answer (`since`) moves nothing but the start."""
        after = max(to_utc(moment), to_utc(since)) if since else to_utc(moment)
        return next((span.start for span in self._spans_from(after) if span.start > after), None)

    def window_at(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """Start and end, in UTC and half-open: from its time up to two hours later on the same day."""
        span = self._span_at(moment)
        return (span.start, span.end) if span else None

    def windows_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """The one window of this day, in UTC and half-open, or none."""
        span = self._span_on(day)
        return [(span.start, span.end)] if day.weekday() in self.days and span.start < span.end else []

    def local_date(self, moment: datetime) -> date:
        """The person's own day."""
        return to_utc(moment).astimezone(ZoneInfo(self.zone)).date()

    def begins(self, day: date) -> datetime:
        """The first instant of `day`."""
        return fixed_time(day, time(0), self.zone)

    def open_until(self, slot: datetime) -> datetime:
        """Until when it waits for an answer once it came at `slot`: the end of its window."""
        window = self.window_at(slot)
        return window[1] if window else slot + OPEN

    def may_follow(self, slot: datetime, _last: datetime, last_day: date) -> bool:
        """Whether `slot` is on a later day than the one it last came on."""
        return self.local_date(slot) > last_day

    def _span_at(self, moment: datetime) -> Span | None:
        instant = to_utc(moment)
        return next((span for span in self._spans_from(instant) if span.start <= instant < span.end), None)

    def _spans_from(self, instant: datetime) -> Iterator[Span]:
        """Its windows from the local day of this instant onwards."""
        today = self.local_date(instant)
        for ahead in range(DAYS_AHEAD):
            day = today + timedelta(days=ahead)
            if day.weekday() in self.days:
                span = self._span_on(day)
                if span.start < span.end:
                    yield span

    def _span_on(self, day: date) -> Span:
        """Empty on a day the zone left out."""
        start = fixed_time(day, self.at, self.zone)
        return Span(start, min(start + OPEN, self.begins(day + timedelta(days=1))), day)


def _parse_at(given: object) -> time:
    if isinstance(given, time):
        return given
    if not isinstance(given, str) or not TIME.fullmatch(given):
        raise RhythmError("at", "bad_clock_time", given=given)
    return time.fromisoformat(given)


def _parse_days(given: object) -> frozenset[int]:
    if not isinstance(given, list | tuple) or not given:
        raise RhythmError("days", "no_days")
    for day in given:
        if day not in WEEKDAYS:
            raise RhythmError("days", "unknown_day", day=day)
    if len(set(given)) < len(given):
        raise RhythmError("days", "day_twice")
    return frozenset(map(WEEKDAYS.index, given))
