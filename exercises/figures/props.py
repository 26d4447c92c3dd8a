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
BEHIND, BEFORE = -60.0, 60.0


def prop_parts(prop: Prop, start: Joints, now: Joints) -> list[Part]:
    """Raises `KeyError` for a prop or joint that does not exist."""
    return _PROPS[prop["is"]](prop, now if prop.get("held", prop["is"] in _HELD) else start)


def _chair(prop: Prop, body: Joints) -> list[Part]:
    x, hip, z = body["pelvis"]
    top, x = hip - RADIUS["hip"] - 1.2, x + prop.get("x", 0)
    back, front, wide = x - 8.5, x + 12, 9.5
    legs = tuple(_bar((a, top, b), (a, 0.8, b), 1.8, "p") for a in (back, front) for b in (z - wide, z + wide))
    seat = Stroke(((back, top, z - wide), (front, top, z - wide), (front, top, z + wide), (back, top, z + wide)), 2.4, "p", closed=True)
    parts: list[Part] = [(*(Stroke(s.points, s.width, s.tone, nearer=BEHIND) for s in legs),), (Stroke(seat.points, 2.4, "p", closed=True, nearer=BEHIND),)]
    if prop.get("back", True):
        rest = ((back - 1, top, z - wide), (back - 3, top + 27, z - wide), (back - 3, top + 27, z + wide), (back - 1, top, z + wide))
        parts.append((Stroke(rest, 2.4, "p", closed=True, nearer=BEHIND - 5),))
    return parts


def _desk(prop: Prop, body: Joints) -> list[Part]:
    x, top, deep, wide = prop["x"], prop["top"], prop.get("deep", 26), prop.get("wide", 24)
    board = ((x, top, -wide), (x + deep, top, -wide), (x + deep, top, wide), (x, top, wide))
    legs = tuple(_bar((a, top, b), (a, 0.8, b), 1.8, "p") for a in (x + 3, x + deep - 2) for b in (-wide + 2, wide - 2))
    behind = BEFORE if prop.get("before") else BEHIND
    return [
        tuple(Stroke(leg.points, leg.width, leg.tone, nearer=behind) for leg in legs),
        (Stroke(board, 2.4, "p", closed=True, nearer=behind),),
    ]


def _screen(prop: Prop, body: Joints) -> list[Part]:
    x, y, z = place(prop["at"], body)
    high, wide = prop.get("high", 15), prop.get("wide", 13)
    glass = ((x, y, z - wide), (x, y + high, z - wide), (x, y + high, z + wide), (x, y, z + wide))
    foot = _bar((x, y, z), (x, y - prop.get("foot", 4), z), 1.6, "p")
    return [(foot, Stroke(glass, 1.8, "p", closed=True, nearer=BEHIND))]


def _wall(prop: Prop, body: Joints) -> list[Part]:
    x, y, _ = place(prop["at"], body)
    high, wide, thick = prop.get("high", 104), prop.get("wide", 30), prop.get("thick", 3.0)
    face = ((x, 0, -wide), (x, high, -wide), (x + thick, high, wide), (x + thick, 0, wide))
    return [(Stroke(face, 1.0, "q", closed=True, nearer=prop.get("nearer", 4 * BEHIND)),)]


def _mat(prop: Prop, body: Joints) -> list[Part]:
    low, high, wide = prop.get("from", -50), prop.get("to", 50), prop.get("wide", 16)
    y = -1.4
    cloth = ((low, y, -wide), (high, y, -wide), (high, y, wide), (low, y, wide))
    return [(Stroke(cloth, 2.4, "k", closed=True, nearer=5 * BEHIND),)]


def _disc(prop: Prop, body: Joints) -> list[Part]:
    at = place(prop["at"], body)
    return [(Stroke((at,), 2 * prop["r"], prop.get("tone", "k"), nearer=prop.get("nearer", 2.0)),)]


def _line(prop: Prop, body: Joints) -> list[Part]:
    points = tuple(place(point, body) for point in prop["points"])
    tone, width = prop.get("tone", "k"), prop.get("width", 1.6)
    return [(Stroke(points, width, tone, closed=prop.get("closed", False), nearer=prop.get("nearer", 0.0)),)]


def _ring(prop: Prop, body: Joints) -> list[Part]:
    """A wheel or a roller seen from the side: an open circle."""
    at, r = place(prop["at"], body), prop["r"]
    points = tuple(add(at, (r * cos(i * pi / 12), r * sin(i * pi / 12), 0.0)) for i in range(25))
    return [(Stroke(points, prop.get("width", 1.8), prop.get("tone", "p"), nearer=prop.get("nearer", BEHIND)),)]


def _dumbbells(prop: Prop, body: Joints) -> list[Part]:
    """Held lengthwise, as they are seen with the palms facing each other; `across` turns them sideways."""
    way: Vector = (0.0, 0.0, 4.2) if prop.get("across") else (4.2, 0.0, 0.0)
    parts: list[Part] = []
    for side in prop.get("hands", ("r", "l")):
        hand = body[f"hand_{side}"]
        a, b = add(hand, way), add(hand, (-way[0], -way[1], -way[2]))
        heads = tuple(Stroke((end,), 5.0, "k", nearer=1.0) for end in (a, b))
        parts.append((Stroke((a, b), 1.8, "k", nearer=1.0), *heads))
    return parts


def _bar(a: Vector, b: Vector, width: float, tone: str) -> Stroke:
    return Stroke((a, b), width, tone)


_PROPS: dict[str, Callable[[Prop, Joints], list[Part]]] = {
    "chair": _chair,
    "desk": _desk,
    "screen": _screen,
    "wall": _wall,
    "mat": _mat,
    "disc": _disc,
    "line": _line,
    "ring": _ring,
    "dumbbells": _dumbbells,
}
_HELD = ("dumbbells",)
