"""The yardsticks themselves."""

import numpy as np
import pytest

from coach.course.evaluation.scores import brier, reliability, sensitivity, specificity

TRUTH = np.array([True, True, False, False])


def test_a_perfect_answer_scores_nothing_and_a_coin_a_quarter() -> None:
    assert brier(TRUTH.astype(np.float64), TRUTH) == 0.0
    assert brier(np.full(4, 0.5), TRUTH) == 0.25


def test_saying_half_when_half_is_true_is_calibrated() -> None:
    assert reliability(np.full(4, 0.5), TRUTH).calibration_error == pytest.approx(0.0)
    assert reliability(np.full(4, 0.9), TRUTH).calibration_error == pytest.approx(0.4)


def test_sensitivity_and_specificity_look_at_one_side_each() -> None:
    called = np.array([True, False, True, False])
    assert sensitivity(called, TRUTH) == 0.5
    assert specificity(np.array([True, True, False, False]), TRUTH) == 1.0
