"""New content from old: what changes, from which phase on, and what stays."""

from dataclasses import replace
from typing import Any

import pytest

from exercises.catalogue import Text
from exercises.programmes import Content, Day, Phase, Prescription
from exercises.programmes.changing import NothingLeft, leave_out, prescribe, repeat, step

NAME = Text("naam", "name")


def phase(*repetitions: int, key: str = "a") -> Phase:
    """One day, three times a week: squats, and lunges where a second number is given."""
    asked = [
        Prescription(slug, 2, count) for slug, count in zip(("squat", "lunge"), repetitions, strict=False)
    ]
    return Phase(1, NAME, (Day(key, NAME, 3, 1, ("mon", "wed", "fri"), tuple(asked)),))  # type: ignore[arg-type]


def counts(content: Content) -> list[int | None]:
    found = (one.prescription("squat") for one in content.phases)
    return [one.repetitions if one else None for one in found]


THREE = Content((phase(8), phase(8, 5), phase(12)))


@pytest.mark.parametrize(
    ("place", "to", "up", "expected"),
    [
        pytest.param(0, 10, True, [10, 10, 12], id="after a step up later phases ask at least as much"),
        pytest.param(0, 6, False, [6, 6, 6], id="after a step back no more"),
        pytest.param(1, 10, True, [8, 10, 12], id="what is over stays as it was"),
        pytest.param(2, 14, True, [8, 8, 14], id="in the last phase"),
    ],
)
def test_a_step_moves_the_dose_from_its_phase_on(place: int, to: int, up: bool, expected: list[int]) -> None:
    dose: dict[str, Any] = {"sets": 2, "repetitions": to, "seconds": None, "load_kg": None}
    assert counts(step(THREE, place, "squat", dose, up=up)) == expected


def test_what_a_physio_prescribes_holds_exactly_in_later_phases_too() -> None:
    assert counts(prescribe(THREE, 1, "squat", {"repetitions": 9})) == [8, 9, 9]


def test_an_exercise_that_is_left_out_takes_no_other_with_it() -> None:
    without = leave_out(THREE, 0, "lunge")
    assert counts(without) == [8, 8, 12]
    assert without.phases[1].prescription("lunge") is None


def test_the_last_exercise_of_a_phase_cannot_be_left_out() -> None:
    with pytest.raises(NothingLeft):
        leave_out(THREE, 0, "squat")


def test_a_day_without_exercises_goes() -> None:
    both = replace(phase(8), days=(*phase(8).days, replace(phase(8, 5).days[0], key="b")))
    lunges = replace(both.days[1], prescriptions=both.days[1].prescriptions[1:])
    content = Content((replace(both, days=(both.days[0], lunges)),))
    assert [day.key for day in leave_out(content, 0, "lunge").phases[0].days] == ["a"]


@pytest.mark.parametrize(
    ("times", "rest", "weekdays"),
    [
        pytest.param(2, 1, ("mon", "wed", "fri"), id="less often keeps both"),
        pytest.param(3, 1, ("mon", "wed", "fri"), id="as often"),
        pytest.param(5, 0, (), id="more often than there is room for"),
    ],
)
def test_a_day_comes_more_or_less_often(times: int, rest: int, weekdays: tuple[str, ...]) -> None:
    day = repeat(THREE, 1, "a", times).phases[2].days[0]
    assert (day.times_per_week, day.rest_days, day.weekdays) == (times, rest, weekdays)
    assert repeat(THREE, 1, "a", times).phases[0] == THREE.phases[0]
