from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.figures.body import bodies, in_between, lowest, place, stage
from exercises.figures.poses import FigureError
from exercises.figures.skeleton import BONES, LIMB_LIMITS, LIMITS, Joints
from exercises.figures.vectors import length, subtract
from tests.exercises.figures.samples import made

poses = st.fixed_dictionaries(
    {},
    optional={word: st.integers(int(low), int(high)) for word, (low, high) in (LIMITS | LIMB_LIMITS).items()},
)


def bone_lengths_hold(body: Joints) -> bool:
    return all(abs(length(subtract(body[b], body[a])) - size) < 1e-6 for a, b, size in BONES)


@given(poses, poses, st.floats(0, 1))
def test_no_pose_and_nothing_between_two_poses_stretches_a_bone(
    start: dict[str, int], end: dict[str, int], share: float
) -> None:
    one = made(start=start, end=end)
    first, last = bodies(one)
    assert all(bone_lengths_hold(body) for body in (first, last, stage(one, first, last, share)))
    assert bone_lengths_hold(in_between(first, last, share))


@given(poses)
def test_everybody_touches_the_floor_and_nobody_sinks_through_it(pose: dict[str, int]) -> None:
    assert lowest(bodies(made(start=pose))[0]) == pytest.approx(0, abs=1e-6)


def test_hips_are_at_knee_height_on_a_chair() -> None:
    body = bodies(made(base="seated"))[0]
    assert body["hip_r"][1] == pytest.approx(body["knee_r"][1])


def test_a_lift_raises_the_body_over_the_floor() -> None:
    assert lowest(bodies(made(start={"lift": 12}))[0]) == pytest.approx(12)


@pytest.mark.parametrize("anchor", ["pelvis", "ankle_r", "toe_r"])
def test_the_anchor_stays_where_it_was(anchor: str) -> None:
    start, end = bodies(made(anchor=anchor, end={"pelvis_pitch": 40, "hip": 100, "knee": 90}))
    assert (end[anchor][0], end[anchor][2]) == pytest.approx((start[anchor][0], start[anchor][2]))


def test_a_fixed_anchor_keeps_its_height_too() -> None:
    start, end = bodies(made(base="seated", fixed=True, end={"hip": 120}))
    assert end["pelvis"] == pytest.approx(start["pelvis"])


def test_hands_reach_the_knees_on_their_own_side() -> None:
    body = bodies(made(start={"hip": 90, "knee": 90, "hand": "knee+-6,5,-1"}))[0]
    for side, inwards in (("r", -1), ("l", 1)):
        x, y, z = body[f"knee_{side}"]
        assert body[f"hand_{side}"] == pytest.approx((x - 6, y + 5, z + inwards))


def test_a_hand_can_reach_the_other_hand_whichever_side_it_is() -> None:
    for side, other in (("r", "l"), ("l", "r")):
        body = bodies(
            made(start={f"shoulder_{other}": 60, f"elbow_{other}": 70, f"hand_{side}": f"wrist_{other}"})
        )[0]
        assert body[f"hand_{side}"] == pytest.approx(body[f"wrist_{other}"])


def test_feet_can_stay_planted_where_they_were_while_the_pelvis_moves() -> None:
    start, end = bodies(made(end={"at": "@pelvis+-10,-12,0", "foot": "@ankle"}))
    assert end["ankle_r"] == pytest.approx(start["ankle_r"])
    assert end["pelvis"][1] == pytest.approx(start["pelvis"][1] - 12)


@pytest.mark.parametrize(
    ("pose", "field"),
    [
        pytest.param({"knee": -10}, "start.knee_r", id="a knee bent the wrong way"),
        pytest.param({"elbow_l": 170}, "start.elbow_l", id="an elbow folded too far"),
        pytest.param({"neck": 90}, "start.neck", id="a broken neck"),
        pytest.param({"neck": "low"}, "start.neck", id="an angle in words"),
        pytest.param({"tail": 10}, "start.tail", id="a part nobody has"),
        pytest.param({"hand_r": [90, 80, 0]}, "start.hand_r", id="a hand out of reach"),
        pytest.param({"hand_l": "tail+1,2,3"}, "start.hand_l", id="a place that does not exist"),
        pytest.param({"hand_l": "head+1,2"}, "start.hand_l", id="a place in two numbers"),
        pytest.param({"at": [0, 90, 0], "foot_r": [0, 4, 0]}, "start.foot_r", id="a foot out of reach"),
    ],
)
def test_what_a_body_cannot_do_is_refused_by_figure_panel_and_word(pose: dict[str, Any], field: str) -> None:
    with pytest.raises(FigureError) as refused:
        bodies(made(start=pose))
    assert (refused.value.key, refused.value.field) == ("wave", field)


def test_an_anchor_that_only_a_reach_places_is_refused() -> None:
    with pytest.raises(FigureError, match="anchor"):
        bodies(made(anchor="hand_r", start={"hand_r": "head+14,-10,8"}))


def test_halfway_between_angles_is_halfway_the_movement() -> None:
    one = made(end={"shoulder": 90})
    start, end = bodies(one)
    half = stage(one, start, end, 0.5)
    assert half["hand_r"][0] > start["hand_r"][0]
    assert half["hand_r"][1] < end["hand_r"][1]


def test_an_arm_rises_sideways_when_its_angles_say_so_and_not_through_the_body() -> None:
    one = made(start={"shoulder_abd": 5}, end={"shoulder_abd": 175})
    half = stage(one, *bodies(one), 0.5)
    assert half["elbow_r"][2] - half["shoulder_r"][2] == pytest.approx(17.6)


@pytest.mark.parametrize(
    ("where", "side", "point"),
    [
        pytest.param([1, 2, 3], None, (1, 2, 3), id="a point"),
        pytest.param([1, 2, 3], "l", (1, 2, -3), id="a point seen from the left"),
        pytest.param("head", None, (0, 90, 0), id="a joint"),
        pytest.param("head+1,-2,3", "l", (1, 88, -3), id="beside a joint"),
        pytest.param("knee+0,1,0", "r", (5, 29, 5), id="a joint of that side"),
    ],
)
def test_places_are_read(where: Any, side: str | None, point: tuple[float, float, float]) -> None:
    assert place(where, {"head": (0, 90, 0), "knee_r": (5, 28, 5)}, side) == pytest.approx(point)
