"""The cells of the prior's grid that a diary leaves credible, found without looking at all of them.

For one shape (spread s, tau t, residue f) the log likelihood is a parabola in the first level a. Its top,
with the highest prior of that shape, is more than any cell of it can reach; shapes whose top lies too far
below one cell that is already known are dropped whole. What is kept is exactly what a full search keeps.

Shapes: C people, S spreads, T, F, A the prior's grid, R rows (a person with a shape), K cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from coach.course import prior as grid
from coach.course.diary import Floats, Whole
from coach.course.published import Phase

NEGLIGIBLE = float(np.log(3e-4))  # cells this much less likely than a person's likeliest one are dropped
SHAPES = grid.TAUS.size * grid.RESIDUES.size  # of one spread
_PHASES = tuple(Phase)


@dataclass(frozen=True)
class Fit:
    """Log likelihood of a cell: a·linear − a²·square / 2 − lost. [C, S, T, F] twice, and [C, S]."""

    linear: Floats
    square: Floats
    lost: Floats


@dataclass(frozen=True)
class Cells:
    """K cells: `weight` (summing to 1 per person), `first` level, `who`, and `of`: their row.

    `shape` [R]: where the row lies in [C, S, T, F], flattened.
    """

    who: Whole
    of: Whole
    weight: Floats
    first: Floats
    shape: Whole


def credible(fit: Fit, phases: Sequence[Phase]) -> Cells:
    """Prior times likelihood, for the cells that matter."""
    people, rows = len(fit.linear), fit.lost[0].size * SHAPES
    which = np.array([_PHASES.index(phase) for phase in phases])
    top = _top(fit).reshape(people, rows) + _highest()[which]
    known = _cells(fit, np.arange(people) * rows + top.argmax(1), which).max(1)
    shape = np.flatnonzero(top > known[:, None] + NEGLIGIBLE)
    person = shape // rows
    found = _cells(fit, shape, which)
    best = np.maximum.reduceat(found.max(1), np.searchsorted(person, np.arange(people)))
    found -= best[person, None]
    of, level = np.nonzero(found > NEGLIGIBLE)
    weight, who = np.exp(found[of, level]), person[of]
    return Cells(who, of, weight / np.bincount(who, weight, people)[who], grid.LEVELS[level], shape)


def _top(fit: Fit) -> Floats:
    """The most the likelihood can be for any first level on the grid, [C, S, T, F]."""
    level = np.clip(fit.linear / np.maximum(fit.square, 1e-12), grid.LEVELS[0], grid.LEVELS[-1])
    return np.asarray(level * (fit.linear - 0.5 * level * fit.square) - fit.lost[..., None, None])


def _cells(fit: Fit, shape: Whole, which: Whole) -> Floats:
    """Log of prior times likelihood, up to a constant a person, of all first levels of some rows, [R, A]."""
    person, place = np.divmod(shape, fit.lost[0].size * SHAPES)
    linear, square = fit.linear.ravel()[shape], fit.square.ravel()[shape]
    found = linear[:, None] * grid.LEVELS - square[:, None] * (0.5 * grid.LEVELS**2)
    found += _priors()[which[person], place] - fit.lost.ravel()[shape // SHAPES, None]
    return found


@cache
def _priors() -> Floats:
    """Log prior of every phase, spread and shape, [phases, S·T·F, A]."""
    priors = np.stack([grid.prior(phase) for phase in _PHASES])[:, :, None]
    shares = priors * grid.NOISE_SHARE[:, None, None, None]
    return np.asarray(np.log(shares.reshape(len(_PHASES), -1, grid.LEVELS.size) + 1e-300))


@cache
def _highest() -> Floats:
    """The highest log prior over the first levels, [phases, S·T·F]."""
    return np.asarray(_priors().max(-1))
