"""Programmes, days off and things done that the tests of the agenda share."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from exercises.agenda import Off, OffKind, Programme, Routine, Version, Week

SEEDED = settings(max_examples=60, derandomize=True, database=None, deadline=None)
MONDAY = date(2026, 3, 2)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def on(day: str, week: int = 0) -> date:
    """`on("wed", 1)` is the Wednesday of the second week."""
    return MONDAY + timedelta(days=DAYS.index(day) + 7 * week)


def rows(times: int = 3, rest: int = 0, key: str = "row") -> Routine:
    return Routine(key, times, rest)


def programme(*routines: Routine, weeks: int = 2, start: date = MONDAY) -> Programme:
    return Programme(start, (Version(start, (tuple(routines),) * weeks),))


def off(kind: OffKind, first: date, days: int = 1) -> Off:
    return Off(kind, first, first + timedelta(days=days - 1))


KEYS = ["row", "bridge", "walk"]


@st.composite
def some_weeks(draw: st.DrawFn) -> tuple[Week, ...]:
    def week() -> Week:
        keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, unique=True))
        return tuple(
            Routine(
                key,
                draw(st.integers(1, 7)),
                draw(st.integers(0, 3)),
                draw(st.frozensets(st.integers(0, 6), max_size=3)),
            )
            for key in keys
        )

    return tuple(week() for _ in range(draw(st.integers(1, 4))))


@st.composite
def some_programmes(draw: st.DrawFn) -> Programme:
    start = MONDAY + timedelta(days=draw(st.integers(0, 6)))
    changes = draw(st.lists(st.integers(1, 28), max_size=2, unique=True))
    return Programme(
        start, tuple(Version(start + timedelta(days=day), draw(some_weeks())) for day in [0, *changes])
    )


def some_done(until: int = 42) -> st.SearchStrategy[dict[date, frozenset[str]]]:
    days = st.integers(0, until).map(lambda day: MONDAY + timedelta(days=day))
    return st.dictionaries(days, st.frozensets(st.sampled_from([*KEYS, "other"]), min_size=1), max_size=20)


@st.composite
def some_offs(draw: st.DrawFn, earliest: date = MONDAY) -> Sequence[Off]:
    return [
        off(
            draw(st.sampled_from(list(OffKind))),
            earliest + timedelta(days=draw(st.integers(0, 40))),
            draw(st.integers(1, 12)),
        )
        for _ in range(draw(st.integers(0, 3)))
    ]
