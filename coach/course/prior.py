"""What is known about courses of back pain before this person has written anything.

A course is A · (f + (1 − f) · exp(−d / tau)): it starts at level A (0–10), has a residue f (fraction of A
that stays) and comes down with time constant tau (days). Around it the true level may drift, slowly:
`STEADY` people hardly, `WANDERING` people a good deal. The prior is a mixture of named kinds of course on
one fixed grid, so that every later sum is exact and the same diary always gets the same answer.

The shares and shapes reproduce the published mix (`published.py`); `tests/coach/course/test_prior.py`
holds them to it.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from coach.course.diary import Floats
from coach.course.published import Phase

LEVELS: Floats = np.arange(0.6, 10.0, 0.4)  # A, points; [A]
RESIDUES: Floats = np.array([0.0, 0.03, 0.07, 0.12, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])  # f; [F]
TAUS: Floats = np.array([4.0, 6.0, 9.0, 14.0, 20.0, 28.0, 40.0, 60.0, 100.0, 160.0, 260.0])  # days; [T]

STEADY, WANDERING = 0, 1
DRIFT_SPREAD: Floats = np.array([0.35, 1.7])  # points the true level may stray from the curve (sd); [D]
DRIFT_DAYS = 25.0  # days over which the drift forgets itself
NOISE_SPREAD: Floats = np.array([0.7, 1.1, 1.8])  # sd of one entry around the true level, points; [N]
NOISE_SHARE: Floats = np.array([0.3, 0.5, 0.2])  # centred on the SEM of about 1.0 (Childs 2005); [N]


@dataclass(frozen=True)
class Kind:
    """One kind of course. `wandering`: share of these people whose level strays well off the curve."""

    name: str
    share: float
    residue: float
    residue_spread: float
    tau: float
    tau_spread: float  # of log(tau)
    wandering: float


@dataclass(frozen=True)
class Mix:
    """The kinds of course in one phase, and the first level (mean, sd; points)."""

    level: float
    level_spread: float
    kinds: tuple[Kind, ...]


MIXES: dict[Phase, Mix] = {
    # Downie 2016 for the shares; Costa 2012 for the means at 6, 26 and 52 weeks.
    Phase.ACUTE: Mix(5.5, 1.9, (
        Kind("rapid", 0.345, 0.0, 0.05, 4.0, 0.35, 0.10),
        Kind("by week 12", 0.355, 0.0, 0.04, 41.0, 0.20, 0.15),
        Kind("incomplete", 0.140, 0.08, 0.12, 200.0, 0.40, 0.25),
        Kind("fluctuating", 0.105, 0.22, 0.20, 200.0, 0.70, 0.80),
        Kind("persistent high", 0.055, 0.60, 0.30, 260.0, 0.60, 0.20),
    )),
    # Wallwork 2024: a fast first fall, then no further gain.
    Phase.SUBACUTE: Mix(6.3, 1.9, (
        Kind("rapid", 0.25, 0.05, 0.10, 6.0, 0.5, 0.10),
        Kind("by week 12", 0.20, 0.15, 0.15, 15.0, 0.5, 0.15),
        Kind("incomplete", 0.22, 0.60, 0.20, 15.0, 0.8, 0.25),
        Kind("fluctuating", 0.14, 0.75, 0.20, 15.0, 0.9, 0.80),
        Kind("persistent high", 0.19, 0.95, 0.15, 20.0, 1.0, 0.20),
    )),
    # Between Costa 2012 and Wallwork 2024, which differ: 5.1 → 2.3 and 5.6 → 4.0 in a year.
    Phase.PERSISTENT: Mix(5.3, 1.9, (
        Kind("rapid", 0.10, 0.05, 0.10, 9.0, 0.5, 0.10),
        Kind("by week 12", 0.25, 0.20, 0.15, 15.0, 0.5, 0.15),
        Kind("incomplete", 0.27, 0.55, 0.20, 20.0, 0.8, 0.25),
        Kind("fluctuating", 0.15, 0.70, 0.20, 20.0, 0.9, 0.80),
        Kind("persistent high", 0.23, 0.95, 0.10, 30.0, 1.0, 0.20),
    )),
}  # fmt: skip


@cache
def prior(phase: Phase) -> Floats:
    """Probability of every point of the grid, [D, T, F, A] (drift, tau, residue, level); sums to 1."""
    mix = MIXES[phase]
    shapes = np.zeros((2, TAUS.size, RESIDUES.size))
    for kind in mix.kinds:
        shape = kind.share * _shape(kind)
        shapes[STEADY] += (1 - kind.wandering) * shape
        shapes[WANDERING] += kind.wandering * shape
    joint = shapes[..., None] * _bell(LEVELS, mix.level, mix.level_spread)
    return joint / joint.sum()


def curve(days: Floats) -> Floats:
    """The course of every grid point on `days`: [len(days), T, F, A], points."""
    left = np.exp(-days[:, None, None, None] / TAUS[:, None, None])
    return LEVELS * (RESIDUES[:, None] + (1 - RESIDUES[:, None]) * left)


def _shape(kind: Kind) -> Floats:
    """How likely each (tau, residue) is for this kind of course, [T, F]; sums to 1."""
    residues = _bell(RESIDUES, kind.residue, kind.residue_spread) * np.gradient(RESIDUES)
    taus = _bell(np.log(TAUS), float(np.log(kind.tau)), kind.tau_spread)
    return np.outer(taus / taus.sum(), residues / residues.sum())


def _bell(x: Floats, mean: float, spread: float) -> Floats:
    height = np.exp(-0.5 * ((x - mean) / spread) ** 2)
    return height / height.sum()
