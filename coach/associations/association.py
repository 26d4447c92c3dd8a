"""What goes with this person's worse days: honest, and never called anything more than going together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean
from typing import Any

import numpy as np

from coach.associations.correlation import Correlation, Floats, correlate
from coach.associations.factors import FACTORS, Kind

FEWEST_DAYS = 10
"""With, and as many without: for a number, days in its higher half and days in its lower half."""

CHANCE = 0.05
"""Of naming anything at all to someone whose pain goes with nothing, over all factors looked at."""


@dataclass(frozen=True)
class Day:
    """One diary entry. `day`: whole days on any one calendar; `pain` 0–10.

    `factors`: by the key of `factors.toml`, a number for a number, True or False for any other; None or
    absent when it was not written down, which is not a no. Entries of one day are taken together.
    """

    day: int
    pain: float
    factors: Mapping[str, float | bool | None]


class Link(StrEnum):
    """What can be said of one factor."""

    MORE_PAIN = "more_pain"
    LESS_PAIN = "less_pain"
    UNCLEAR = "unclear"
    TOO_FEW_DAYS = "too_few_days"
    TOO_ALIKE = "too_alike"


@dataclass(frozen=True)
class Association:
    """One factor beside the pain. `days` with both written down: `days_with` and `days_without`.

    `correlation` is None when there is too little to say.
    """

    factor: str
    link: Link
    days: int
    days_with: int
    days_without: int
    correlation: Correlation | None = None


def associations(diary: Sequence[Day]) -> tuple[Association, ...]:
    """Every factor the diary mentions, the clearest first.

    ValueError for a factor that `factors.toml` does not have, TypeError for a value of the wrong kind.
    """
    mentioned = sorted({factor for entry in diary for factor in entry.factors})
    series = {factor: _series(diary, factor) for factor in mentioned}
    enough = [factor for factor, (_, _, value) in series.items() if _enough(*_split(value))]
    confidence = 1 - CHANCE / max(len(enough), 1)
    found = [_association(factor, *series[factor], confidence) for factor in mentioned]
    return tuple(sorted(found, key=_clearest_first))


def _association(factor: str, day: Floats, pain: Floats, value: Floats, confidence: float) -> Association:
    with_, without = _split(value)
    if not _enough(with_, without):
        return Association(factor, Link.TOO_FEW_DAYS, day.size, with_, without)
    correlation = correlate(day, value, pain, confidence)
    return Association(factor, _link(correlation), day.size, with_, without, correlation)


def _link(correlation: Correlation | None) -> Link:
    if correlation is None:
        return Link.TOO_ALIKE
    if correlation.low > 0:
        return Link.MORE_PAIN
    return Link.LESS_PAIN if correlation.high < 0 else Link.UNCLEAR


def _enough(days_with: int, days_without: int) -> bool:
    return min(days_with, days_without) >= FEWEST_DAYS


def _split(value: Floats) -> tuple[int, int]:
    """Days with and without: above the person's own middle or not, as evenly as ties allow."""
    if not value.size:
        return 0, 0
    middle = np.median(value)
    splits = (int(np.sum(value > middle)), int(np.sum(value >= middle)))
    with_ = min(splits, key=lambda days: abs(2 * days - value.size))
    return with_, value.size - with_


def _series(diary: Sequence[Day], factor: str) -> tuple[Floats, Floats, Floats]:
    """Day, pain and factor, one point a day: the mean of numbers, and yes when it was yes at any time."""
    points: dict[int, list[tuple[float, float]]] = {}
    for entry in diary:
        value = entry.factors.get(factor)
        if value is not None:
            points.setdefault(entry.day, []).append((entry.pain, _number(factor, value)))
    pool = fmean if FACTORS[factor].kind is Kind.NUMBER else max
    rows = [(day, fmean(p for p, _ in at), pool(v for _, v in at)) for day, at in sorted(points.items())]
    day, pain, factors = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    return day, pain, factors


def _number(factor: str, value: Any) -> float:
    if isinstance(value, bool) is (FACTORS[factor].kind is Kind.NUMBER):
        raise TypeError(f"{factor} is a {FACTORS[factor].kind}, not {value!r}")
    return float(value)


def _clearest_first(one: Association) -> tuple[int, float, str]:
    order = (Link.MORE_PAIN, Link.LESS_PAIN, Link.UNCLEAR, Link.TOO_ALIKE, Link.TOO_FEW_DAYS)
    strength = abs(one.correlation.rho) if one.correlation else 0.0
    return max(order.index(one.link) - 1, 0), -strength, one.factor
