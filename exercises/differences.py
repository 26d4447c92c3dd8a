"""What changed from one version of a programme to the next. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from exercises.programmes import Content, Phase, Prescription
from exercises.progression import Dose


class Kind(StrEnum):
    ADDED = "added"
    LEFT_OUT = "left_out"
    DOSE = "dose"
    MANNER = "manner"
    TIMES = "times"
    LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class Difference:
    """`about` is an exercise, of `TIMES` the key of a day, of `LIMITS` nothing.

    `before`, `after`: a `Dose`, of `TIMES` times a week, of `LIMITS` the limits; None where there is none.
    `MANNER`: the dose is the same, its bounds or how it is done are not. `phases` count from 1.
    """

    kind: Kind
    about: str
    before: Any
    after: Any
    phases: tuple[int, ...] = ()


def between(old: Content, new: Content) -> list[Difference]:
    """Every difference once, with the phases it holds in, in their order; limits first."""
    found: dict[Difference, list[int]] = {}
    for number, (before, after) in enumerate(zip(old.phases, new.phases, strict=True), start=1):
        for one in (*_times(before, after), *_exercises(before, after)):
            found.setdefault(one, []).append(number)
    limits = [Difference(Kind.LIMITS, "", old.limits, new.limits)] if old.limits != new.limits else []
    return limits + [
        Difference(one.kind, one.about, one.before, one.after, tuple(phases)) for one, phases in found.items()
    ]


def _times(before: Phase, after: Phase) -> Iterator[Difference]:
    was = {day.key: day.times_per_week for day in before.days}
    for day in after.days:
        if day.key in was and was[day.key] != day.times_per_week:
            yield Difference(Kind.TIMES, day.key, was[day.key], day.times_per_week)


def _exercises(before: Phase, after: Phase) -> Iterator[Difference]:
    old = {one.exercise: one for one in before.prescriptions()}
    new = {one.exercise: one for one in after.prescriptions()}
    for slug in old.keys() - new.keys():
        yield Difference(Kind.LEFT_OUT, slug, _dose(old[slug]), None)
    for slug, one in new.items():
        if slug not in old:
            yield Difference(Kind.ADDED, slug, None, _dose(one))
        elif old[slug] != one:
            was, now = _dose(old[slug]), _dose(one)
            yield Difference(Kind.DOSE if was != now else Kind.MANNER, slug, was, now)


def _dose(one: Prescription) -> Dose:
    return Dose(one.sets, one.repetitions, one.seconds, one.load_kg)
