"""Questions put to the posterior: has the pain really come down, is it flat?"""

import numpy as np

from coach.course.diary import Floats
from coach.course.posterior import NOISES, Posterior

_BIN = 0.5
_CENTRES: Floats = np.arange(-2.0, 12.01, _BIN)
_STEPS: Floats = np.arange(0.0, 10.01, 0.25)


def normal_cdf(x: Floats) -> Floats:
    """Chance that a standard normal lies below x, within 1.5e-4 (Page, Applied Statistics 1977;26:75)."""
    return np.asarray(1.0 / (1.0 + np.exp(np.minimum(-x * (1.5976 + 0.070566 * x * x), 700.0))))


def important(level: Floats) -> Floats:
    """The smallest reduction that matters to people who began at `level`, points.

    At least 30 % and at least 2 points (Farrar 2001, Ostelo 2008); from a level of 4 or less, 30 % and 1.
    """
    return np.maximum(0.3 * level, np.where(level > 4.0, 2.0, 1.0))


def unchanged(post: Posterior, target: int, silent: Floats) -> Floats:
    """P(the true reduction since the start is less than the important one) on a target day, [C].

    `silent` [C]: days since the target without an entry. They never make a reduction likelier: the curve is
    not followed into the silence, and its width only counts where it speaks against a reduction.
    """
    mean, variance = post.level(target)
    over = mean - (post.first - important(post.first))
    wider = np.where(over < 0, variance + post.forgotten(silent), variance)
    return post.average(normal_cdf(over / _sd(wider)))


def flat(post: Posterior, since: int, until: int, within: float = 1.0) -> Floats:
    """P(the true level moved by less than `within` points between two target days), [C]."""
    mean, variance = post.change(since, until)
    spread = _sd(variance)
    return post.average(normal_cdf((within - mean) / spread) - normal_cdf((-within - mean) / spread))


def reduction(post: Posterior, target: int, silent: Floats) -> tuple[Floats, Floats]:
    """Mean and sd of (first level − level on the target day), each [C], points; silence widens it."""
    mean, variance = post.level(target)
    return _pooled(post, post.first - mean, variance + post.forgotten(silent))


def level(post: Posterior, target: int) -> tuple[Floats, Floats]:
    """Mean and sd of the true level on a target day, each [C], points."""
    return _pooled(post, *post.level(target))


def first(post: Posterior) -> Floats:
    """Mean first level, [C], points."""
    return post.average(post.first)


def quantiles(post: Posterior, target: int, chances: Floats, *, entry: bool) -> Floats:
    """Levels below which the person lies with the given chances, [C, len(chances)], 0–10.

    With `entry` they are for a single score, noise included; without it for the true level. The mixture is
    often two-humped (better soon, or not), so its real quantiles are taken and not mean ± sd.
    """
    below = _below(post, target, entry=entry)
    return np.array([np.interp(chances, row, _STEPS) for row in below])


def _below(post: Posterior, target: int, *, entry: bool) -> Floats:
    """P(level ≤ step) for every person and step, [C, steps]: cells are binned per spread, then smeared."""
    mean, _ = post.level(target)
    bins = np.rint(np.clip(mean, _CENTRES[0], _CENTRES[-1]) / _BIN - _CENTRES[0] / _BIN).astype(np.int64)
    cases = post.variance.shape[-1]
    mass = np.bincount(post.case * _CENTRES.size + bins, post.weight, cases * _CENTRES.size)
    extra = NOISES[np.arange(cases) % NOISES.size] ** 2 if entry else 0.0
    spread = _sd(post.variance[target, target] + extra)
    smear = normal_cdf((_STEPS[:, None] - _CENTRES) / spread[:, None, None])  # [C·S, steps, bins]
    below = np.einsum("kij,kj->ki", smear, mass.reshape(cases, -1))
    return np.asarray(below.reshape(post.people, -1, _STEPS.size).sum(1))


def _pooled(post: Posterior, mean: Floats, variance: Floats) -> tuple[Floats, Floats]:
    centre = post.average(mean)
    return centre, np.sqrt(post.average(variance + (mean - centre[post.who]) ** 2))


def _sd(variance: Floats) -> Floats:
    return np.sqrt(np.maximum(variance, 1e-6))
