"""What changed between two versions: each difference once, with the phases it holds in."""

from dataclasses import replace

import pytest

from exercises.differences import Difference, Kind, between
from exercises.programmes import Bounds, Content, Limits, Prescription, Range
from exercises.programmes.changing import add, leave_out, limit, prescribe, repeat, swap
from exercises.progression import Dose
from tests.exercises.programmes.test_changing import THREE

SQUAT, LUNGE, PLANK = Dose(2, 8), Dose(2, 5), Dose(2, None, 20)
HOLD = Prescription("plank", 2, seconds=20)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        pytest.param(THREE, [], id="the same"),
        pytest.param(
            prescribe(THREE, 0, "lunge", {"repetitions": 7}),
            [Difference(Kind.DOSE, "lunge", LUNGE, Dose(2, 7), (2,))],
            id="a dose",
        ),
        pytest.param(
            prescribe(THREE, 0, "squat", {"bounds": Bounds(sets=Range(1, 3))}),
            [
                Difference(Kind.MANNER, "squat", SQUAT, SQUAT, (1, 2)),
                Difference(Kind.MANNER, "squat", Dose(2, 12), Dose(2, 12), (3,)),
            ],
            id="bounds only, by the dose they hold for",
        ),
        pytest.param(
            leave_out(THREE, 0, "lunge"),
            [Difference(Kind.LEFT_OUT, "lunge", LUNGE, None, (2,))],
            id="left out",
        ),
        pytest.param(
            add(THREE, 1, "a", HOLD), [Difference(Kind.ADDED, "plank", None, PLANK, (2, 3))], id="added"
        ),
        pytest.param(
            swap(THREE, 1, "lunge", HOLD),
            [
                Difference(Kind.LEFT_OUT, "lunge", LUNGE, None, (2,)),
                Difference(Kind.ADDED, "plank", None, PLANK, (2,)),
            ],
            id="swapped",
        ),
        pytest.param(
            repeat(THREE, 1, "a", 2), [Difference(Kind.TIMES, "a", 3, 2, (2, 3))], id="less often a week"
        ),
        pytest.param(
            limit(THREE, Limits(1, 3, 4)),
            [Difference(Kind.LIMITS, "", Limits(), Limits(1, 3, 4))],
            id="limits, whatever the phase",
        ),
    ],
)
def test_each_difference_is_told_once(new: Content, expected: list[Difference]) -> None:
    assert between(THREE, new) == expected


def test_a_day_that_went_takes_its_exercises_along() -> None:
    day = THREE.phases[0].days[0]
    both = replace(THREE.phases[0], days=(day, replace(day, key="b", prescriptions=(HOLD,))))
    old = Content((both,))
    assert between(old, leave_out(old, 0, "plank")) == [Difference(Kind.LEFT_OUT, "plank", PLANK, None, (1,))]
