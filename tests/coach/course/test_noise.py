"""How far an entry is trusted."""

import numpy as np

from coach.course.diary import Batch, Entry, daily
from coach.course.noise import relative_variance, rounding


def batch(*pain: float) -> Batch:
    return Batch.of([daily([Entry(float(d), p) for d, p in enumerate(pain)], 0.0)])


def test_an_odd_day_weighs_less_than_its_neighbours() -> None:
    variance = relative_variance(batch(*[4.0] * 10, 9.0, *[4.0] * 10))[0]
    assert variance[10] > 3 * variance[9]


def test_a_steep_fall_is_not_odd() -> None:
    variance = relative_variance(batch(8, 7, 5, 4, 3, 2, 2, 1, 1, 1, 1, 1))[0]
    assert variance.max() < 1.5


def test_round_numbers_add_an_error_that_days_do_not_average_out() -> None:
    assert rounding(batch(5, 5, 0, 5, 10)).tolist() == [6.25]
    assert rounding(batch(5, 5, 1, 5, 10)).tolist() == [0.0]
    assert np.all(rounding(batch(4, 6, 2, 4)) == 1.0)
