"""From an iCalendar text to the stretches in which somebody is busy. Pure; trusts nothing it reads."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from icalendar.cal.component import Component

Stretch = tuple[dt.datetime, dt.datetime]

LONGEST = dt.timedelta(hours=12)  # longer than this it is a holiday or a label, not a meeting
FREE_STATUSES = {"FREE", "WORKINGELSEWHERE"}


class UnreadableCalendar(Exception):
    """What came is not a calendar that can be read."""


def busy(text: bytes, *, zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> list[Stretch]:
    """When its owner is busy within [start, end): aware UTC, sorted, apart from one another.

    Repeating events are unrolled, with their exceptions; a time without a zone is read in `zone`. Whole days,
    cancelled events and those marked as free do not count. Raises `UnreadableCalendar`.
    """
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
        found = [
            stretch
            for calendar in calendars
            for stretch in (*_meetings(calendar, zone, start, end), *_free_busy(calendar, zone))
        ]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError) as error:
        raise UnreadableCalendar(str(error)) from error
    if not calendars:
        raise UnreadableCalendar("There is no calendar in it.")
    return list(_joined(_clipped(found, start, end)))


def _meetings(
    calendar: icalendar.Calendar, zone: ZoneInfo, start: dt.datetime, end: dt.datetime
) -> Iterator[Stretch]:
    for event in recurring_ical_events.of(calendar, skip_bad_series=True).between(start, end):
        begins, ends = event.start, event.end
        if isinstance(begins, dt.datetime) and isinstance(ends, dt.datetime) and _counts(event):
            yield _utc(begins, zone), _utc(ends, zone)


def _counts(event: Component) -> bool:
    return not (
        str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() in FREE_STATUSES
    )


def _free_busy(calendar: icalendar.Calendar, zone: ZoneInfo) -> Iterator[Stretch]:
    for part in calendar.walk("VFREEBUSY"):
        for line in _several(part.get("FREEBUSY")):
            if str(line.params.get("FBTYPE", "BUSY")).upper() != "FREE":
                begins, until = line.dt
                yield (
                    _utc(begins, zone),
                    _utc(until if isinstance(until, dt.datetime) else begins + until, zone),
                )


def _several(value: Any) -> list[Any]:
    """iCalendar repeats a property where it has several values; the library then gives a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _utc(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).astimezone(dt.UTC)


def _clipped(stretches: Iterable[Stretch], start: dt.datetime, end: dt.datetime) -> Iterator[Stretch]:
    for begins, ends in stretches:
        if dt.timedelta(0) < ends - begins <= LONGEST and begins < end and ends > start:
            yield max(begins, start), min(ends, end)


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Overlapping and adjoining stretches as one."""
    current: Stretch | None = None
    for begins, ends in sorted(stretches):
        if current is None or begins > current[1]:
            if current is not None:
                yield current
            current = begins, ends
        else:
            current = current[0], max(current[1], ends)
    if current is not None:
        yield current
