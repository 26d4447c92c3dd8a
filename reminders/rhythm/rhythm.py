"""How often, and when in the week, a person is nudged to move: a value that answers "when next?".

Wall times and a zone are kept, instants are derived. A window opens and closes by the clock on the wall;
inside it breaks come every so many *elapsed* minutes, because a body sits in real time. So a night shift over
a clock change has one break fewer or more.

- The grid of a window is opening + phase + k × every, for as long as that lies before the close.
- Two breaks are never nearer than half an interval, rounded up to whole minutes. Where a window opens so soon
  after another closed that this could fail, its grid begins half an interval after that close. The close
  decides and not the last break, so that no answer depends on what happened before.
- A break taken (`since`) starts the interval anew for the rest of the window that holds it. Later windows
  keep their own grid, without a first break that would come nearer to `since` than half an interval.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

from coach.zones import is_zone
from reminders.rhythm.errors import RhythmError
from reminders.rhythm.wall import fixed_time, to_utc
from reminders.rhythm.windows import Span, Week, parse_windows, spans_on

SHORTEST: Final = 20
LONGEST: Final = 180
# A week's only window may fall into the spring gap, and the next one is then up to two weeks away.
DAYS_AHEAD: Final = 16
INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Minutes between breaks (20–180), windows per weekday from Monday, IANA zone, minutes to the first one.

    Build it with `parse`; the plain constructor trusts its arguments.
    """

    every: int
    windows: Week
    zone: str
    phase: int = 0

    @classmethod
    def parse(cls, *, every: object, windows: object, zone: object, phase: object = 0) -> Self:
        """A rhythm from what a JSON body holds. Raises RhythmError, with field, code and remedy."""
        minutes = parse_every(every)
        return cls(minutes, parse_windows(windows), parse_zone(zone), _parse_phase(phase, minutes))

    def between(self, start: datetime, end: datetime, *, since: datetime | None = None) -> Iterator[datetime]:
        """Every break in [start, end), in UTC and in order: what `next_after` will say, one by one."""
        slot = self.next_after(start - INSTANT, since=since)
        while slot is not None and slot < end:
            yield slot
            slot = self.next_after(slot, since=since)

    def next_after(self, moment: datetime, *, since: datetime | None = None) -> datetime | None:
        """The first break strictly after `moment`, in UTC; None when the coming two weeks hold none.

        `since` is when the last break was taken; about what came before it nothing is asked, so an earlier
        `moment` gives the first break after `since`.
        """
        after, taken = to_utc(moment), to_utc(since) if since else None
        if taken:
            after = max(after, taken)
        slots = (self._next_in(span, after, taken) for span in self._spans_from(after))
        return next((slot for slot in slots if slot is not None), None)

    def window_at(self, moment: datetime) -> tuple[datetime, datetime] | None:
        """Start and end, in UTC and half-open, of the window that holds this moment."""
        span = self._span_at(moment)
        return (span.start, span.end) if span else None

    def windows_on(self, day: date) -> list[tuple[datetime, datetime]]:
        """The windows of this day, in UTC, half-open and in order."""
        return [(span.start, span.end) for span in self._spans_on(day)]

    def local_date(self, moment: datetime) -> date:
        """The person's own day: a night shift belongs to the day it began, any other moment to its date."""
        span = self._span_at(moment)
        return span.day if span else to_utc(moment).astimezone(ZoneInfo(self.zone)).date()

    def begins(self, day: date) -> datetime:
        """The first instant of a person's own day: midnight, or the end of the night that began before."""
        midnight = fixed_time(day, time(0), self.zone)
        span = self._span_at(midnight)
        return span.end if span and span.day < day else midnight

    def open_until(self, slot: datetime) -> datetime:
        """Until when a break that came at `slot` waits for an answer: an hour, or until the next."""
        return slot + min(timedelta(minutes=self.every), timedelta(hours=1))

    def may_follow(self, slot: datetime, last: datetime, _last_day: date) -> bool:
        """Whether `slot` is half an interval or more away from the last break that came."""
        return slot - last >= self._half

    def _span_at(self, moment: datetime) -> Span | None:
        instant = to_utc(moment)
        span = next(self._spans_from(instant), None)
        return span if span and span.start <= instant else None

    def _spans_from(self, instant: datetime) -> Iterator[Span]:
        """The windows not yet closed at this instant, from the night that began yesterday onwards."""
        today = instant.astimezone(ZoneInfo(self.zone)).date()
        for ahead in range(-1, DAYS_AHEAD):
            for span in self._spans_on(today + timedelta(days=ahead)):
                if span.end > instant:
                    yield span

    def _next_in(self, span: Span, after: datetime, taken: datetime | None) -> datetime | None:
        every = timedelta(minutes=self.every)
        first = taken + every if taken and taken >= span.start else self._first_in(span)
        slot = first + max(0, (after - first) // every + 1) * every
        if taken and slot - taken < self._half:
            slot += every
        return slot if slot < span.end else None

    def _first_in(self, span: Span) -> datetime:
        first = span.start + timedelta(minutes=self.phase)
        soonest = first - self._half
        if soonest >= span.start:
            return first
        closed = self._closed_before(span)
        return max(first, closed + self._half) if closed else first

    def _closed_before(self, span: Span) -> datetime | None:
        # Two days back, because Samoa once left one out.
        for back in range(3):
            earlier = self._spans_on(span.day - timedelta(days=back))
            closes = [one.end for one in earlier if one.end <= span.start]
            if closes:
                return closes[-1]
        return None

    def _spans_on(self, day: date) -> tuple[Span, ...]:
        return spans_on(day, self.windows[day.weekday()], self.zone)

    @property
    def _half(self) -> timedelta:
        return timedelta(minutes=(self.every + 1) // 2)


def parse_every(given: object) -> int:
    """Minutes between breaks, 20–180. Raises RhythmError."""
    minutes = _whole_number("every", given)
    if not SHORTEST <= minutes <= LONGEST:
        raise RhythmError("every", "every_out_of_range", given=minutes, least=SHORTEST, most=LONGEST)
    return minutes


def _parse_phase(given: object, every: int) -> int:
    minutes = _whole_number("phase", given)
    if not 0 <= minutes < every:
        raise RhythmError("phase", "phase_out_of_range", every=every)
    return minutes


def _whole_number(field: str, given: object) -> int:
    if not isinstance(given, int) or isinstance(given, bool):
        raise RhythmError(field, "not_a_number")
    return given


def parse_zone(given: object) -> str:
    if not isinstance(given, str) or not is_zone(given):
        raise RhythmError("zone", "unknown_zone", given=given)
    return given
