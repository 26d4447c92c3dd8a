"""The two rules of thumb the engine has to beat, given the best calibration they can have.

Each is a statistic of the diary, turned into a probability by a logistic curve fitted on an independent
draw *from the same generator*: more help than anybody has in practice.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from coach.course.change import important
from coach.course.diary import Floats, Truths
from coach.course.evaluation.generators import Population

Statistic = Callable[[Population, int], tuple[Floats, Floats]]


def last_minus_first(population: Population, day: int) -> tuple[Floats, Floats]:
    """First and last score up to `day`, each [P]; NaN where fewer than two were written."""
    written = population.written[:, : day + 1]
    rows = np.arange(len(population))
    first, last = written.argmax(1), day - written[:, ::-1].argmax(1)
    enough = written.sum(1) >= 2
    score = population.score
    return np.where(enough, score[rows, first], np.nan), np.where(enough, score[rows, last], np.nan)


def median_windows(population: Population, day: int) -> tuple[Floats, Floats]:
    """Median score of the first and of the last seven days, each [P]; NaN where one is empty."""
    return _median(population, 0, 7), _median(population, day - 6, day + 1)


@dataclass(frozen=True)
class Calibrated:
    """A statistic with its logistic curve."""

    statistic: Statistic
    intercept: float
    slope: float
    base_rate: float

    def probability(self, population: Population, day: int) -> Floats:
        """P(true reduction below the important one), [P]; the base rate where the statistic is missing."""
        first, last = self.statistic(population, day)
        return np.where(
            np.isnan(first + last),
            self.base_rate,
            1 / (1 + np.exp(-self.intercept - self.slope * (last - first))),
        )


def calibrate(statistic: Statistic, population: Population, day: int, truth: Truths) -> Calibrated:
    """Fit the logistic curve by Newton's method (a hair of ridge keeps it finite when classes separate)."""
    first, last = statistic(population, day)
    known = ~np.isnan(first + last)
    x = np.column_stack([np.ones(known.sum()), (last - first)[known]])
    y, beta = truth[known].astype(np.float64), np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * np.eye(2)
        beta += np.linalg.solve(hessian, x.T @ (y - p) - 1e-3 * beta)
    return Calibrated(statistic, float(beta[0]), float(beta[1]), float(truth.mean()))


def says_unchanged(first: Floats, last: Floats) -> Truths:
    """The rule of thumb's own yes or no: the reduction it sees is less than the important one, [P]."""
    return np.asarray(first - last < important(first))


def _median(population: Population, start: int, stop: int) -> Floats:
    window = np.where(population.written[:, start:stop], population.score[:, start:stop], np.inf)
    count = np.isfinite(window).sum(1)
    ordered = np.sort(window, axis=1)
    rows = np.arange(len(ordered))
    middle = (ordered[rows, np.maximum((count - 1) // 2, 0)] + ordered[rows, np.minimum(count // 2, 6)]) / 2
    return np.where(count > 0, middle, np.nan)
