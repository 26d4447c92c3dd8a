from typing import Any

import pytest

from exercises.figures.arrows import WIDTH, arrow_marks
from exercises.figures.body import bodies
from exercises.figures.poses import FigureError
from exercises.figures.projection import Mark, View
from tests.exercises.figures.samples import made

SIDE = View.named("side")


def marks(panel: int = 1, **fields: Any) -> list[Mark]:
    one = made(**{"end": {"shoulder": 90, "elbow": 4}} | fields)
    return arrow_marks(one, panel, SIDE, *bodies(one))


def test_an_arrow_follows_the_hand_from_start_to_end() -> None:
    shaft, head = marks(arrows=["hand_r"])
    assert shaft.points[0][0] < shaft.points[-1][0]
    assert shaft.points[0][1] < shaft.points[-1][1]
    assert head.points[1] == shaft.points[-1]
    assert shaft.width == head.width == WIDTH


def test_an_arrow_is_drawn_in_its_own_panel_only() -> None:
    arrows = [{"line": "head", "by": [10, 0], "panel": 2}]
    assert marks(panel=1, arrows=arrows) == []
    assert len(marks(panel=2, arrows=arrows)) == 2


def test_a_line_starts_beside_its_joint_and_goes_as_far_as_told() -> None:
    plain = marks(arrows=[{"line": "head", "by": [10, 0]}])[0].points
    moved = marks(arrows=[{"line": "head", "by": [10, 0], "shift": [3, -2]}])[0].points
    assert plain[1][0] - plain[0][0] == pytest.approx(10)
    assert moved[0] == pytest.approx((plain[0][0] + 3, plain[0][1] - 2))


def test_a_round_arrow_keeps_its_distance() -> None:
    one = made(arrows=[{"round": "head", "r": 12, "start": 0, "sweep": 180}])
    centre = SIDE.point(bodies(one)[0]["head"])
    shaft = arrow_marks(one, 1, SIDE, *bodies(one))[0]
    for x, y in shaft.points:
        assert (x - centre[0]) ** 2 + (y - centre[1]) ** 2 == pytest.approx(144)


def test_to_and_fro_has_two_heads() -> None:
    assert len(marks(arrows=[{"of": "hand_r", "both": True}])) == 3


@pytest.mark.parametrize(
    ("arrow", "why"),
    [
        pytest.param({"of": "tail"}, "not a joint", id="a path of nothing"),
        pytest.param({"line": "tail", "by": [1, 0]}, "not a joint", id="a line from nothing"),
        pytest.param({"of": "head"}, "hardly moves", id="a path of what stands still"),
    ],
)
def test_an_arrow_that_says_nothing_is_refused(arrow: dict[str, Any], why: str) -> None:
    with pytest.raises(FigureError, match=why):
        marks(arrows=[arrow])
