"""The sums themselves, against slow and obvious ones."""

import numpy as np
import pytest

from coach.course import change
from coach.course.diary import Batch, Entry, daily
from coach.course.posterior import posterior
from coach.course.prior import prior
from coach.course.published import Phase
from tests.coach.course.people import diary, falling


def test_without_a_diary_the_posterior_is_the_prior() -> None:
    post = posterior(Batch.of([daily([], 0.0)]), [Phase.ACUTE], np.array([[0.0]]))
    expected = float((prior(Phase.ACUTE).sum((0, 1, 2)) * np.arange(0.75, 10, 0.5)).sum())
    assert change.level(post, 0)[0][0] == pytest.approx(expected, abs=0.1)


def test_probabilities_sum_to_one_per_person() -> None:
    series = daily(diary(falling, range(20)), 0.0)
    post = posterior(Batch.of([series, series.until(5)]), [Phase.ACUTE] * 2, np.array([[19.0], [5.0]]))
    assert post.average(np.ones_like(post.weight)) == pytest.approx([1.0, 1.0])


def test_more_entries_make_the_answer_narrower() -> None:
    every_day, twice_a_week = (daily(diary(falling, range(0, 29, step)), 0.0) for step in (1, 4))
    widths = [
        float(change.level(posterior(Batch.of([s]), [Phase.ACUTE], np.array([[28.0]])), 0)[1][0])
        for s in (every_day, twice_a_week)
    ]
    assert widths[0] < widths[1]


def test_padding_tells_nothing() -> None:
    short, long = (daily([Entry(float(d), 5.0) for d in range(n)], 0.0) for n in (6, 30))
    targets = np.array([[5.0]])
    alone = change.level(posterior(Batch.of([short]), [Phase.ACUTE], targets), 0)[0][0]
    padded = posterior(Batch.of([short, long]), [Phase.ACUTE] * 2, np.repeat(targets, 2, axis=0))
    assert change.level(padded, 0)[0][0] == pytest.approx(alone, abs=1e-6)


def test_quantiles_of_single_scores_are_wider_than_those_of_the_level() -> None:
    post = posterior(Batch.of([daily(diary(falling, range(20)), 0.0)]), [Phase.ACUTE], np.array([[19.0]]))
    chances = np.array([0.1, 0.9])
    level, entry = (change.quantiles(post, 0, chances, entry=entry)[0] for entry in (False, True))
    assert entry[0] < level[0] < level[1] < entry[1]
