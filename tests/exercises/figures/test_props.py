from typing import Any

import pytest

from exercises.figures.body import bodies
from exercises.figures.props import prop_parts
from exercises.figures.skeleton import RADIUS
from tests.exercises.figures.samples import made

START, END = bodies(made(base="seated", end={"shoulder": 90, "elbow": 4}))


def points(prop: dict[str, Any]) -> list[tuple[float, float, float]]:
    return [at for part in prop_parts(prop, START, END) for stroke in part for at in stroke.points]


def test_the_seat_is_right_under_whoever_sits_and_the_legs_reach_the_floor() -> None:
    heights = {round(at[1], 1) for at in points({"is": "chair", "back": False})}
    seat = START["hip_r"][1] - RADIUS["hip"]
    assert max(heights) == pytest.approx(seat - 1.2, abs=0.1)
    assert min(heights) == 0.8


def test_a_stool_is_a_chair_without_a_back() -> None:
    chair, stool = (
        prop_parts({"is": "chair"}, START, END),
        prop_parts({"is": "chair", "back": False}, START, END),
    )
    assert len(chair) == len(stool) + 1


def test_furniture_stays_and_what_is_held_moves_along() -> None:
    still = points({"is": "disc", "at": "hand_r", "r": 2})
    held = points({"is": "disc", "at": "hand_r", "r": 2, "held": True})
    assert still == [START["hand_r"]]
    assert held == [END["hand_r"]]


def test_there_is_a_dumbbell_in_each_hand() -> None:
    left, right = prop_parts({"is": "dumbbells"}, START, END)
    assert left[0].points[0][2] != right[0].points[0][2]
    assert END["hand_r"][1] == pytest.approx(left[0].points[0][1])


@pytest.mark.parametrize(
    "prop",
    [
        pytest.param({"is": "desk", "x": 20, "top": 45}, id="desk"),
        pytest.param({"is": "wall", "at": [30, 0, 0]}, id="wall"),
        pytest.param({"is": "mat"}, id="mat"),
        pytest.param({"is": "ring", "at": [0, 16, 0], "r": 16}, id="wheel"),
        pytest.param({"is": "line", "points": ["hand_r", [40, 50, 0]]}, id="band"),
    ],
)
def test_props_stand_on_the_floor_and_no_deeper_than_a_mat(prop: dict[str, Any]) -> None:
    assert min(y for _, y, _ in points(prop)) >= -1.5


@pytest.mark.parametrize(
    "prop",
    [{"is": "sofa"}, {"is": "disc", "at": "tail", "r": 2}, {"is": "desk"}],
    ids=["prop", "joint", "field"],
)
def test_an_unknown_prop_joint_or_missing_field_is_a_key_error(prop: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        points(prop)
