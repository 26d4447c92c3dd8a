"""Fit the one number of `calibration.py` again, on training draws of every generator."""

from collections.abc import Sequence

import numpy as np

from coach.course.calibration import SHIFTS, calibrated
from coach.course.diary import Floats, Truths
from coach.course.evaluation.bar import WELL_SPECIFIED
from coach.course.evaluation.generators import Generator
from coach.course.evaluation.scores import reliability
from coach.course.evaluation.weekly import WEEKS, engine, unchanged
from coach.course.published import Phase

SEED, PEOPLE = 777, 700
CANDIDATES: Floats = np.round(np.arange(-0.8, 0.41, 0.05), 2)


def refit(generators: Sequence[Generator], people: int = PEOPLE) -> dict[float, float]:
    """Every candidate shift with its worst calibration error, as a share of what is allowed."""
    draws = [draw for index, generator in enumerate(generators) for draw in _draws(index, generator, people)]
    return {float(shift): max(_excess(*draw, float(shift)) for draw in draws) for shift in CANDIDATES}


def _draws(index: int, generator: Generator, people: int) -> list[tuple[Floats, Truths, float]]:
    population = generator(np.random.default_rng([SEED, index]), people)
    allowed = 0.05 if population.name == WELL_SPECIFIED else 0.08
    said = [(engine(population, 7 * week), unchanged(population, 7 * week)) for week in WEEKS]
    return [(p[~np.isnan(p)], truth[~np.isnan(p)], allowed) for p, truth in said]


def _excess(probability: Floats, truth: Truths, allowed: float, shift: float) -> float:
    raw = calibrated(probability, np.array(-SHIFTS[Phase.ACUTE]))
    return reliability(calibrated(raw, np.array(shift)), truth).calibration_error / allowed
