"""The agenda of a programme: every day's state, walked from its first day so that the range never matters."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from exercises.agenda.layout import layout
from exercises.agenda.plan import Day, Done, Off, Programme, Routine, off_on
from exercises.agenda.walk import Walk
from exercises.agenda.weeks import weeks


def agenda(
    programme: Programme, done: Done, offs: Sequence[Off], today: date, first: date, last: date
) -> tuple[Day, ...]:
    """The days of the programme from `first` to `last` inclusive; days outside the programme are left out.

    `done` is by local day; what was done outside the programme counts for nothing. Before `today` the past
    stands as it was: only something done, or a day off, changes it.
    """
    return tuple(day for day in _days(programme, done, offs, today, last) if first <= day.on <= last)


def _days(programme: Programme, done: Done, offs: Sequence[Off], today: date, last: date) -> Iterator[Day]:
    latest: dict[str, date] = {}
    changes = [version.since for version in programme.versions]
    for start, week in weeks(programme, offs, last):
        days = [start + timedelta(days=offset) for offset in range(7)]
        off = {day: kind for day in days if (kind := off_on(day, offs))}
        sessions = _sessions(programme, start, week)
        yield from Walk(start, week, sessions, off, changes, done, today, latest).days()


def _sessions(programme: Programme, start: date, week: int) -> dict[date, tuple[Routine, ...]]:
    """Each day as planned by the version in force on it: a change begins on its day, not a week later."""
    sessions: dict[date, tuple[Routine, ...]] = {}
    for day in (start + timedelta(days=offset) for offset in range(7)):
        in_force = programme.weeks_on(day)
        if week < len(in_force) and (session := layout(in_force[week], start).get(day)):
            sessions[day] = session
    return sessions
