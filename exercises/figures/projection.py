"""From strokes in space to marks on paper, far to near."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import cos, radians, sin

from exercises.figures.shapes import Part, Stroke
from exercises.figures.vectors import Vector

Point = tuple[float, float]
VIEWS = {
    "side": (0.0, 0.0),
    "front": (90.0, 0.0),
    "back": (-90.0, 0.0),
    "slant": (28.0, 14.0),
    "quarter": (55.0, 14.0),
    "over": (90.0, 42.0),
    "feet": (35.0, 38.0),
    "high": (90.0, 24.0),
    "corner": (60.0, 25.0),
    "raised": (20.0, 34.0),
    "above": (90.0, 66.0),
}
"""(yaw, pitch) in degrees: the side shows someone facing right, the front someone facing us."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is painted: a line, or an area when `closed`. y runs up, as in space."""

    points: tuple[Point, ...]
    width: float
    tone: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class View:
    yaw: float
    pitch: float

    @classmethod
    def named(cls, name: str) -> "View":
        """Raises `KeyError` for a view that has no name."""
        return cls(*VIEWS[name])

    def point(self, at: Vector) -> Point:
        return (
            self._across(at),
            at[1] * cos(radians(self.pitch)) - self._towards(at) * sin(radians(self.pitch)),
        )

    def depth(self, at: Vector) -> float:
        return self._towards(at) * cos(radians(self.pitch)) + at[1] * sin(radians(self.pitch))

    def mark(self, stroke: Stroke) -> Mark:
        return Mark(tuple(self.point(at) for at in stroke.points), stroke.width, stroke.tone, stroke.closed)

    def part_depth(self, part: Part) -> float:
        depths = [self.depth(at) + stroke.nearer for stroke in part for at in stroke.points]
        return sum(depths) / len(depths)

    def _across(self, at: Vector) -> float:
        return at[0] * cos(radians(self.yaw)) - at[2] * sin(radians(self.yaw))

    def _towards(self, at: Vector) -> float:
        return at[0] * sin(radians(self.yaw)) + at[2] * cos(radians(self.yaw))


def painted(view: View, parts: Iterable[Part]) -> list[tuple[Mark, ...]]:
    return [tuple(view.mark(stroke) for stroke in part) for part in sorted(parts, key=view.part_depth)]


def dimmed(part: Part) -> Part:
    """The same limb, on the far side of the body."""
    return tuple(replace(stroke, tone="f") for stroke in part)
