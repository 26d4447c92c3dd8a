"""Making a diary ready for the sums."""

import numpy as np
import pytest

from coach.course.diary import Case, Entry, daily, effective, thinned


def test_several_entries_on_a_day_become_their_mean() -> None:
    series = daily([Entry(2.3, 4), Entry(2.8, 6), Entry(0.5, 7)], 0.0)
    assert series.pain.tolist() == [7.0, 5.0]
    assert series.count.tolist() == [1.0, 2.0]


def test_a_long_diary_gets_fewer_points_and_keeps_its_mean_and_both_ends() -> None:
    entries = [Entry(float(d), float(d % 7)) for d in range(120)]
    series = daily(entries, 0.0)
    short = thinned(series)
    assert short.day.size < 70
    assert np.average(short.pain, weights=short.count) == pytest.approx(series.pain.mean())
    assert short.day[:14].tolist() == series.day[:14].tolist()
    assert short.day[-28:].tolist() == series.day[-28:].tolist()


@pytest.mark.parametrize(
    ("scores", "step"),
    [
        pytest.param([5, 0, 5, 10, 0], 5.0, id="only 0, 5 and 10"),
        pytest.param([4, 6, 2, 8, 6], 2.0, id="only even numbers"),
        pytest.param([4, 6, 3, 8, 6], 0.0, id="one odd number"),
        pytest.param([5, 0, 5], 0.0, id="too few to call it a habit"),
    ],
)
def test_the_habit_of_round_numbers_is_noticed(scores: list[float], step: float) -> None:
    assert daily([Entry(float(d), float(p)) for d, p in enumerate(scores)], 0.0).habit == step


def test_neighbouring_entries_are_worth_less_than_their_number() -> None:
    assert effective(np.array([0.25, 1.0, 7.0])) == pytest.approx([0.25, 1.0, 1 + 6 * 0.6 / 1.4])


def test_an_entry_before_the_diary_began_moves_the_start() -> None:
    assert Case((Entry(3.0, 5),), 10.0, began=5.0).start == 3.0
