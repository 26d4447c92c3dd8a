"""Flare, worsening, recovery and return, on short diaries."""

import numpy as np
import pytest

from coach.course.diary import Series
from coach.course.windows import flaring, recovered, returned, rising


def written(*pain: float, every: float = 1.0) -> Series:
    return Series(np.arange(len(pain)) * every, np.array(pain, dtype=np.float64), np.ones(len(pain)))


@pytest.mark.parametrize(
    ("series", "flare"),
    [
        pytest.param(written(3, 3, 4, 3, 3, 3, 7, 7), True, id="two days four points up"),
        pytest.param(written(3, 3, 4, 3, 3, 3, 3, 7), False, id="one day is not a flare"),
        pytest.param(written(3, 3, 4, 3, 3, 3, 3, 10), False, id="one day is not, however bad"),
        pytest.param(written(3, 3, 4, 3, 3, 3, 4, 4), False, id="a point up is not a flare"),
        pytest.param(written(3, 3, 4, 3, 3, 3, 6, 5), True, id="wearing off"),
        pytest.param(written(3, 3, 4, 3, 3, 3, 7, 3), False, id="over already"),
        pytest.param(written(8, 7, 6, 5, 4, 3, 2, 2, 1, 5, 6), True, id="in the middle of a recovery"),
        pytest.param(written(3, 3, 4, 3, 3, 3, 7, 7, every=8.0), False, id="weeks apart"),
        pytest.param(written(7, 7), False, id="nothing to compare with"),
        pytest.param(written(), False, id="nothing written"),
    ],
)
def test_a_flare_stands_out_from_what_was_usual(series: Series, *, flare: bool) -> None:
    assert flaring(series) is flare


@pytest.mark.parametrize(
    ("series", "sure"),
    [
        pytest.param(written(*[3.0] * 21, *[6.0] * 7), True, id="three points up for a week"),
        pytest.param(written(*[3.0] * 28), False, id="flat"),
        pytest.param(written(*[6.0] * 21, *[3.0] * 7), False, id="falling"),
        pytest.param(written(*[3.0] * 21, *[4.0] * 7), False, id="a point up could be half a point"),
        pytest.param(written(*[3.0] * 2, *[6.0] * 7), False, id="too little before"),
    ],
)
def test_worsening_compares_the_last_week_with_the_weeks_before(series: Series, *, sure: bool) -> None:
    assert (rising(series) >= 0.9) is sure


@pytest.mark.parametrize(
    ("series", "is_recovered"),
    [
        pytest.param(written(5, 3, 1, 0, 1, 0, 0, 0, 0, 1), True, id="eight days at 0 or 1"),
        pytest.param(written(5, 3, 1, 0, 1, 0, 0, 0), False, id="six days"),
        pytest.param(written(1, 0, 1, every=4.0), False, id="three entries"),
        pytest.param(written(1, 0, 1, 0, every=3.0), True, id="four entries in nine days"),
        pytest.param(written(0, 0, 0, 0, 2, 0, 0, 0, 0, 0), False, id="a 2 in between"),
        pytest.param(written(), False, id="nothing written"),
    ],
)
def test_recovered_is_a_week_at_0_or_1(series: Series, *, is_recovered: bool) -> None:
    assert recovered(series) is is_recovered


@pytest.mark.parametrize(
    ("series", "recovered_on", "back"),
    [
        pytest.param(written(5, 1, *[0.0] * 30, 4, 5), None, True, id="pain after thirty days at 0"),
        pytest.param(written(5, 1, *[0.0] * 20, 4, 5), None, False, id="pain after twenty days at 0"),
        pytest.param(written(5, 1, *[0.0] * 30, 4), None, False, id="one bad day"),
        pytest.param(written(5, 0, 0, 4, 5, every=20.0), 20.0, True, id="found recovered forty days earlier"),
        pytest.param(written(5, 0, 0, 4, 5, every=5.0), 5.0, False, id="found recovered ten days earlier"),
        pytest.param(written(5, 5, 5, 4, 5, every=20.0), None, False, id="never recovered"),
    ],
)
def test_pain_after_thirty_recovered_days_is_a_recurrence(
    series: Series, recovered_on: float | None, *, back: bool
) -> None:
    assert returned(series, recovered_on) is back
