"""The invented people are who they are said to be."""

import numpy as np
import pytest

from coach.course.evaluation.generators import (
    GENERATORS,
    NEVER,
    Generator,
    late_worsening,
    mixture,
    sawtooth_flares,
)
from coach.course.published import DOWNIE_CLASSES


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda g: g(np.random.default_rng(0), 1).name)
def test_levels_and_scores_stay_on_the_scale_and_repeat_from_a_seed(generator: Generator) -> None:
    one, two = (generator(np.random.default_rng(3), 50) for _ in range(2))
    assert one.level.min() >= 0
    assert one.level.max() <= 10
    assert np.array_equal(one.score, np.rint(one.score))
    assert np.array_equal(one.score, two.score)
    assert np.array_equal(one.written, two.written)


def test_the_mixture_recovers_as_published() -> None:
    level = mixture(np.random.default_rng(1), 6000).level
    early, later = DOWNIE_CLASSES[0].value, DOWNIE_CLASSES[0].value + DOWNIE_CLASSES[1].value
    assert (level[:, 14] < 1.5).mean() == pytest.approx(early, abs=0.04)
    assert (level[:, 84] < 1.5).mean() == pytest.approx(later, abs=0.04)


def test_half_of_the_people_worsen_late() -> None:
    people = late_worsening(np.random.default_rng(1), 400)
    assert (people.worsens < NEVER).mean() == pytest.approx(0.5, abs=0.1)


def test_a_flare_is_not_part_of_the_course() -> None:
    people = sawtooth_flares(np.random.default_rng(1), 50)
    above = people.score - people.level
    assert above[people.flaring].mean() > 1.0
    assert abs(above[~people.flaring].mean()) < 0.3


def test_the_engine_sees_what_was_written_and_nothing_else() -> None:
    people = mixture(np.random.default_rng(1), 3)
    case = people.case(1, 20)
    days = [int(e.day) for e in case.entries]
    assert days == np.flatnonzero(people.written[1, :21]).tolist()
    assert [e.pain for e in case.entries] == people.score[1, days].tolist()
