"""Doses, bounds and differences in few letters."""

from typing import Any

import pytest
from django.utils.translation import override

from exercises import wording
from exercises.differences import Difference, Kind
from exercises.programmes import Bounds, Limits, Range
from exercises.progression import Dose
from tests.exercises.training import fill_library


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(Dose(2, 8), "2 × 8", id="repetitions"),
        pytest.param(Dose(2, 8, 4), "2 × 8 × 4 s", id="held"),
        pytest.param(Dose(1, None, 45), "1 × 45 s", id="seconds"),
        pytest.param(Dose(1, None, 1200), "1 × 20 min", id="minutes, where they are whole"),
        pytest.param(Dose(1, None, 130), "1 × 130 s", id="and not where they are not"),
        pytest.param(Dose(3, 10, None, 2.5), "3 × 10, 2.5 kg", id="with a load"),
        pytest.param(
            {"sets": 2, "repetitions": 8, "seconds": None, "load_kg": 4.0}, "2 × 8, 4 kg", id="stored"
        ),
    ],
)
def test_a_dose_is_a_line(one: Any, expected: str) -> None:
    with override("en"):
        assert wording.dose(one) == expected


def test_a_dutch_load_has_a_comma() -> None:
    with override("nl"):
        assert wording.dose(Dose(3, 10, None, 2.5)) == "3 × 10, 2,5 kg"


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        pytest.param(Bounds(), "does not move by itself", id="none"),
        pytest.param(
            Bounds(sets=Range(1, 3), load_kg=Range(0.5, 4, 0.5)), "sets 1–3, load in kg 0.5–4", id="two"
        ),
    ],
)
def test_bounds_are_a_line(bounds: Bounds, expected: str) -> None:
    with override("en"):
        assert wording.bounds(bounds) == expected


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(
            Difference(Kind.DOSE, "squat", Dose(2, 8), Dose(3, 8), (1, 3)),
            "Squat: 2 × 8 became 3 × 8 (phases 1, 3)",
            id="a dose",
        ),
        pytest.param(
            Difference(Kind.ADDED, "plank", None, Dose(1, None, 20), (2,)),
            "plank added: 1 × 20 s (phase 2)",
            id="one without a name",
        ),
        pytest.param(
            Difference(Kind.TIMES, "desk", 3, 2, (1,)),
            "At your desk: 3 times a week became 2 (phase 1)",
            id="a day",
        ),
        pytest.param(
            Difference(Kind.LIMITS, "", Limits(2, 5, 5), Limits(1, 3, 3.5)),
            "limits: pain up to 2 is fine, up to 5 allowed; effort up to 5 became: "
            "pain up to 1 is fine, up to 3 allowed; effort up to 3.5",
            id="limits",
        ),
    ],
)
def test_a_difference_is_a_line(one: Difference, expected: str) -> None:
    with override("en"):
        assert wording.difference(one, {"squat": "Squat"}, {"desk": "At your desk"}) == expected


@pytest.mark.django_db
def test_an_exercise_is_called_by_its_name_else_by_its_key() -> None:
    fill_library("upper-back-desk")
    with override("en"):
        assert wording.names_of(["seated-twist", "gone"]) == {"seated-twist": "Seated twist", "gone": "gone"}
