"""New content from old: what changes, from which phase on, and what stays."""

from dataclasses import asdict, replace
from typing import Any

import pytest

from exercises.catalogue import Text
from exercises.programmes import Bounds, Content, Day, Limits, Phase, Prescription, Range, load
from exercises.programmes.changing import NothingLeft, add, leave_out, limit, prescribe, repeat, step, swap
from exercises.progression import Dose
from exercises.progression.dose import easier, harder
from tests.exercises.programmes.samples import catalogue

NAME = Text("naam", "name")
WIDE = Range(1, 20)


def phase(*repetitions: int, key: str = "a", bounds: Range | None = WIDE) -> Phase:
    """One day, three times a week: squats, and lunges where a second number is given."""
    asked = [
        Prescription(slug, 2, count, bounds=Bounds(repetitions=bounds))
        for slug, count in zip(("squat", "lunge"), repetitions, strict=False)
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


@pytest.mark.parametrize(
    ("bounds", "to", "up", "expected"),
    [
        pytest.param(Range(8, 10), 6, False, 8, id="back to what the later phase asks at least"),
        pytest.param(Range(5, 10), 6, False, 6, id="back, with room"),
        pytest.param(Range(5, 9), 12, True, 9, id="up to what it asks at most"),
        pytest.param(Range(5, 14), 12, True, 12, id="up, with room"),
        pytest.param(None, 6, False, 8, id="not back where nothing may move by itself"),
        pytest.param(None, 12, True, 8, id="not up either"),
    ],
)
def test_a_step_stays_within_the_bounds_of_a_later_phase(
    bounds: Range | None, to: int, up: bool, expected: int
) -> None:
    content = Content((phase(8), phase(8, bounds=bounds)))
    dose: dict[str, Any] = {"sets": 2, "repetitions": to, "seconds": None, "load_kg": None}
    assert counts(step(content, 0, "squat", dose, up=up)) == [to, expected]


@pytest.mark.parametrize("template", load(catalogue()), ids=lambda one: one.slug)
@pytest.mark.parametrize("way", [easier, harder])
def test_no_phase_of_our_programmes_is_ever_stepped_out_of_its_bounds(template: Any, way: Any) -> None:
    """Each exercise of each phase all the way down, or all the way up."""
    for place, here in enumerate(template.content.phases):
        for one in here.prescriptions():
            content = template.content
            dose: Dose | None = Dose(one.sets, one.repetitions, one.seconds, one.load_kg)
            while (dose := way(dose, one.bounds)) is not None:
                content = step(content, place, one.exercise, asdict(dose), up=way is harder)
            assert [out for later in content.phases for out in outside(later)] == []


def outside(here: Phase) -> list[str]:
    """The exercises of a phase with a part out of its bounds."""
    return [
        one.exercise
        for one in here.prescriptions()
        for part in ("sets", "repetitions", "seconds", "load_kg")
        if (within := getattr(one.bounds, part)) and not within.least <= getattr(one, part) <= within.most
    ]


def test_a_walk_stepped_back_in_its_first_week_is_as_long_as_the_second_week_asks_at_least() -> None:
    (lower_back,) = [one for one in load(catalogue()) if one.slug == "lower-back-first-weeks"]
    dose = {"sets": 1, "repetitions": None, "seconds": 180, "load_kg": None}
    stepped = step(lower_back.content, 0, "short-walk", dose, up=False)
    walks = [one.prescription("short-walk") for one in stepped.phases]
    assert [walk.seconds for walk in walks if walk] == [180, 300]


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


def slugs(content: Content) -> list[list[str]]:
    return [[one.exercise for one in here.prescriptions()] for here in content.phases]


def test_one_exercise_comes_in_the_place_of_another() -> None:
    swapped = swap(THREE, 1, "squat", Prescription("plank", 2, seconds=20))
    assert slugs(swapped) == [["squat"], ["plank", "lunge"], ["plank"]]


def test_an_exercise_that_is_there_already_does_not_come_twice() -> None:
    swapped = swap(THREE, 0, "squat", Prescription("lunge", 3, 4))
    assert slugs(swapped) == [["lunge"], ["lunge"], ["lunge"]]
    found = [here.prescription("lunge") for here in swapped.phases]
    assert [one.repetitions for one in found if one] == [4, 5, 4]


def test_an_exercise_is_added_to_its_day_wherever_that_is_and_it_is_not() -> None:
    content = Content((phase(8), phase(8, 5), phase(8, key="b")))
    added = add(content, 0, "a", Prescription("lunge", 3, 4))
    assert slugs(added) == [["squat", "lunge"], ["squat", "lunge"], ["squat"]]
    assert added.phases[1] == content.phases[1]
    assert slugs(add(content, 1, "a", Prescription("plank", 1, 1)))[0] == ["squat"]


def test_limits_hold_for_all_of_it() -> None:
    narrow = Limits(fine=1, allowed=3, effort=4)
    assert limit(THREE, narrow) == Content(THREE.phases, narrow)
