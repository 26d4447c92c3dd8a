"""How much of an exercise, and the next step up or back within what the physio allows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from exercises.programmes.model import Bounds, Range

PARTS = ("repetitions", "seconds", "sets", "load_kg")  # what is raised first; what is eased last
GRAM = 3  # decimals of a kilogram, so that steps of 0.1 add up


@dataclass(frozen=True, slots=True)
class Dose:
    """`sets` of `repetitions`, of `seconds`, or of both, with a load. None: the exercise has no such part."""

    sets: int
    repetitions: int | None = None
    seconds: int | None = None
    load_kg: float | None = None

    def reaches(self, other: "Dose") -> bool:
        """Whether no part is less than the other's."""
        return all(have >= want for have, want in self._pairs(other))

    def is_easier_than(self, other: "Dose") -> bool:
        return self != other and other.reaches(self)

    def _pairs(self, other: "Dose") -> Iterable[tuple[float, float]]:
        return ((getattr(self, part) or 0, getattr(other, part) or 0) for part in PARTS)


def harder(dose: Dose, bounds: Bounds) -> Dose | None:
    """One step of the first part that has room left, or None at the top."""
    for part in PARTS:
        value, within = getattr(dose, part), getattr(bounds, part)
        if value is not None and within is not None and value < within.most:
            return _with(dose, part, min(value + within.step, within.most))
    return None


def easier(dose: Dose, bounds: Bounds, earlier: Sequence[Dose] = ()) -> Dose | None:
    """Back to the latest of the `earlier` doses that was easier, else a step down; None at the bottom."""
    known = [one for one in earlier if one.is_easier_than(dose) and _inside(one, bounds)]
    if known:
        return known[-1]
    for part in reversed(PARTS):
        value, within = getattr(dose, part), getattr(bounds, part)
        if value is not None and within is not None and value > within.least:
            return _with(dose, part, max(min(value - within.step, within.most), within.least))
    return None


def _with(dose: Dose, part: str, value: float) -> Dose:
    number: Any = round(value, GRAM) if part == "load_kg" else int(value)
    return replace(dose, **{part: number})


def _inside(dose: Dose, bounds: Bounds) -> bool:
    return all(_holds(getattr(dose, part), getattr(bounds, part)) for part in PARTS)


def _holds(value: float | None, within: Range | None) -> bool:
    return value is None or within is None or within.least <= value <= within.most
