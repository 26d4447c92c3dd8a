"""A person of one hundred units tall: proportions, joint angles, and where every joint then is.

Segment lengths are shares of body height after Drillis and Contini (1966), as given by Winter,
Biomechanics and Motor Control of Human Movement; hands are drawn as mittens and so a little shorter.
"""

from collections.abc import Mapping
from math import sqrt

from exercises.figures.vectors import (
    DOWN,
    UP,
    Rotation,
    Vector,
    about_x,
    about_y,
    about_z,
    add,
    dot,
    length,
    scale,
    subtract,
    then,
    turn,
    unit,
)

Joints = dict[str, Vector]
Angles = Mapping[str, float]

SIDES = {"r": 1.0, "l": -1.0}
LUMBAR, THORAX, NECK, SKULL = 11.5, 17.3, 4.6, 6.0
HIP_WIDTH, WAIST_WIDTH, SHOULDER_WIDTH = 5.2, 4.0, 9.8
UPPER_ARM, FOREARM, HAND = 17.6, 14.6, 4.4
THIGH, SHANK = 24.5, 24.6
HEEL, TOE = (-2.6, -2.6, 0.0), (9.2, -2.6, 0.0)
NOSE, EYE, CROWN = (6.6, -1.0, 0.0), (5.4, 1.0, 2.3), (-1.0, 6.0, 0.0)

RADIUS = {
    "head": 6.4, "hip": 4.4, "waist": 4.8, "shoulder": 4.2, "chest": 4.4, "elbow": 2.5,
    "wrist": 2.2, "hand": 2.3, "knee": 3.6, "ankle": 2.8, "toe": 1.7, "heel": 1.7,
}  # fmt: skip
"""Half the thickness of the body at a joint, left and right alike."""

BONES: tuple[tuple[str, str, float], ...] = (
    ("pelvis", "waist", LUMBAR),
    ("waist", "chest", THORAX),
    ("chest", "neck", NECK),
    ("neck", "head", SKULL),
    *((f"shoulder_{s}", f"elbow_{s}", UPPER_ARM) for s in SIDES),
    *((f"elbow_{s}", f"wrist_{s}", FOREARM) for s in SIDES),
    *((f"wrist_{s}", f"hand_{s}", HAND) for s in SIDES),
    *((f"hip_{s}", f"knee_{s}", THIGH) for s in SIDES),
    *((f"knee_{s}", f"ankle_{s}", SHANK) for s in SIDES),
    *((f"ankle_{s}", f"toe_{s}", length(TOE)) for s in SIDES),
    *((f"ankle_{s}", f"heel_{s}", length(HEEL)) for s in SIDES),
)
"""(from, to, length): what keeps its length whatever the pose."""

LIMITS: dict[str, tuple[float, float]] = {
    "pelvis_pitch": (-180, 180), "pelvis_roll": (-100, 100), "pelvis_turn": (-180, 180),
    "pelvis_twist": (-90, 90),
    "lumbar": (-35, 60), "lumbar_side": (-30, 30), "lumbar_twist": (-20, 20),
    "thorax": (-30, 45), "thorax_side": (-30, 30), "thorax_twist": (-50, 50),
    "neck": (-50, 70), "neck_side": (-45, 45), "neck_twist": (-45, 45),
    "head": (-55, 45), "head_side": (-20, 20), "head_twist": (-50, 50),
}  # fmt: skip
"""Angles in degrees that the spine can take; forward, to the right and turning right are positive."""

LIMB_LIMITS: dict[str, tuple[float, float]] = {
    "shoulder": (-65, 185), "shoulder_abd": (-50, 185), "shoulder_rot": (-100, 110), "elbow": (0, 155),
    "wrist": (-90, 90), "shrug": (-3, 5), "protract": (-4.5, 4.5),
    "hip": (-35, 140), "hip_abd": (-30, 85), "hip_rot": (-60, 90), "knee": (0, 160), "ankle": (-65, 45),
}  # fmt: skip
"""The same per limb: bending, outwards, and rotating outwards are positive. `shrug` and `protract` are
units up and forward that the shoulder slides over the ribs."""


class OutOfReachError(ValueError):
    """A hand or a foot cannot get where the pose wants it."""


def trunk(angles: Angles, at: Vector) -> tuple[Joints, dict[str, Rotation]]:
    """The spine and head from the pelvis up, and how pelvis, thorax and head are turned."""
    pelvis = then(then(_turned(angles, "pelvis_turn"), about_z(-angles.get("pelvis_pitch", 0))),
                  then(about_x(angles.get("pelvis_roll", 0)), _turned(angles, "pelvis_twist")))  # fmt: skip
    lumbar = then(pelvis, _bend(angles, "lumbar"))
    thorax = then(lumbar, _bend(angles, "thorax"))
    neck = then(thorax, _bend(angles, "neck"))
    skull = then(neck, _bend(angles, "head"))
    waist = add(at, turn(lumbar, scale(UP, LUMBAR)))
    chest = add(waist, turn(thorax, scale(UP, THORAX)))
    nape = add(chest, turn(neck, scale(UP, NECK)))
    head = add(nape, turn(skull, scale(UP, SKULL)))
    joints = {"pelvis": at, "waist": waist, "chest": chest, "neck": nape, "head": head}
    joints |= {"nose": add(head, turn(skull, NOSE)), "crown": add(head, turn(skull, CROWN))}
    for side, sign in SIDES.items():
        joints[f"hip_{side}"] = add(at, turn(pelvis, (0, 0, sign * HIP_WIDTH)))
        joints[f"waist_{side}"] = add(waist, turn(lumbar, (0, 0, sign * WAIST_WIDTH)))
        joints[f"eye_{side}"] = add(head, turn(skull, (EYE[0], EYE[1], sign * EYE[2])))
        slide = (
            angles.get(f"protract_{side}", 0),
            angles.get(f"shrug_{side}", 0) - 2.2,
            sign * SHOULDER_WIDTH,
        )
        joints[f"shoulder_{side}"] = add(chest, turn(thorax, slide))
    return joints, {"pelvis": pelvis, "thorax": thorax, "skull": skull}


def arm(angles: Angles, side: str, shoulder: Vector, thorax: Rotation) -> Joints:
    upper = then(thorax, _ball(angles, "shoulder", side))
    fore = then(upper, about_z(angles.get(f"elbow_{side}", 0)))
    hand = then(fore, about_z(angles.get(f"wrist_{side}", 0)))
    elbow = add(shoulder, turn(upper, scale(DOWN, UPPER_ARM)))
    wrist = add(elbow, turn(fore, scale(DOWN, FOREARM)))
    palm = add(wrist, turn(hand, scale(DOWN, HAND)))
    return {f"elbow_{side}": elbow, f"wrist_{side}": wrist, f"hand_{side}": palm}


def leg(angles: Angles, side: str, hip: Vector, pelvis: Rotation, toes: Vector | None = None) -> Joints:
    """A leg by its angles; with `toes` the foot is level and points there, whatever the ankle angle."""
    thigh = then(pelvis, _ball(angles, "hip", side))
    shank = then(thigh, about_z(-angles.get(f"knee_{side}", 0)))
    foot = then(shank, about_z(angles.get(f"ankle_{side}", 0)))
    knee = add(hip, turn(thigh, scale(DOWN, THIGH)))
    ankle = add(knee, turn(shank, scale(DOWN, SHANK)))
    foot = foot if toes is None else _pointing(toes)
    return {f"knee_{side}": knee, f"ankle_{side}": ankle} | _foot(side, ankle, foot)


def reaching_arm(
    side: str, shoulder: Vector, hand: Vector, elbow_towards: Vector, palm: Vector | None
) -> Joints:
    """An arm whose hand is at `hand`; `palm` is where the hand points, along the forearm if not given."""
    if palm is None:
        elbow = _middle(shoulder, hand, UPPER_ARM, FOREARM + HAND, elbow_towards)
        wrist = add(elbow, scale(unit(subtract(hand, elbow)), FOREARM))
    else:
        wrist = subtract(hand, scale(unit(palm), HAND))
        elbow = _middle(shoulder, wrist, UPPER_ARM, FOREARM, elbow_towards)
    return {f"elbow_{side}": elbow, f"wrist_{side}": wrist, f"hand_{side}": hand}


def standing_leg(side: str, hip: Vector, ankle: Vector, knee_towards: Vector, toes: Vector) -> Joints:
    """A leg whose ankle is at `ankle`; `toes` is where the foot points."""
    knee = _middle(hip, ankle, THIGH, SHANK, knee_towards)
    return {f"knee_{side}": knee, f"ankle_{side}": ankle} | _foot(side, ankle, _pointing(toes))


def _bend(angles: Angles, part: str) -> Rotation:
    forward, aside = about_z(-angles.get(part, 0)), about_x(angles.get(f"{part}_side", 0))
    return then(then(_turned(angles, f"{part}_twist"), forward), aside)


def _turned(angles: Angles, name: str) -> Rotation:
    return about_y(-angles.get(name, 0))


def _ball(angles: Angles, joint: str, side: str) -> Rotation:
    sign = SIDES[side]
    forward = about_z(angles.get(f"{joint}_{side}", 0))
    outward = about_x(-sign * angles.get(f"{joint}_abd_{side}", 0))
    rotated = about_y(-sign * angles.get(f"{joint}_rot_{side}", 0))
    return then(then(forward, outward), rotated)


def _foot(side: str, ankle: Vector, foot: Rotation) -> Joints:
    return {f"toe_{side}": add(ankle, turn(foot, TOE)), f"heel_{side}": add(ankle, turn(foot, HEEL))}


def _pointing(toes: Vector) -> Rotation:
    """A foot whose sole is as level as its direction allows."""
    x = unit(toes)
    across = (-x[2], 0.0, x[0]) if abs(x[1]) < 0.999 else (0.0, 0.0, 1.0)
    z = unit(across)
    y = (z[1] * x[2] - z[2] * x[1], z[2] * x[0] - z[0] * x[2], z[0] * x[1] - z[1] * x[0])
    return ((x[0], y[0], z[0]), (x[1], y[1], z[1]), (x[2], y[2], z[2]))


def _middle(root: Vector, end: Vector, upper: float, lower: float, towards: Vector) -> Vector:
    """Where the elbow or knee is between `root` and `end`, on the side of `towards`."""
    gap = subtract(end, root)
    distance = length(gap)
    if not abs(upper - lower) < distance <= upper + lower:
        wanted = f"{distance:.1f} is wanted and {abs(upper - lower):.1f} to {upper + lower:.1f} is possible"
        raise OutOfReachError(wanted)
    axis = unit(gap)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    aside = unit(subtract(towards, scale(axis, dot(towards, axis))))
    return add(root, add(scale(axis, along), scale(aside, sqrt(max(0.0, upper**2 - along**2)))))
