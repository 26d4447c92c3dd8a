"""New content from old: a dose that moves, an exercise that is left out, a day that comes more or less often.

Each change holds in the phase at `place` and in those after it; what is over stays as it was.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from exercises.programmes.model import Content, Day, Limits, Phase, Prescription


class NothingLeft(ValueError):
    """A phase would ask nothing at all."""


def step(content: Content, place: int, exercise: str, dose: Mapping[str, Any], *, up: bool) -> Content:
    """Give the exercise this `dose` (sets, repetitions, seconds, load_kg).

    After a step up later phases ask at least as much, after a step back no more; each within its own bounds,
    and what a phase gives no bounds stays as it is there.
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

    def change(_phase: Phase, day: Day) -> Day:
        return replace(day, prescriptions=tuple(one for one in day.prescriptions if one.exercise != exercise))

    return _days(content, place, change)


def swap(content: Content, place: int, exercise: str, other: Prescription) -> Content:
    """`other` instead of the exercise; where a phase asks that one already, the exercise just goes."""

    def change(phase: Phase, day: Day) -> Day:
        instead = () if phase.prescription(other.exercise) else (other,)
        parts = (instead if one.exercise == exercise else (one,) for one in day.prescriptions)
        return replace(day, prescriptions=tuple(one for part in parts for one in part))

    return _days(content, place, change)


def add(content: Content, place: int, key: str, other: Prescription) -> Content:
    """`other` at the end of the day `key`, in each phase that has such a day and not yet the exercise."""

    def change(phase: Phase, day: Day) -> Day:
        if day.key != key or phase.prescription(other.exercise):
            return day
        return replace(day, prescriptions=(*day.prescriptions, other))

    return _days(content, place, change)


def repeat(content: Content, place: int, key: str, times_per_week: int) -> Content:
    """The day `key` so many times a week. Its weekdays and rest give way where they leave no room."""

    def change(_phase: Phase, day: Day) -> Day:
        if day.key != key:
            return day
        room = day.rest_days if times_per_week * (day.rest_days + 1) <= 7 else 0
        weekdays = day.weekdays if times_per_week <= len(day.weekdays) else ()
        return replace(day, times_per_week=times_per_week, rest_days=room, weekdays=weekdays)

    return _days(content, place, change)


def limit(content: Content, limits: Limits) -> Content:
    """The same exercises, with these limits to pain and effort; in all phases, as there is one set."""
    return replace(content, limits=limits)


def _moved(one: Prescription, part: str, value: Any, *, up: bool) -> Any:
    have, within = getattr(one, part), getattr(one.bounds, part)
    if value is None or have is None or within is None:
        return have
    along = max(have, value) if up else min(have, value)
    kept = min(max(along, within.least), within.most)
    return kept if part == "load_kg" else int(kept)


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


def _days(content: Content, place: int, change: Callable[[Phase, Day], Day]) -> Content:
    def phase(_here: int, old: Phase) -> Phase:
        days = tuple(day for day in (change(old, one) for one in old.days) if day.prescriptions)
        if not days:
            raise NothingLeft(old.title.en)
        return replace(old, days=days)

    return replace(content, phases=tuple(_from(content, place, phase)))


def _from(content: Content, place: int, change: Callable[[int, Phase], Phase]) -> Iterator[Phase]:
    for here, phase in enumerate(content.phases):
        yield phase if here < place else change(here, phase)
