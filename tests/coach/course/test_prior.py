"""The prior against what was published."""

import numpy as np
import pytest

from coach.course.prior import curve, prior
from coach.course.published import COSTA, COURSES, DOWNIE_CLASSES, WALLWORK, Mean, Phase

ROUNDS_TO_ONE = 1.5  # a level below this is written down as 0 or 1


def mean_at(phase: Phase, week: int) -> float:
    return float((prior(phase).sum(0) * curve(np.array([7.0 * week]))[0]).sum())


def recovered_by(phase: Phase, week: int) -> float:
    return float(prior(phase).sum(0)[curve(np.array([7.0 * week]))[0] < ROUNDS_TO_ONE].sum())


@pytest.mark.parametrize("published", COURSES[COSTA, Phase.ACUTE], ids=lambda m: f"week {m.week}")
def test_acute_means_lie_within_the_published_intervals(published: Mean) -> None:
    assert published.low is not None
    assert published.high is not None
    assert published.low <= mean_at(Phase.ACUTE, published.week) <= published.high


@pytest.mark.parametrize("published", COURSES[COSTA, Phase.PERSISTENT], ids=lambda m: f"week {m.week}")
def test_persistent_means_lie_within_the_published_intervals(published: Mean) -> None:
    assert published.low is not None
    assert published.high is not None
    assert published.low <= mean_at(Phase.PERSISTENT, published.week) <= published.high


@pytest.mark.parametrize("published", COURSES[WALLWORK, Phase.SUBACUTE], ids=lambda m: f"week {m.week}")
def test_subacute_means_lie_near_the_published_ones(published: Mean) -> None:
    assert mean_at(Phase.SUBACUTE, published.week) == pytest.approx(published.pain, abs=0.4)


def test_as_many_recover_by_week_2_and_by_week_12_as_was_published() -> None:
    early, later = DOWNIE_CLASSES[:2]
    low, high = early.interval
    assert low <= recovered_by(Phase.ACUTE, 2) <= high
    low, high = later.interval
    assert low <= recovered_by(Phase.ACUTE, 12) - recovered_by(Phase.ACUTE, 2) <= high


@pytest.mark.parametrize("phase", list(Phase))
def test_the_prior_is_a_probability(phase: Phase) -> None:
    assert prior(phase).min() >= 0
    assert prior(phase).sum() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("days", "phase"),
    [
        pytest.param(0, Phase.ACUTE, id="today"),
        pytest.param(41, Phase.ACUTE, id="just under six weeks"),
        pytest.param(42, Phase.SUBACUTE, id="six weeks"),
        pytest.param(84, Phase.SUBACUTE, id="twelve weeks"),
        pytest.param(85, Phase.PERSISTENT, id="over twelve weeks"),
    ],
)
def test_the_phase_follows_from_how_long_the_pain_had_lasted(days: float, phase: Phase) -> None:
    assert Phase.after(days) is phase
