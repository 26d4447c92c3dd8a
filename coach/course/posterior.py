"""What is known about a person's course after reading the diary.

Given a course (a point of the prior's grid), a drift spread and a noise spread, the diary is Gaussian:

    y(d) = curve(d) + drift(d) + noise(d)

- drift: zero at the start, mean-reverting over `DRIFT_DAYS`, so missing days widen what is known;
- noise: neighbouring days correlate (`ADJACENT` a day), so a run of daily entries counts for less than
  its number; and it has Student-t tails: an entry far from its neighbours gets a small weight (the
  scale-mixture form of the t distribution), so one odd day moves little.

The curve is linear in (A, A·f) for each tau, so one small linear solve per person and spread gives the
likelihood of *every* grid point: no sampling, no iteration, nothing random.

Shapes: C people, n points of their diary (padded), S = D·N spreads, T, F, A the prior's grid, m targets.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coach.course import prior as grid
from coach.course.cells import SHAPES, Cells, Fit, credible
from coach.course.diary import ADJACENT, Batch, Floats, Whole
from coach.course.noise import relative_variance, rounding
from coach.course.published import Phase

HABIT_DAYS = 30.0  # days over which the error of rounding to 2s or 5s goes the same way
_DRIFTS = np.repeat(grid.DRIFT_SPREAD, grid.NOISE_SPREAD.size)  # [S]
NOISES = np.tile(grid.NOISE_SPREAD, grid.DRIFT_SPREAD.size)  # [S]


@dataclass(frozen=True)
class Posterior:
    """The courses that are still credible, as a list of K cells over C people.

    Cell k belongs to person `who[k]`, has probability `weight[k]` (summing to 1 per person), first level
    `first[k]` (points), and spread index `case[k]` = who·S + s. On target i its true level is normal with
    mean `mean[i, k]` and variance `variance[i, i, case[k]]`, in points; `variance` [m, m, C·S] also holds
    the covariances.
    """

    people: int
    who: Whole
    case: Whole
    weight: Floats
    first: Floats
    mean: Floats
    variance: Floats

    def average(self, value: Floats) -> Floats:
        """Posterior mean of a value given per cell, [C]."""
        return np.bincount(self.who, self.weight * value, self.people).astype(np.float64, copy=False)

    def level(self, target: int) -> tuple[Floats, Floats]:
        """Mean and variance of the true level on a target, per cell, [K] each."""
        return self.mean[target], self.variance[target, target][self.case]

    def change(self, since: int, until: int) -> tuple[Floats, Floats]:
        """Mean and variance of the rise of the true level between two targets, per cell, [K] each."""
        v = self.variance
        return self.mean[until] - self.mean[since], (v[since, since] + v[until, until] - 2 * v[since, until])[
            self.case
        ]

    def forgotten(self, silent: Floats) -> Floats:
        """Variance the drift may have added in `silent` [C] days without an entry, per cell, [K]."""
        lost = 1 - np.exp(-2 * silent / grid.DRIFT_DAYS)
        return lost[self.who] * _DRIFTS[self.case % _DRIFTS.size] ** 2


def posterior(batch: Batch, phases: Sequence[Phase], targets: Floats) -> Posterior:
    """What the diaries say about the true level on `targets` (days since the diary began), [C, m]."""
    covariance = _covariance(batch)
    across = (_DRIFTS**2)[:, None, None] * (_wander(targets, batch.day) * batch.real[:, None, :])[:, None]
    return _solve(batch, covariance, across, targets, phases)


def _covariance(batch: Batch) -> Floats:
    """Of the points of each diary, for every spread, [C, S, n, n]; padding stands apart with variance 1."""
    noise = np.sqrt(relative_variance(batch))
    apart = np.abs(batch.day[:, :, None] - batch.day[:, None, :])
    both = batch.real[:, :, None] & batch.real[:, None, :]
    alike = ADJACENT**apart * (noise[:, :, None] * noise[:, None, :] * both)
    habit = rounding(batch)[:, None, None] * np.exp(-apart / HABIT_DAYS) * both
    habit += np.eye(batch.day.shape[1]) * ~both
    slow = (grid.DRIFT_SPREAD**2)[:, None, None] * (_wander(batch.day, batch.day) * both)[:, None]
    slow += habit[:, None]
    quick = (grid.NOISE_SPREAD**2)[:, None, None] * alike[:, None]
    spreads = slow[:, :, None] + quick[:, None]  # [C, D, N, n, n]
    return np.asarray(spreads.reshape(len(apart), _DRIFTS.size, *apart.shape[1:]))


def _solve(
    batch: Batch, covariance: Floats, across: Floats, targets: Floats, phases: Sequence[Phase]
) -> Posterior:
    left = np.exp(-batch.day[..., None] / grid.TAUS) * batch.real[..., None]
    known = np.concatenate([batch.pain[..., None], batch.real[..., None] * 1.0, left], axis=2)[:, None]
    solved = np.linalg.solve(
        covariance, np.concatenate([known.repeat(_DRIFTS.size, 1), across.swapaxes(2, 3)], 3)
    )
    width = known.shape[-1]
    gram = known.swapaxes(2, 3) @ solved[..., :width]
    carried = across @ solved[..., :width]  # [C, S, m, 2 + T]
    own = (_DRIFTS**2)[:, None, None] * _wander(targets, targets)[:, None]
    decay = np.exp(-targets[..., None] / grid.TAUS).swapaxes(1, 2)[:, None]  # [C, 1, T, m]
    one, falling = carried[..., 1][:, :, None, :], carried[..., 2:].swapaxes(2, 3)
    return _levels(
        credible(_fit(gram, covariance), phases),
        base=carried[..., 0],
        flat=(1 - decay) - (one - falling),
        falling=decay - falling,
        spread=own - across @ solved[..., width:],
    )


def _fit(gram: Floats, covariance: Floats) -> Fit:
    """The log likelihood of every cell.

    `gram`: inner products, through the inverse covariance, of (y, 1, exp(−d/tau) for every tau).
    """
    pain, one = gram[..., 0, :], gram[..., 1, :]
    falling = np.diagonal(gram[..., 2:, 2:], axis1=2, axis2=3)  # [C, S, T]
    y_e, y_p = pain[..., 2:], pain[..., 1:2] - pain[..., 2:]
    e_p, p_p = one[..., 2:] - falling, one[..., 1:2] - 2 * one[..., 2:] + falling
    f = grid.RESIDUES
    width = np.log(np.diagonal(np.linalg.cholesky(covariance), axis1=2, axis2=3)).sum(-1)
    return Fit(
        linear=y_e[..., None] + f * y_p[..., None],
        square=falling[..., None] + 2 * f * e_p[..., None] + f**2 * p_p[..., None],
        lost=width + 0.5 * pain[..., 0],
    )


def _levels(cells: Cells, *, base: Floats, flat: Floats, falling: Floats, spread: Floats) -> Posterior:
    """The levels of the credible cells.

    Given spread s and cell (t, f, a), the level on target i is
    base[c,s,i] + a·f·flat[c,s,t,i] + a·falling[c,s,t,i].
    """
    targets, curve = base.shape[-1], cells.shape // grid.RESIDUES.size
    flat, falling = flat.reshape(-1, targets)[curve], falling.reshape(-1, targets)[curve]
    slopes = grid.RESIDUES[cells.shape % grid.RESIDUES.size, None] * flat + falling
    case = cells.shape // SHAPES
    return Posterior(
        people=len(base),
        who=cells.who,
        case=case[cells.of],
        weight=cells.weight,
        first=cells.first,
        mean=(base.reshape(-1, targets)[case[cells.of]] + cells.first[:, None] * slopes[cells.of]).T,
        variance=np.moveaxis(spread.reshape(-1, *spread.shape[2:]), 0, -1),
    )


def _wander(a: Floats, b: Floats) -> Floats:
    """Covariance of a unit drift that starts at zero, between days a [C, n] and b [C, k]: [C, n, k]."""
    one, two = a[:, :, None], b[:, None, :]
    return np.exp(-np.abs(one - two) / grid.DRIFT_DAYS) - np.exp(-(one + two) / grid.DRIFT_DAYS)
