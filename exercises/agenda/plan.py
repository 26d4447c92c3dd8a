"""What goes into an agenda and what comes out: plain frozen values. All dates are the person's own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Routine:
    """What is done in one go, 1–7 times a week, with at least `rest_days` (0–6) free of it between two times.

    `weekdays` are the days it goes by preference, Monday 0; empty is no preference.
    """

    key: str
    times_per_week: int
    rest_days: int = 0
    weekdays: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if not 1 <= self.times_per_week <= 7:
            raise ValueError(f"times_per_week: give a whole number from 1 to 7, not {self.times_per_week}")
        if not 0 <= self.rest_days <= 6:
            raise ValueError(f"rest_days: give a whole number from 0 to 6, not {self.rest_days}")
        if not self.weekdays <= frozenset(range(7)):
            raise ValueError("weekdays: give numbers from 0 (Monday) to 6 (Sunday)")


Week = tuple[Routine, ...]
Done = Mapping[date, Collection[str]]
"""The keys of the routines done on a day; all that is done on one day is one session."""


@dataclass(frozen=True, slots=True)
class Version:
    """The weeks of a programme as they hold from the day `since` until the next version."""

    since: date
    weeks: tuple[Week, ...]

    def __post_init__(self) -> None:
        if not self.weeks:
            raise ValueError("weeks: give at least one week")


@dataclass(frozen=True, slots=True)
class Programme:
    """A person's own programme. Its weeks run seven days from `start`, whatever weekday that is."""

    start: date
    versions: tuple[Version, ...]

    def __post_init__(self) -> None:
        if not self.versions:
            raise ValueError("versions: give at least one version")

    def weeks_on(self, day: date) -> tuple[Week, ...]:
        """The weeks of the version in force on `day`; of the first one before it began."""
        in_force = [version for version in self.versions if version.since <= day]
        return max(in_force, key=lambda one: one.since).weeks if in_force else self.versions[0].weeks


class OffKind(StrEnum):
    """Why there is nothing to do. Where two meet, the one named first here is shown."""

    PAUSED = "paused"
    SICK = "sick"
    HOLIDAY = "holiday"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Off:
    """Days without sessions, from `first` to `last` inclusive; `last` None is until further notice."""

    kind: OffKind
    first: date
    last: date | None

    def covers(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def off_on(day: date, offs: Sequence[Off]) -> OffKind | None:
    """Why `day` is off, or None."""
    kinds = {off.kind for off in offs if off.covers(day)}
    return next((kind for kind in OffKind if kind in kinds), None)


class State(StrEnum):
    """What a day is. `caught_up`: the session planned here was done on another day of the same week."""

    DUE = "due"
    DONE = "done"
    PARTLY_DONE = "partly_done"
    REST_DAY = "rest_day"
    SICK_DAY = "sick_day"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    CAUGHT_UP = "caught_up"
    MISSED = "missed"


OFF_STATES: Mapping[OffKind, State] = {
    OffKind.PAUSED: State.PAUSED,
    OffKind.SICK: State.SICK_DAY,
    OffKind.HOLIDAY: State.HOLIDAY,
    OffKind.REST: State.REST_DAY,
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the agenda.

    `week` is the programme week, counted from 0. `routines` are the keys to do, done here, or planned
    here and missed or caught up. `session_of` is the day that session was planned for, another day than
    `on` when it moved. `done` is everything done on the day. `kept` tells of the session *planned* on this
    day: True once it is done whenever that was, False when it was not, None when it is still to come or
    none was planned; days off keep nothing and miss nothing.
    """

    on: date
    week: int
    state: State
    routines: tuple[str, ...] = ()
    session_of: date | None = None
    done: tuple[str, ...] = ()
    kept: bool | None = None
