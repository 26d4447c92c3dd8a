"""The rivals get a fair chance."""

import numpy as np
import pytest

from coach.course.evaluation.baselines import calibrate, last_minus_first, median_windows, says_unchanged
from coach.course.evaluation.generators import mixture
from coach.course.evaluation.weekly import unchanged


@pytest.mark.parametrize("rule", [last_minus_first, median_windows])
def test_a_calibrated_rival_says_on_average_what_is_true(rule: "type") -> None:
    people = mixture(np.random.default_rng(2), 2000)
    truth = unchanged(people, 28)
    rival = calibrate(rule, people, 28, truth)
    assert rival.slope > 0
    assert rival.probability(people, 28).mean() == pytest.approx(truth.mean(), abs=0.02)


def test_medians_are_those_of_numpy() -> None:
    people = mixture(np.random.default_rng(2), 40)
    first, last = median_windows(people, 28)
    for person in range(40):
        early = people.score[person, :7][people.written[person, :7]]
        assert (np.isnan(first[person]) and not early.size) or first[person] == np.median(early)
    assert last.shape == first.shape


def test_the_rule_asks_for_the_important_reduction() -> None:
    first, last = np.array([6.0, 6.0, 3.0, 3.0]), np.array([4.0, 4.5, 2.0, 2.5])
    assert says_unchanged(first, last).tolist() == [False, True, False, True]
