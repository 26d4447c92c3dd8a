"""Which week of the programme a stretch of seven days is.

The rule: a week with four or more days lost to illness, a holiday or a pause is done again. Four is most of
the week: its work was not done, and building up follows what was done. With fewer days lost enough of the
week remains to go on, and a cold of two days holds nobody back. Single rest days do not count: what was
planned on them moves.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from exercises.agenda.plan import Off, OffKind, Programme, off_on

MOST_LOST = 3  # days; with more, the week is done again
LOSING = (OffKind.PAUSED, OffKind.SICK, OffKind.HOLIDAY)
WEEK = timedelta(days=7)


def weeks(programme: Programme, offs: Sequence[Off], last: date) -> Iterator[tuple[date, int]]:
    """The first day and the programme week (from 0) of every stretch that begins on or before `last`."""
    first, week = programme.start, 0
    while first <= last and week < len(programme.weeks_on(first)):
        yield first, week
        week += not _lost(first, offs)
        first += WEEK


def last_day(programme: Programme, offs: Sequence[Off]) -> date | None:
    """The day on which the programme ends as things stand; None as long as a day off has no end."""
    if any(off.last is None and off.kind in LOSING for off in offs):
        return None
    ends = [off.last for off in offs if off.last] + [version.since for version in programme.versions]
    longest = max(len(version.weeks) for version in programme.versions)
    horizon = max([programme.start, *ends]) + WEEK * (longest + 1)
    *_, (first, _) = weeks(programme, offs, horizon)
    return first + WEEK - timedelta(days=1)


def _lost(first: date, offs: Sequence[Off]) -> bool:
    days = (first + timedelta(days=offset) for offset in range(7))
    return sum(off_on(day, offs) in LOSING for day in days) > MOST_LOST
