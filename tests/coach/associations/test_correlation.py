from math import atanh, sqrt

import numpy as np
import pytest

from coach.associations import correlate
from coach.associations.correlation import MOST_ALIKE, Floats, independent_days

Random = np.random.Generator


def lagging(random: Random, days: int, alike: float) -> Floats:
    """A series in which a day correlates `alike` with the next; standard normal."""
    fresh = random.standard_normal(days)
    for day in range(1, days):
        fresh[day] = alike * fresh[day - 1] + sqrt(1 - alike**2) * fresh[day]
    return fresh


def test_what_rises_and_falls_together_correlates_whatever_its_scale() -> None:
    random = np.random.default_rng(1)
    day, one = np.arange(40.0), random.permutation(40).astype(float)
    found, curved = correlate(day, one, one), correlate(day, one, np.exp(one / 10))
    assert found is not None
    assert found == curved
    assert found.rho > 0.99
    mirrored = correlate(day, one, -one)
    assert mirrored is not None
    assert (mirrored.rho, mirrored.low, mirrored.high) == pytest.approx((-found.rho, -found.high, -found.low))


def test_the_correlation_is_spearmans_partial_one_given_the_day() -> None:
    day = np.arange(12.0)
    one = np.array([3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11.0])
    other = np.array([2, 3, 1, 5, 6, 4, 8, 9, 7, 11, 12, 10.0])
    found = correlate(day, one, other)
    assert found is not None
    xy, xt, yt = (np.corrcoef(a, b)[0, 1] for a, b in ((one, other), (one, day), (other, day)))
    assert found.rho == pytest.approx((xy - xt * yt) / sqrt((1 - xt**2) * (1 - yt**2)))


def test_ties_share_their_rank() -> None:
    day = np.arange(20.0)
    one = np.tile([0.0, 0.0, 5.0, 5.0], 5)
    found, scaled = correlate(day, one, one[::-1]), correlate(day, one * 2 + 1, one[::-1])
    assert found is not None
    assert found == scaled


def test_the_interval_is_the_published_one_for_what_the_days_are_worth() -> None:
    random = np.random.default_rng(3)
    found = correlate(np.arange(30.0) * 20, random.standard_normal(30), random.standard_normal(30))
    assert found is not None
    assert found.worth == 30  # days twenty apart say nothing about each other
    reach = 1.959964 * sqrt((1 + found.rho**2 / 2) / 26)
    assert (atanh(found.low), atanh(found.high)) == pytest.approx(
        (atanh(found.rho) - reach, atanh(found.rho) + reach), abs=1e-6
    )


def test_more_confidence_is_a_wider_interval() -> None:
    random = np.random.default_rng(4)
    day, one, other = np.arange(40.0), random.standard_normal(40), random.standard_normal(40)
    usual, sure = correlate(day, one, other), correlate(day, one, other, 0.99)
    assert usual is not None
    assert sure is not None
    assert sure.low < usual.low < usual.high < sure.high


def test_a_shared_trend_is_no_association() -> None:
    random = np.random.default_rng(5)
    day = np.arange(60.0)
    fading = np.exp(-day / 20)
    pain, activity = 8 * fading + random.standard_normal(60), -60 * fading + 8 * random.standard_normal(60)
    assert np.corrcoef(pain, activity)[0, 1] < -0.6
    found = correlate(day, activity, pain)
    assert found is not None
    assert found.low < 0 < found.high


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(np.full(30, 4.0), np.arange(30.0) % 7, id="one that never changes"),
        pytest.param(np.arange(30.0), np.arange(30.0) % 7, id="one that is nothing but trend"),
        pytest.param(np.arange(9.0) % 4, np.arange(9.0) % 3, id="nine days"),
    ],
)
def test_too_little_is_not_a_correlation(one: Floats, other: Floats) -> None:
    assert correlate(np.arange(float(one.size)), one, other) is None
    assert correlate(np.arange(float(one.size)), other, one) is None


def test_days_that_resemble_each_other_are_worth_less() -> None:
    random = np.random.default_rng(6)
    day = np.arange(400.0)
    fresh = [lagging(random, 400, 0.0) for _ in range(2)]
    alike = [lagging(random, 400, 0.7) for _ in range(2)]
    assert independent_days(day, *fresh) > 390
    assert independent_days(day, *alike) == pytest.approx(400 * (1 - 0.49) / (1 + 0.49), rel=0.15)
    assert independent_days(day, fresh[0], alike[0]) > 340  # only what both carry over weighs


def test_a_diary_kept_every_other_day_still_shows_how_days_carry_over() -> None:
    random = np.random.default_rng(7)
    one, other = lagging(random, 800, 0.8)[::2], lagging(random, 800, 0.8)[::2]
    worth = independent_days(np.arange(0.0, 800.0, 2.0), one, other)
    assert worth == pytest.approx(400 * (1 - 0.8**4) / (1 + 0.8**4), rel=0.2)


def test_days_are_never_worth_more_than_they_are_nor_nothing() -> None:
    day, line = np.arange(50.0), np.linspace(-1, 1, 50)
    assert independent_days(day, np.resize([1.0, -1.0], 50), np.resize([1.0, -1.0], 50)) == 50
    assert independent_days(day, line, line) >= 50 * (1 - MOST_ALIKE**2) / (1 + MOST_ALIKE**2)


SETTINGS = [
    pytest.param(28, 1.0, 0.4, False, id="four weeks, every day"),
    pytest.param(60, 0.7, 0.4, True, id="two months with gaps, while the pain fades"),
    pytest.param(90, 0.5, 0.7, False, id="three months, every other day, days much alike"),
]


@pytest.mark.parametrize(("days", "kept", "alike", "fading"), SETTINGS)
def test_what_goes_with_nothing_is_rarely_said_to(days: int, kept: float, alike: float, fading: bool) -> None:
    random = np.random.default_rng(8)
    claims, said = 0, 0
    for _ in range(400):
        trend = 3 * np.exp(-np.arange(days) / 20) * fading
        pain = np.clip(np.round(4 + 1.5 * lagging(random, days, alike) + trend), 0, 10)
        stress = np.round(5 + 2 * lagging(random, days, alike) - trend)
        written = random.random(days) < kept
        found = correlate(np.arange(float(days))[written], stress[written], pain[written])
        if found is not None:
            said, claims = said + 1, claims + (found.low > 0 or found.high < 0)
    assert said >= 300
    assert claims / said <= 0.075  # 5 % is promised; 400 people cannot tell 5 from 7


def test_what_clearly_goes_together_is_mostly_found() -> None:
    random = np.random.default_rng(9)
    found = 0
    for _ in range(200):
        stress, rest = lagging(random, 60, 0.4), lagging(random, 60, 0.4)
        pain = np.clip(np.round(4 + 1.5 * (0.6 * stress + 0.8 * rest)), 0, 10)
        correlation = correlate(np.arange(60.0), np.round(5 + 2 * stress), pain)
        found += correlation is not None and correlation.low > 0
    assert found >= 180
