"""What a case knows of the sessions before it."""

from collections.abc import Sequence

import pytest

from exercises.progression import Bout, Limits
from exercises.progression.case import Case
from tests.exercises.progression.samples import BOUNDS, DOSE, HEAVIER, LIGHTER, TODAY, bout


def case(bouts: Sequence[Bout]) -> Case:
    return Case(bouts, DOSE, BOUNDS, Limits(), None, TODAY)


@pytest.mark.parametrize(
    ("bouts", "length", "stepped_back"),
    [
        pytest.param([], 0, False, id="nothing"),
        pytest.param([bout(4), bout(1)], 2, False, id="all of them"),
        pytest.param([bout(6, dose=LIGHTER), bout(4), bout(1)], 2, False, id="after a step up"),
        pytest.param([bout(6, dose=HEAVIER), bout(4), bout(1)], 2, True, id="after a step back"),
        pytest.param([bout(20), bout(6), bout(1)], 2, False, id="since an absence"),
        pytest.param([bout(16), bout(14)], 0, False, id="none after an absence until today"),
        pytest.param([bout(4), bout(1, dose=HEAVIER)], 0, True, id="none at a dose just given"),
    ],
)
def test_the_run_is_what_was_done_at_this_dose(bouts: list[Bout], length: int, stepped_back: bool) -> None:
    known = case(bouts)
    assert (len(known.run), known.stepped_back) == (length, stepped_back)
    assert known.needed == (3 if stepped_back else 2)


@pytest.mark.parametrize(
    ("bouts", "failures"),
    [
        pytest.param([bout(9, dose=HEAVIER), bout(8, dose=HEAVIER), bout(5)], 1, id="left for an easier one"),
        pytest.param([bout(9, dose=HEAVIER), bout(5), bout(3, dose=HEAVIER), bout(1)], 2, id="left twice"),
        pytest.param([bout(9), bout(5, dose=HEAVIER)], 0, id="not left"),
        pytest.param([bout(9), bout(5, dose=LIGHTER)], 0, id="an easier one was left"),
        pytest.param([bout(19, dose=HEAVIER), bout(5)], 0, id="left by an absence of fourteen days"),
        pytest.param([bout(20, dose=HEAVIER), bout(18, dose=HEAVIER), bout(5)], 1, id="left within thirteen"),
    ],
)
def test_a_dose_fails_when_it_is_left_for_an_easier_one(bouts: list[Bout], failures: int) -> None:
    assert case(bouts).failures_at(HEAVIER) == failures
