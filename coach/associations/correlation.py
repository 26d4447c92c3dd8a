"""Rank correlation between two diaries of one person, with an interval that knows days resemble each other.

Pain fades over the weeks and much else changes with it, so both are first freed of their trend: what is
left is how a day compares with the days around it. What follows a day carries over into the next; n days
in a row are then worth fewer than n independent ones, and the interval is widened to match.
"""

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FEWEST_INDEPENDENT = 10.0  # worth of independent days below which no interval is given
FEWEST_PAIRS = 10  # pairs of days a lag apart, to say how alike such days are
LONGEST_LAG = 7  # days
MOST_ALIKE = 0.9


@dataclass(frozen=True)
class Correlation:
    """`rho`: −1 to 1, freed of the trend; `low`–`high`: its interval; `worth`: in independent days."""

    rho: float
    low: float
    high: float
    worth: float


def correlate(day: Floats, one: Floats, other: Floats, confidence: float = 0.95) -> Correlation | None:
    """Spearman's correlation of two series, given the day, or None when they say too little.

    `day`, `one`, `other`: [n], the days rising and all different, ties in the values allowed. Standard
    error: Bonett & Wright, Psychometrika 2000;65:23, with `worth` for n and one more for the trend.
    """
    x, y = _detrended(_ranks(one), day), _detrended(_ranks(other), day)
    if not (x.any() and y.any()):
        return None
    worth = independent_days(day, x, y)
    if worth < FEWEST_INDEPENDENT:
        return None
    rho = float(np.clip(x @ y / sqrt(float(x @ x) * float(y @ y)), -0.999, 0.999))
    reach = NormalDist().inv_cdf(0.5 + confidence / 2) * sqrt((1 + rho**2 / 2) / (worth - 4))
    return Correlation(rho, tanh(atanh(rho) - reach), tanh(atanh(rho) + reach), worth)


def independent_days(day: Floats, x: Floats, y: Floats) -> float:
    """How many independent days these are worth, at most n.

    The sum over all pairs of days of the two autocorrelations at their distance, as in Pyper & Peterman,
    Can J Fish Aquat Sci 1998;55:2127, here for days with gaps and with autocorrelation fading per day.
    """
    alike = _alike(day, x) * _alike(day, y)
    if alike == 0.0:
        return float(day.size)
    apart = np.abs(day[:, None] - day[None, :])
    return float(min(day.size**2 / np.sum(alike**apart), day.size))


def _alike(day: Floats, x: Floats) -> float:
    """Correlation of a day with the next, 0 to `MOST_ALIKE`: from the shortest lag with enough pairs.

    A short series that was freed of its trend seems less alike than it is (Kendall 1954): corrected.
    """
    spread = float(x @ x) / x.size
    for lag in range(1, LONGEST_LAG + 1):
        later = np.minimum(np.searchsorted(day, day + lag), day.size - 1)
        earlier = np.flatnonzero(day[later] == day + lag)
        later = later[earlier]
        if earlier.size >= FEWEST_PAIRS:
            found = float(np.mean(x[earlier] * x[later])) / spread
            corrected = found + (2 + 4 * found) / x.size
            return float(np.clip(corrected, 0.0, MOST_ALIKE) ** (1 / lag))
    return 0.0


def _detrended(ranks: Floats, day: Floats) -> Floats:
    """What a straight line through the order of the days leaves; exactly zero when nothing is left."""
    order = _ranks(day)
    design = np.column_stack([np.ones_like(order), order - order.mean()])
    left = ranks - design @ np.linalg.lstsq(design, ranks, rcond=None)[0]
    return np.where(np.max(np.abs(left)) < 1e-9 * ranks.size, 0.0, left)


def _ranks(values: Floats) -> Floats:
    """Ranks from 1; equal values share the mean of theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    shared: Floats = (last - (count - 1) / 2)[place]
    return shared
