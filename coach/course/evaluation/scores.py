"""How good is a probability, how good is a call. Everything in shares 0–1."""

from dataclasses import dataclass

import numpy as np

from coach.course.diary import Floats, Truths, Whole

BINS = 10


@dataclass(frozen=True)
class Reliability:
    """Per tenth of the scale: how many were told so, what they were told, what came true; [BINS]."""

    count: Whole
    said: Floats
    true: Floats

    @property
    def calibration_error(self) -> float:
        """Mean distance between said and true, weighted by how often it was said."""
        return float((self.count * np.abs(self.said - self.true)).sum() / max(self.count.sum(), 1))


def brier(probability: Floats, truth: Truths) -> float:
    """Mean squared distance between probability and outcome: 0 is perfect, .25 is a coin."""
    return float(np.mean((probability - truth) ** 2))


def reliability(probability: Floats, truth: Truths) -> Reliability:
    """Sort what was said into ten bins of equal width."""
    bins = np.minimum((probability * BINS).astype(np.int64), BINS - 1)
    count = np.bincount(bins, minlength=BINS)
    divisor = np.maximum(count, 1)
    said = np.bincount(bins, probability, BINS) / divisor
    return Reliability(count, said, np.bincount(bins, truth.astype(np.float64), BINS) / divisor)


def sensitivity(called: Truths, truth: Truths) -> float:
    """Share of the true cases that were called; NaN when there are none."""
    return float(called[truth].mean()) if truth.any() else float("nan")


def specificity(called: Truths, truth: Truths) -> float:
    """Share of the others that were not called; NaN when there are none."""
    return float((~called[~truth]).mean()) if (~truth).any() else float("nan")
