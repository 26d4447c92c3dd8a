import pytest

from exercises.figures.projection import View, dimmed, painted
from exercises.figures.shapes import Stroke
from exercises.figures.vectors import Vector

AHEAD, RIGHT, HIGH = (1.0, 0.0, 0.0), (0.0, 0.0, 1.0), (0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("view", "at", "point"),
    [
        pytest.param("side", AHEAD, (1, 0), id="from the side someone faces right"),
        pytest.param("front", RIGHT, (-1, 0), id="from the front the right hand is on the left"),
        pytest.param("back", RIGHT, (1, 0), id="from behind it is on the right"),
        pytest.param("front", AHEAD, (0, 0), id="from the front the nose has no width"),
        pytest.param("side", HIGH, (0, 1), id="up is up"),
    ],
)
def test_a_view_shows_things_where_one_expects_them(
    view: str, at: Vector, point: tuple[float, float]
) -> None:
    assert View.named(view).point(at) == pytest.approx(point)


@pytest.mark.parametrize(
    ("view", "nearer"),
    [
        pytest.param("side", RIGHT, id="from the side the right hand is near"),
        pytest.param("front", AHEAD, id="from the front the nose is near"),
        pytest.param("over", HIGH, id="from above the top is near"),
    ],
)
def test_depth_grows_towards_us(view: str, nearer: Vector) -> None:
    assert View.named(view).depth(nearer) > 0.5


def test_what_is_near_is_painted_last() -> None:
    far, near = (Stroke(((0, 0, -5),), 1, "b"),), (Stroke(((0, 0, 5),), 1, "t"),)
    assert [group[0].tone for group in painted(View.named("side"), [near, far])] == ["b", "t"]


def test_a_prop_can_be_pushed_behind_everything() -> None:
    chair, body = (Stroke(((0, 0, 5),), 1, "p", nearer=-60),), (Stroke(((0, 0, -5),), 1, "b"),)
    assert [group[0].tone for group in painted(View.named("side"), [body, chair])] == ["p", "b"]


def test_a_dimmed_limb_keeps_its_shape() -> None:
    limb = (Stroke(((0, 0, 0), (1, 0, 0)), 5, "b"),)
    assert dimmed(limb)[0].tone == "f"
    assert dimmed(limb)[0].points == limb[0].points


def test_an_unknown_view_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        View.named("under")
