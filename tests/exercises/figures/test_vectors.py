import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.figures.vectors import (
    STILL,
    Vector,
    about_x,
    about_y,
    about_z,
    add,
    between,
    dot,
    length,
    scale,
    subtract,
    swing,
    then,
    turn,
    unit,
)

angles = st.floats(-180, 180)
vectors = st.tuples(*[st.floats(-50, 50)] * 3).filter(lambda one: length(one) > 0.1)


@pytest.mark.parametrize(
    ("rotation", "before", "after"),
    [
        pytest.param(about_x(90), (0, 1, 0), (0, 0, 1), id="about x: up becomes right"),
        pytest.param(about_y(90), (0, 0, 1), (1, 0, 0), id="about y: right becomes forward"),
        pytest.param(about_z(90), (1, 0, 0), (0, 1, 0), id="about z: forward becomes up"),
        pytest.param(STILL, (1, 2, 3), (1, 2, 3), id="standing still"),
        pytest.param(then(about_z(90), about_x(90)), (0, 1, 0), (0, 0, 1), id="the inner comes first"),
        pytest.param(then(about_x(90), about_z(90)), (1, 0, 0), (0, 0, 1), id="then the outer"),
    ],
)
def test_rotations_turn_the_way_the_axes_say(
    rotation: tuple[Vector, ...], before: Vector, after: Vector
) -> None:
    assert turn(rotation, before) == pytest.approx(after, abs=1e-12)


@given(angles, angles, angles, vectors)
def test_no_rotation_changes_a_length(x: float, y: float, z: float, vector: Vector) -> None:
    rotation = then(then(about_y(y), about_z(z)), about_x(x))
    assert length(turn(rotation, vector)) == pytest.approx(length(vector))


@given(vectors, vectors, st.floats(0, 1))
def test_a_swing_keeps_its_length_from_one_direction_to_the_other(a: Vector, b: Vector, share: float) -> None:
    start, end = unit(a), unit(b)
    assert length(swing(start, end, share)) == pytest.approx(1)
    if dot(start, end) > -0.99:
        assert swing(start, end, 0) == pytest.approx(start, abs=1e-3)
        assert swing(start, end, 1) == pytest.approx(end, abs=1e-3)


@given(vectors)
def test_an_opposite_direction_has_no_arc_and_is_reached_at_once(a: Vector) -> None:
    start, end = unit(a), scale(unit(a), -1)
    assert (swing(start, end, 0.4), swing(start, end, 0.6)) == (start, end)


def test_halfway_is_between() -> None:
    assert between((0, 0, 0), (2, 4, 6), 0.5) == (1, 2, 3)
    assert add((1, 2, 3), (1, 1, 1)) == (2, 3, 4)
    assert subtract((1, 2, 3), (1, 1, 1)) == (0, 1, 2)


def test_the_null_vector_has_no_direction() -> None:
    with pytest.raises(ZeroDivisionError):
        unit((0, 0, 0))
