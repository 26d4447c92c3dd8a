"""New content from old: a dose that moves, an exercise that is left out, a day that comes more or less often.

Each change holds in the phase at `place` and in those after it; what is over stays as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from exercises.programmes.model import Content, Day, Phase, Prescription


class NothingLeft(ValueError):
    """A phase would ask nothing at all."""


def step(content: Content, place: int, exercise: str, dose: Mapping[str, Any], *, up: bool) -> Content:
    """Give the exercise this `dose` (sets, repetitions, seconds, load_kg).

    After a step up later phases ask at least as much, after a step back no more.
    """

    def change(one: Prescription, here: int) -> Prescription:
        if here == place:
            return replace(one, **dose)
        return replace(one, **{part: _moved(one, part, value, up=up) for part, value in dose.items()})

    return _each(content, place, exercise, change)


def prescribe(content: Content, place: int, exercise: str, parts: Mapping[str, Any]) -> Content:
    """Set these parts of the prescription exactly, in later phases too."""
    return _each(content, place, exercise, lambda one, _here: replace(one, **parts))


def leave_out(content: Content, place: int, exercise: str) -> Content:
    """Without the exercise, and without a day that had no other. Raises `NothingLeft`."""

    def change(day: Day) -> Day:
        return replace(day, prescriptions=tuple(one for one in day.prescriptions if one.exercise != exercise))

    return _days(content, place, change)


def repeat(content: Content, place: int, key: str, times_per_week: int) -> Content:
    """The day `key` so many times a week. Its weekdays and rest give way where they leave no room."""

    def change(day: Day) -> Day:
        if day.key != key:
            return day
        room = day.rest_days if times_per_week * (day.rest_days + 1) <= 7 else 0
        weekdays = day.weekdays if times_per_week <= len(day.weekdays) else ()
        return replace(day, times_per_week=times_per_week, rest_days=room, weekdays=weekdays)

    return _days(content, place, change)


def _moved(one: Prescription, part: str, value: Any, *, up: bool) -> Any:
    have = getattr(one, part)
    if value is None or have is None:
        return have
    return max(have, value) if up else min(have, value)


def _each(
    content: Content, place: int, exercise: str, change: Callable[[Prescription, int], Prescription]
) -> Content:
    def phase(here: int, old: Phase) -> Phase:
        days = (
            replace(
                day,
                prescriptions=tuple(
                    change(one, here) if one.exercise == exercise else one for one in day.prescriptions
                ),
            )
            for day in old.days
        )
        return replace(old, days=tuple(days))

    return replace(content, phases=tuple(_from(content, place, phase)))


def _days(content: Content, place: int, change: Callable[[Day], Day]) -> Content:
    def phase(_here: int, old: Phase) -> Phase:
        days = tuple(day for day in map(change, old.days) if day.prescriptions)
        if not days:
            raise NothingLeft(old.title.en)
        return replace(old, days=days)

    return replace(content, phases=tuple(_from(content, place, phase)))


def _from(content: Content, place: int, change: Callable[[int, Phase], Phase]) -> Iterator[Phase]:
    for here, phase in enumerate(content.phases):
        yield phase if here < place else change(here, phase)
