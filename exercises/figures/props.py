"""The things around a person, as strokes in space: furniture, the mat, the wall, what a hand holds.

A prop stands where the start pose needs it and stays there in both panels, unless it is held.
"""

from collections.abc import Callable, Mapping
from math import cos, pi, sin
from typing import Any

from exercises.figures.body import place
from exercises.figures.shapes import Part, Stroke
from exercises.figures.skeleton import RADIUS, Joints
from exercises.figures.vectors import Vector, add

Prop = Mapping[str, Any]
BEHIND = -60.0
WOOD, BOARD = 1.8, 2.4
"""How thick legs, and seats and tops, are drawn."""


def prop_parts(prop: Prop, start: Joints, now: Joints) -> list[Part]:
    """Raises `KeyError` for a prop or joint that does not exist."""
    held = prop.get("held", prop["is"] == "dumbbells")
    return _PROPS[prop["is"]](prop, now if held else start)


def _chair(prop: Prop, body: Joints) -> list[Part]:
    """Under whoever sits; `x` moves it, `back = false` makes it a stool."""
    x, hip, z = body["pelvis"]
    top, back, front = hip - RADIUS["hip"] - 1.2, x + prop.get("x", 0) - 8.5, x + prop.get("x", 0) + 12
    sides = (z - 9.5, z + 9.5)
    legs = tuple(_leg((a, top, b)) for a in (back, front) for b in sides)
    parts = [legs, (_panel([(back, top), (front, top)], sides, BOARD),)]
    if prop.get("back", True):
        parts.append((_panel([(back - 1, top), (back - 3, top + 27)], sides, BOARD, BEHIND - 5),))
    return parts


def _desk(prop: Prop, _: Joints) -> list[Part]:
    x, top, deep = prop["x"], prop["top"], prop.get("deep", 26)
    legs = tuple(_leg((a, top, b)) for a in (x + 3, x + deep - 2) for b in (-22.0, 22.0))
    return [legs, (_panel([(x, top), (x + deep, top)], (-24, 24), BOARD),)]


def _wall(prop: Prop, body: Joints) -> list[Part]:
    x = place(prop["at"], body)[0]
    high, wide, thick = prop.get("high", 104), prop.get("wide", 30), prop.get("thick", 3.0)
    face = ((x, 0.0, -wide), (x, high, -wide), (x + thick, high, wide), (x + thick, 0.0, wide))
    return [(Stroke(face, 1.0, "q", closed=True, nearer=4 * BEHIND),)]


def _mat(prop: Prop, _: Joints) -> list[Part]:
    low, high, y, wide = prop.get("from", -50), prop.get("to", 50), -1.4, 16.0
    cloth = ((low, y, -wide), (high, y, -wide), (high, y, wide), (low, y, wide))
    return [(Stroke(cloth, 2.4, "k", closed=True, nearer=5 * BEHIND),)]


def _disc(prop: Prop, body: Joints) -> list[Part]:
    tone, nearer = prop.get("tone", "k"), prop.get("nearer", 2.0)
    return [(Stroke((place(prop["at"], body),), 2 * prop["r"], tone, nearer=nearer),)]


def _line(prop: Prop, body: Joints) -> list[Part]:
    points = tuple(place(point, body) for point in prop["points"])
    tone, width, nearer = prop.get("tone", "k"), prop.get("width", 1.6), prop.get("nearer", 0.0)
    return [(Stroke(points, width, tone, closed=prop.get("closed", False), nearer=nearer),)]


def _ring(prop: Prop, body: Joints) -> list[Part]:
    """A wheel seen from the side: an open circle."""
    at, r = place(prop["at"], body), prop["r"]
    rim = tuple(add(at, (r * cos(i * pi / 12), r * sin(i * pi / 12), 0.0)) for i in range(25))
    return [(Stroke(rim, WOOD, "p", nearer=BEHIND),)]


def _dumbbells(prop: Prop, body: Joints) -> list[Part]:
    """One in each hand, lengthwise; `across` turns them sideways."""
    way: Vector = (0.0, 0.0, 4.2) if prop.get("across") else (4.2, 0.0, 0.0)
    parts: list[Part] = []
    for hand in (body["hand_r"], body["hand_l"]):
        ends = (add(hand, way), add(hand, (-way[0], -way[1], -way[2])))
        parts.append(
            (Stroke(ends, WOOD, "k", nearer=1.0), *(Stroke((end,), 5.0, "k", nearer=1.0) for end in ends))
        )
    return parts


def _leg(top: Vector) -> Stroke:
    return Stroke((top, (top[0], 0.8, top[2])), WOOD, "p", nearer=BEHIND)


def _panel(
    edge: list[tuple[float, float]], sides: tuple[float, float], width: float, nearer: float = BEHIND
) -> Stroke:
    """A flat board between the two points (x, y) of `edge`, as wide as `sides` are apart."""
    (ax, ay), (bx, by) = edge
    low, high = sides
    corners = ((ax, ay, low), (bx, by, low), (bx, by, high), (ax, ay, high))
    return Stroke(corners, width, "p", closed=True, nearer=nearer)


_PROPS: dict[str, Callable[[Prop, Joints], list[Part]]] = {
    "chair": _chair,
    "desk": _desk,
    "wall": _wall,
    "mat": _mat,
    "disc": _disc,
    "line": _line,
    "ring": _ring,
    "dumbbells": _dumbbells,
}
