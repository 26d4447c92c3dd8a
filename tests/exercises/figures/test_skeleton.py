import pytest

from exercises.figures.skeleton import (
    BONES,
    FOREARM,
    HAND,
    LUMBAR,
    NECK,
    RADIUS,
    SHANK,
    SKULL,
    THIGH,
    THORAX,
    TOE,
    UPPER_ARM,
    OutOfReachError,
    arm,
    leg,
    reaching_arm,
    standing_leg,
    trunk,
)
from exercises.figures.vectors import STILL, Vector, length, subtract

SHOULDER: Vector = (0.0, 80.0, 10.0)
HIP: Vector = (0.0, 53.0, 5.0)
FRONT: Vector = (1.0, 0.0, 0.0)
BACK_DOWN: Vector = (-1.0, -1.0, 0.0)


def direction(limb: dict[str, Vector], end: str, origin: Vector) -> Vector:
    gap = subtract(limb[end], origin)
    return tuple(round(one / length(gap), 3) + 0.0 for one in gap)  # type: ignore[return-value]


def test_a_standing_person_is_a_hundred_units_tall() -> None:
    sole = -TOE[1] + RADIUS["toe"]
    height = sole + SHANK + THIGH + LUMBAR + THORAX + NECK + SKULL + RADIUS["head"]
    assert height == pytest.approx(100, abs=1.5)


def test_legs_and_trunk_keep_the_published_proportions() -> None:
    assert pytest.approx((24.5, 24.6, 28.8)) == (THIGH, SHANK, LUMBAR + THORAX)
    assert 16 <= UPPER_ARM <= 18.6
    assert FOREARM == 14.6
    assert HAND < FOREARM


@pytest.mark.parametrize(
    ("angles", "end", "way"),
    [
        pytest.param({}, "hand_r", (0, -1, 0), id="hanging"),
        pytest.param({"shoulder_r": 90}, "hand_r", (1, 0, 0), id="bent forward"),
        pytest.param({"shoulder_r": 180}, "hand_r", (0, 1, 0), id="overhead"),
        pytest.param({"shoulder_abd_r": 90}, "hand_r", (0, 0, 1), id="out to the right"),
        pytest.param({"shoulder_r": 90, "shoulder_abd_r": 90}, "hand_r", (0, 0, 1), id="and out from there"),
    ],
)
def test_a_straight_arm_points_where_its_angles_say(angles: dict[str, float], end: str, way: Vector) -> None:
    assert direction(arm(angles, "r", SHOULDER, STILL), end, SHOULDER) == pytest.approx(way)


@pytest.mark.parametrize(
    ("angles", "way"),
    [
        pytest.param({"elbow_r": 90}, (1, 0, 0), id="bent elbow brings the forearm forward"),
        pytest.param({"elbow_r": 90, "shoulder_rot_r": 90}, (0, 0, 1), id="rotated outward it points right"),
        pytest.param({"elbow_r": 90, "shoulder_abd_r": 90, "shoulder_rot_r": 90}, (0, 1, 0), id="goal post"),
    ],
)
def test_the_forearm_follows_elbow_and_rotation(angles: dict[str, float], way: Vector) -> None:
    limb = arm(angles, "r", SHOULDER, STILL)
    assert direction(limb, "wrist_r", limb["elbow_r"]) == pytest.approx(way)


def test_left_mirrors_right() -> None:
    right = arm({"shoulder_abd_r": 40, "shoulder_rot_r": 30, "elbow_r": 60}, "r", (0, 0, 10), STILL)
    left = arm({"shoulder_abd_l": 40, "shoulder_rot_l": 30, "elbow_l": 60}, "l", (0, 0, -10), STILL)
    for joint in ("elbow", "wrist", "hand"):
        x, y, z = right[f"{joint}_r"]
        assert left[f"{joint}_l"] == pytest.approx((x, y, -z))


@pytest.mark.parametrize(
    ("angles", "joint", "way"),
    [
        pytest.param({"hip_r": 90}, "knee_r", (1, 0, 0), id="a bent hip brings the knee forward"),
        pytest.param({"hip_abd_r": 90}, "knee_r", (0, 0, 1), id="a spread hip brings it out"),
        pytest.param({"hip_r": -30}, "knee_r", (-0.5, -0.866, 0), id="stretched back"),
    ],
)
def test_the_knee_goes_where_the_hip_says(angles: dict[str, float], joint: str, way: Vector) -> None:
    assert direction(leg(angles, "r", HIP, STILL), joint, HIP) == pytest.approx(way)


def test_a_bent_knee_folds_the_shank_back_and_never_forward() -> None:
    assert leg({"knee_r": 90}, "r", HIP, STILL)["ankle_r"] == pytest.approx((-SHANK, 53 - THIGH, 5))


def test_sitting_upright_puts_the_foot_flat_under_the_knee() -> None:
    limb = leg({"hip_r": 90, "knee_r": 90}, "r", HIP, STILL)
    assert limb["ankle_r"][0] == pytest.approx(limb["knee_r"][0])
    assert limb["toe_r"][1] == pytest.approx(limb["heel_r"][1])


def test_toes_given_level_the_foot_whatever_the_ankle() -> None:
    limb = leg({"hip_r": 50, "knee_r": 100, "ankle_r": 20}, "r", HIP, STILL, FRONT)
    assert limb["toe_r"][1] == pytest.approx(limb["heel_r"][1])


@pytest.mark.parametrize(
    ("angles", "way"),
    [
        pytest.param({}, (0, 1, 0), id="upright"),
        pytest.param({"pelvis_pitch": 90}, (1, 0, 0), id="face down"),
        pytest.param({"pelvis_pitch": -90}, (-1, 0, 0), id="face up"),
        pytest.param({"pelvis_roll": 90}, (0, 0, 1), id="on the right side"),
        pytest.param({"pelvis_twist": 40, "lumbar_twist": -20, "thorax_twist": -20}, (0, 1, 0), id="twisted"),
    ],
)
def test_the_spine_points_where_the_pelvis_says(angles: dict[str, float], way: Vector) -> None:
    joints, _ = trunk(angles, (0, 0, 0))
    assert direction(joints, "chest", (0, 0, 0)) == pytest.approx(way)


def test_turning_the_head_right_moves_the_nose_to_the_right() -> None:
    joints, _ = trunk({"neck_twist": 20, "head_twist": 40}, (0, 0, 0))
    assert joints["nose"][2] > 4


@pytest.mark.parametrize("palm", [None, (0.0, 1.0, 0.0)])
def test_a_reaching_hand_arrives_and_no_bone_stretches(palm: Vector | None) -> None:
    target = (22.0, 84.0, 12.0)
    limb = {"shoulder_r": SHOULDER} | reaching_arm("r", SHOULDER, target, BACK_DOWN, palm)
    assert limb["hand_r"] == pytest.approx(target)
    for parent, child, size in BONES:
        if parent in limb and child in limb:
            assert length(subtract(limb[child], limb[parent])) == pytest.approx(size)


def test_the_elbow_bends_to_the_side_it_is_told() -> None:
    low = reaching_arm("r", SHOULDER, (20, 80, 10), (0, -1, 0), None)["elbow_r"]
    high = reaching_arm("r", SHOULDER, (20, 80, 10), (0, 1, 0), None)["elbow_r"]
    assert low[1] < 80 < high[1]


def test_a_standing_leg_keeps_its_foot_level_on_the_spot() -> None:
    limb = standing_leg("r", HIP, (6, 4.3, 5), FRONT, FRONT)
    assert limb["ankle_r"] == (6, 4.3, 5)
    assert limb["toe_r"][1] == pytest.approx(limb["heel_r"][1]) == pytest.approx(1.7)
    assert limb["knee_r"][0] > 3


@pytest.mark.parametrize("target", [(60.0, 80.0, 10.0), (0.5, 80.0, 10.0)], ids=["too far", "too near"])
def test_out_of_reach_says_by_how_much(target: Vector) -> None:
    with pytest.raises(OutOfReachError, match="is wanted and"):
        reaching_arm("r", SHOULDER, target, BACK_DOWN, None)
