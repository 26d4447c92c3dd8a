"""Arrows for the direction of movement, on paper."""

from math import atan2, cos, hypot, pi, radians, sin
from typing import Any

from exercises.figures.body import stage
from exercises.figures.poses import Figure, FigureError, Table
from exercises.figures.projection import Mark, Point, View
from exercises.figures.skeleton import Joints

WIDTH, HEAD, SHORTEST, STEPS = 2.0, 5.2, 4.5, 12


def arrow_marks(figure: Figure, panel: int, view: View, start: Joints, end: Joints) -> list[Mark]:
    """The arrows of panel 1 or 2. Raises `FigureError` for an arrow that points at nothing or nowhere."""
    marks: list[Mark] = []
    for arrow in figure.arrows:
        if arrow.get("panel", 1) == panel:
            points = _points(figure, arrow, view, (start, end), panel)
            marks += _drawn(points, both=arrow.get("both", False))
    return marks


def _points(figure: Figure, arrow: Table, view: View, way: tuple[Joints, Joints], panel: int) -> list[Point]:
    if "of" in arrow:
        return _trajectory(figure, arrow, view, way)
    joint = arrow.get("round") or arrow.get("line")
    if joint not in way[panel - 1]:
        raise FigureError(figure.key, "arrows", f"{joint!r} is not a joint")
    at = _shifted(view.point(way[panel - 1][joint]), arrow)
    if "round" in arrow:
        return _arc(at, arrow["r"], arrow["start"], arrow["sweep"])
    by = arrow["by"]
    return [at, (at[0] + by[0], at[1] + by[1])]


def _trajectory(figure: Figure, arrow: Table, view: View, way: tuple[Joints, Joints]) -> list[Point]:
    first, last = arrow.get("from", 0.15), arrow.get("to", 0.95)
    shares = [first + (last - first) * step / STEPS for step in range(STEPS + 1)]
    stages = [stage(figure, *way, share) for share in shares]
    if arrow["of"] not in stages[0]:
        raise FigureError(figure.key, "arrows", f"{arrow['of']!r} is not a joint")
    points = [_shifted(view.point(body[arrow["of"]]), arrow) for body in stages]
    if hypot(points[-1][0] - points[0][0], points[-1][1] - points[0][1]) < SHORTEST:
        raise FigureError(figure.key, "arrows", f"{arrow['of']} hardly moves: draw a line or a round arrow")
    return points


def _shifted(point: Point, arrow: Table) -> Point:
    x, y = arrow.get("shift", (0, 0))
    return (point[0] + x, point[1] + y)


def _arc(centre: Point, radius: float, start: float, sweep: float) -> list[Point]:
    angles = [radians(start + sweep * step / 10) for step in range(11)]
    return [(centre[0] + radius * cos(a), centre[1] + radius * sin(a)) for a in angles]


def _drawn(points: list[Point], *, both: Any) -> list[Mark]:
    heads = [_head(points[-2], points[-1])]
    if both:
        heads.append(_head(points[1], points[0]))
    return [Mark(tuple(points), WIDTH, "a"), *heads]


def _head(before: Point, tip: Point) -> Mark:
    way = atan2(tip[1] - before[1], tip[0] - before[0])
    wings = [
        (tip[0] - HEAD * cos(way + turn), tip[1] - HEAD * sin(way + turn)) for turn in (pi / 5.5, -pi / 5.5)
    ]
    return Mark((wings[0], tip, wings[1]), WIDTH, "a")
