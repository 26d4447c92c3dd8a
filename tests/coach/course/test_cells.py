"""The short search finds what a search of the whole grid finds."""

import numpy as np
import pytest

from coach.course import prior as grid
from coach.course.cells import NEGLIGIBLE, Fit, credible
from coach.course.diary import Floats
from coach.course.published import Phase

SPREADS = grid.DRIFT_SPREAD.size * grid.NOISE_SPREAD.size
SHAPE = (SPREADS, grid.TAUS.size, grid.RESIDUES.size)


def fits(rng: np.random.Generator, people: int, entries: float) -> Fit:
    """As of diaries of so many entries: each shape likes a level of its own."""
    square = entries * rng.uniform(0.2, 1.0, (people, *SHAPE))
    level = rng.normal(6.0, 2.0, (people, *SHAPE))
    return Fit(square * level, square, 20 + rng.uniform(0, 4, (people, SPREADS)))


def whole_grid(fit: Fit, phases: list[Phase]) -> Floats:
    """Weights of every cell, [C, S, T, F, A], the negligible ones at zero."""
    a = grid.LEVELS
    found = fit.linear[..., None] * a - fit.square[..., None] * a**2 / 2 - fit.lost[..., None, None, None]
    for person, phase in enumerate(phases):
        shares = grid.prior(phase)[:, None] * grid.NOISE_SHARE[:, None, None, None]
        found[person] += np.log(shares + 1e-300).reshape(*SHAPE, a.size)
    found -= found.max(axis=(1, 2, 3, 4), keepdims=True)
    weight = np.where(found > NEGLIGIBLE, np.exp(found), 0.0)
    return np.asarray(weight / weight.sum(axis=(1, 2, 3, 4), keepdims=True))


@pytest.mark.parametrize("entries", [0.0, 0.5, 5.0, 40.0])
def test_the_short_search_keeps_what_a_full_search_keeps(entries: float) -> None:
    phases = [Phase.ACUTE, Phase.PERSISTENT, Phase.SUBACUTE, Phase.ACUTE]
    fit = fits(np.random.default_rng(3), len(phases), entries)
    cells = credible(fit, phases)
    full = whole_grid(fit, phases).reshape(-1, grid.LEVELS.size)
    level = np.searchsorted(grid.LEVELS, cells.first)
    assert np.count_nonzero(full) == cells.weight.size
    np.testing.assert_allclose(full[cells.shape[cells.of], level], cells.weight, rtol=1e-9)
    np.testing.assert_allclose(np.bincount(cells.who, cells.weight), 1.0)


def test_a_long_diary_leaves_few_rows_to_look_at() -> None:
    fit = fits(np.random.default_rng(3), 1, 40.0)
    assert credible(fit, [Phase.ACUTE]).shape.size < 0.5 * fit.linear.size
