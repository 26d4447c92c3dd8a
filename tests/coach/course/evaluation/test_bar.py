"""A small seeded evaluation that holds the engine to its figures; the full one is `evaluate_course`."""

from functools import cache

import numpy as np
import pytest

from coach.course.evaluation.events import flares, silence, two_of_three, worsening
from coach.course.evaluation.generators import (
    GENERATORS,
    Generator,
    late_worsening,
    mixture,
    sawtooth_flares,
    the_model_itself,
)
from coach.course.evaluation.scores import reliability
from coach.course.evaluation.weekly import Week, weeks
from coach.course.windows import flaring

SEED, PEOPLE = 4, 160


@cache
def evaluated(generator: Generator) -> list[Week]:
    return list(weeks(generator, PEOPLE, (SEED, GENERATORS.index(generator))))


@pytest.mark.parametrize(
    "generator", [the_model_itself, mixture, GENERATORS[-1]], ids=["model", "mixture", "0-5-10"]
)
def test_probabilities_beat_both_rules_of_thumb(generator: Generator) -> None:
    later = [row for row in evaluated(generator) if row.week >= 3]
    mine = np.mean([row.brier for row in later])
    assert mine < np.mean([row.brier_median for row in later])
    assert mine < np.mean([row.brier_naive for row in later])


@pytest.mark.parametrize(
    ("generator", "most"), [(the_model_itself, 0.05), (mixture, 0.08)], ids=["model", "mixture"]
)
def test_what_is_said_comes_true_as_often_as_it_is_said(generator: Generator, most: float) -> None:
    rows = evaluated(generator)
    said = np.concatenate([row.probability for row in rows])
    assert reliability(said, np.concatenate([row.truth for row in rows])).calibration_error <= most


def test_calls_are_at_least_as_good_as_the_median_windows_where_the_engine_speaks() -> None:
    calls = [row.leaning for row in evaluated(mixture) if row.week in {4, 6}]
    assert np.mean([c.abstained for c in calls]) <= 0.25
    assert np.mean([c.sensitivity for c in calls]) >= np.mean([c.rule_sensitivity for c in calls])
    assert np.mean([c.specificity for c in calls]) >= np.mean([c.rule_specificity for c in calls])


def test_flares_are_found_and_better_than_by_two_of_three() -> None:
    people = sawtooth_flares(np.random.default_rng([SEED, 50]), 150)
    found, common = flares(people, flaring), flares(people, two_of_three)
    assert found.found >= 0.8
    assert found.false_per_100 <= 1.5
    assert found.found > common.found


def test_late_worsening_is_found_within_a_fortnight() -> None:
    found = worsening(late_worsening(np.random.default_rng([SEED, 51]), 80))
    assert found.found >= 0.7
    assert 3 * found.false_per_month <= 1.0


def test_nobody_is_called_better_for_being_silent() -> None:
    quiet = silence(mixture(np.random.default_rng([SEED, 52]), 25))
    assert quiet.asked > 0
    assert quiet.called_better_only_by_silence == 0
    assert quiet.likelier_better_by_silence == 0
