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

LEVELS: Floats = np.arange(0.75, 10.0, 0.5)  # A, points; [A]
RESIDUES: Floats = np.array([0.0, 0.04, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0])  # f; [F]
TAUS: Floats = np.array([4.0, 6.0, 9.0, 14.0, 20.0, 28.0, 40.0, 60.0, 100.0, 160.0, 260.0])  # days; [T]

STEADY, WANDERING = 0, 1
DRIFT_SPREAD: Floats = np.array([0.35, 1.7])  # points the true level may stray from the curve (sd); [D]
DRIFT_DAYS = 25.0  # days over which the drift forgets itself
NOISE_SPREAD: Floats = np.array([0.7, 1.1, 1.8])  # sd of one entry around the true level, points; [N]
NOISE_SHARE: Floats = np.array([0.3, 0.5, 0.2])  # centred on the SEM of about 1.0 (Childs 2005); [N]


@dataclass(frozen=True)
class Kind:
    """One kind of course. `level`: where these people start (points; those who recover late start higher,
    Downie 2016). `wandering`: share of these people whose level strays well off the curve."""

    name: str
    share: float
    level: float
    residue: float
    residue_spread: float
    tau: float
    tau_spread: float  # of log(tau)
    wandering: float


LEVEL_SPREAD = 1.8  # sd of the first level within a kind, points

MIXES: dict[Phase, tuple[Kind, ...]] = {
    # Downie 2016 for the shares; Costa 2012 for the means at 6, 26 and 52 weeks.
    Phase.ACUTE: (
        Kind("rapid", 0.320, 5.0, 0.00, 0.05, 4.0, 0.40, 0.10),
        Kind("by week 12", 0.360, 5.2, 0.00, 0.04, 28.0, 0.40, 0.15),
        Kind("incomplete", 0.150, 6.9, 0.20, 0.20, 160.0, 0.80, 0.25),
        Kind("fluctuating", 0.110, 6.9, 0.30, 0.20, 120.0, 1.00, 0.80),
        Kind("persistent high", 0.060, 7.2, 0.60, 0.30, 260.0, 0.60, 0.20),
    ),
    # Wallwork 2024: a fast first fall, then no further gain.
    Phase.SUBACUTE: (
        Kind("rapid", 0.25, 5.8, 0.05, 0.10, 6.0, 0.5, 0.10),
        Kind("by week 12", 0.20, 6.0, 0.15, 0.15, 15.0, 0.5, 0.15),
        Kind("incomplete", 0.22, 6.4, 0.60, 0.20, 15.0, 0.8, 0.25),
        Kind("fluctuating", 0.14, 6.4, 0.75, 0.20, 15.0, 0.9, 0.80),
        Kind("persistent high", 0.19, 6.6, 0.95, 0.15, 20.0, 1.0, 0.20),
    ),
    # Between Costa 2012 and Wallwork 2024, which differ: 5.1 → 2.3 and 5.6 → 4.0 in a year.
    Phase.PERSISTENT: (
        Kind("rapid", 0.08, 5.0, 0.05, 0.10, 9.0, 0.5, 0.10),
        Kind("by week 12", 0.24, 5.0, 0.20, 0.15, 25.0, 0.5, 0.15),
        Kind("incomplete", 0.28, 5.4, 0.50, 0.20, 40.0, 0.8, 0.25),
        Kind("fluctuating", 0.15, 5.4, 0.65, 0.20, 40.0, 0.9, 0.80),
        Kind("persistent high", 0.25, 5.6, 0.95, 0.10, 40.0, 1.0, 0.20),
    ),
}


@cache
def prior(phase: Phase) -> Floats:
    """Probability of every point of the grid, [D, T, F, A] (drift, tau, residue, level); sums to 1."""
    joint = np.zeros((2, TAUS.size, RESIDUES.size, LEVELS.size))
    for kind in MIXES[phase]:
        shape = kind.share * _shape(kind)[..., None] * _bell(LEVELS, kind.level, LEVEL_SPREAD)
        joint[STEADY] += (1 - kind.wandering) * shape
        joint[WANDERING] += kind.wandering * shape
    return np.asarray(joint / joint.sum())


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
    return np.asarray(height / height.sum())
