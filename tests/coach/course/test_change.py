"""What counts as a change, and the small mathematics under it."""

from statistics import NormalDist

import numpy as np
import pytest

from coach.course.change import important, normal_cdf


@pytest.mark.parametrize(
    ("level", "least"),
    [
        pytest.param(10.0, 3.0, id="30 % of 10"),
        pytest.param(6.0, 2.0, id="two points where 30 % is less"),
        pytest.param(4.1, 2.0, id="just above 4"),
        pytest.param(4.0, 1.2, id="30 % of 4"),
        pytest.param(2.0, 1.0, id="one point where 30 % is less"),
    ],
)
def test_an_important_change_is_30_percent_and_two_points_or_one_at_low_levels(
    level: float, least: float
) -> None:
    assert important(np.array([level]))[0] == pytest.approx(least)


def test_the_normal_curve_is_close_to_the_real_one() -> None:
    x = np.linspace(-6, 6, 241)
    exact = np.array([NormalDist().cdf(v) for v in x])
    assert np.abs(normal_cdf(x) - exact).max() < 2e-4
