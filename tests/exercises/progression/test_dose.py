"""Steps of a dose: one part at a time, within the bounds, back to what went well."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.programmes.model import Bounds, Range
from exercises.progression.dose import Dose, easier, harder
from tests.exercises.progression.samples import (
    BOUNDS,
    DOSE,
    HIGHEST,
    LIGHTER,
    LOWEST,
    SEEDED,
    some_bounds,
    some_doses,
)

LOADED = Bounds(load_kg=Range(1, 8, 0.1))


@pytest.mark.parametrize(
    ("dose", "bounds", "up"),
    [
        pytest.param(Dose(2, 8), BOUNDS, Dose(2, 10), id="repetitions first"),
        pytest.param(Dose(2, 11), BOUNDS, Dose(2, 12), id="a smaller step where the bound is near"),
        pytest.param(Dose(2, 12), BOUNDS, Dose(3, 12), id="then a set"),
        pytest.param(
            Dose(2, seconds=15), Bounds(seconds=Range(10, 40, 5)), Dose(2, seconds=20), id="seconds"
        ),
        pytest.param(Dose(2, 12, load_kg=2), LOADED, Dose(2, 12, load_kg=2.1), id="a load"),
        pytest.param(Dose(2, 12, load_kg=1.1), LOADED, Dose(2, 12, load_kg=1.2), id="in whole grams"),
        pytest.param(HIGHEST, BOUNDS, None, id="nothing above the top"),
        pytest.param(DOSE, Bounds(), None, id="nothing without bounds"),
        pytest.param(Dose(2), BOUNDS, Dose(3), id="a part that is not there stays away"),
        pytest.param(Dose(5, 20), BOUNDS, None, id="nothing above bounds made narrower"),
    ],
)
def test_a_step_up_raises_one_part(dose: Dose, bounds: Bounds, up: Dose | None) -> None:
    assert harder(dose, bounds) == up


@pytest.mark.parametrize(
    ("dose", "earlier", "down"),
    [
        pytest.param(DOSE, [], Dose(1, 10), id="a set first"),
        pytest.param(Dose(1, 10), [], Dose(1, 8), id="then repetitions"),
        pytest.param(Dose(1, 7), [], Dose(1, 6), id="a smaller step where the bound is near"),
        pytest.param(LOWEST, [], None, id="nothing below the bottom"),
        pytest.param(DOSE, [LOWEST, LIGHTER, HIGHEST], LIGHTER, id="the latest that was easier"),
        pytest.param(DOSE, [Dose(1, 12)], Dose(1, 10), id="more of one part is not easier"),
        pytest.param(DOSE, [Dose(1, 2)], Dose(1, 10), id="not one that is no longer allowed"),
        pytest.param(DOSE, [LOWEST], LOWEST, id="the least that is allowed"),
        pytest.param(HIGHEST, [Dose(1, 12)], Dose(1, 12), id="one part at its most"),
        pytest.param(DOSE, [Dose(2, 9, load_kg=0)], Dose(2, 9, load_kg=0), id="a part without bounds"),
        pytest.param(Dose(5, 20), [], Dose(3, 20), id="towards bounds made narrower"),
    ],
)
def test_a_step_back_returns_or_lowers_one_part(
    dose: Dose, earlier: Sequence[Dose], down: Dose | None
) -> None:
    assert easier(dose, BOUNDS, earlier) == down


@SEEDED
@given(st.data(), some_bounds())
def test_a_step_up_is_undone_by_a_step_back(data: st.DataObject, bounds: Bounds) -> None:
    dose = data.draw(some_doses(bounds))
    up = harder(dose, bounds)
    if up is not None:
        assert dose.is_easier_than(up)
        assert easier(up, bounds, [dose]) == dose


@SEEDED
@given(st.data(), some_bounds())
def test_steps_come_to_an_end_both_ways(data: st.DataObject, bounds: Bounds) -> None:
    dose: Dose | None = data.draw(some_doses(bounds))
    top = bottom = dose
    for _ in range(100):
        top, bottom = top and (harder(top, bounds) or top), bottom and (easier(bottom, bounds) or bottom)
    assert top is not None
    assert bottom is not None
    assert harder(top, bounds) is easier(bottom, bounds) is None
    assert top.reaches(bottom)
