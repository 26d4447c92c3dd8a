"""The body and its surroundings as strokes in space, each with a tone and a thickness."""

from dataclasses import dataclass

from exercises.figures.skeleton import RADIUS, SIDES, Joints
from exercises.figures.vectors import Vector


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through `points`, `width` thick; a filled outline when `closed`; a disc when it has one point.

    `nearer` moves it forward (or back) in the order of painting, in units of depth.
    """

    points: tuple[Vector, ...]
    width: float
    tone: str
    closed: bool = False
    nearer: float = 0.0


IN_FRONT = 0.8
"""An arm level with the trunk is painted over it, left and right alike."""

Part = tuple[Stroke, ...]
"""Strokes painted together with one outline around them."""


def body_parts(body: Joints) -> list[Part]:
    parts: list[Part] = [_torso(body), _head(body)]
    for side in SIDES:
        parts.append(_leg(body, side))
        parts.append(_arm(body, side))
    return parts


def _torso(body: Joints) -> Part:
    round_trip = ("shoulder_l", "chest", "shoulder_r", "waist_r", "hip_r", "hip_l", "waist_l")
    outline = tuple(body[joint] for joint in round_trip)
    return (Stroke(outline, 2 * RADIUS["hip"] + 0.8, "t", closed=True),)


def _head(body: Joints) -> Part:
    neck = Stroke((body["chest"], body["neck"], body["head"]), 5.0, "b", nearer=-0.5)
    face = Stroke((body["nose"],), 2.4, "b")
    return (neck, Stroke((body["head"],), 2 * RADIUS["head"], "b"), face)


def _leg(body: Joints, side: str) -> Part:
    at = {joint: body[f"{joint}_{side}"] for joint in ("hip", "knee", "ankle", "heel", "toe")}
    return (
        Stroke((at["hip"], at["knee"]), 8.4, "l"),
        Stroke((at["knee"], at["ankle"]), 6.6, "l"),
        Stroke((at["ankle"], at["heel"], at["toe"]), 3.4, "l", closed=True),
    )


def _arm(body: Joints, side: str) -> Part:
    at = {joint: body[f"{joint}_{side}"] for joint in ("shoulder", "elbow", "wrist", "hand")}
    return (
        Stroke((at["shoulder"], at["elbow"]), 5.6, "b", nearer=IN_FRONT),
        Stroke((at["elbow"], at["wrist"], at["hand"]), 4.6, "b", nearer=IN_FRONT),
    )
