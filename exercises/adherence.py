"""How much of what was due was done, by calendar week. Pure.

A session is due on the day the agenda planned it, and done whenever in that programme week it was done. Days
off, a rest and days with an open warning sign keep nothing and miss nothing: `exercises.agenda` says None.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exercises.agenda import Day


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from the Monday `starts_on`; `sessions_due` have had their day or were done early."""

    starts_on: dt.date
    sessions_due: int
    sessions_done: int


def by_week(days: Iterable[Day], first: dt.date, last: dt.date) -> list[Week]:
    """Every week with a day from `first` to `last`; of its days only those in between count."""
    kept: Mapping[dt.date, list[bool]] = {monday: [] for monday in _mondays(first, last)}
    for day in days:
        if day.kept is not None and first <= day.on <= last:
            kept[monday_of(day.on)].append(day.kept)
    return [Week(monday, len(some), sum(some)) for monday, some in kept.items()]


def _mondays(first: dt.date, last: dt.date) -> Iterable[dt.date]:
    monday = monday_of(first)
    while monday <= last:
        yield monday
        monday += dt.timedelta(weeks=1)


def monday_of(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
