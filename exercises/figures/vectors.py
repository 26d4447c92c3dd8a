"""Just enough three-dimensional geometry. x is forward, y is up, z is to the person's right."""

from math import acos, cos, radians, sin, sqrt

Vector = tuple[float, float, float]
Rotation = tuple[Vector, Vector, Vector]
"""Rows of a matrix that turns a vector of the moving part into one of its parent."""

STILL: Rotation = ((1, 0, 0), (0, 1, 0), (0, 0, 1))
UP: Vector = (0, 1, 0)
DOWN: Vector = (0, -1, 0)
FORWARD: Vector = (1, 0, 0)


def add(a: Vector, b: Vector) -> Vector:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def subtract(a: Vector, b: Vector) -> Vector:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vector, by: float) -> Vector:
    return (a[0] * by, a[1] * by, a[2] * by)


def dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def length(a: Vector) -> float:
    return sqrt(dot(a, a))


def unit(a: Vector) -> Vector:
    """Raises `ZeroDivisionError` for the null vector, which has no direction."""
    return scale(a, 1 / length(a))


def turn(rotation: Rotation, a: Vector) -> Vector:
    return (dot(rotation[0], a), dot(rotation[1], a), dot(rotation[2], a))


def then(outer: Rotation, inner: Rotation) -> Rotation:
    """The rotation that does `inner` first, as seen from within `outer`."""
    columns = tuple(turn(outer, column) for column in zip(*inner, strict=True))
    a, b, c = columns
    return ((a[0], b[0], c[0]), (a[1], b[1], c[1]), (a[2], b[2], c[2]))


def about_x(degrees: float) -> Rotation:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((1, 0, 0), (0, c, -s), (0, s, c))


def about_y(degrees: float) -> Rotation:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, 0, s), (0, 1, 0), (-s, 0, c))


def about_z(degrees: float) -> Rotation:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return ((c, -s, 0), (s, c, 0), (0, 0, 1))


def between(a: Vector, b: Vector, share: float) -> Vector:
    return add(scale(a, 1 - share), scale(b, share))


def swing(a: Vector, b: Vector, share: float) -> Vector:
    """The direction `share` (0 to 1) of the way from direction `a` to `b`, along the shortest arc."""
    angle = acos(max(-1.0, min(1.0, dot(a, b))))
    if sin(angle) < 1e-4:  # the same or opposite: no arc to follow
        return b if share > 0.5 else a
    return add(scale(a, sin((1 - share) * angle) / sin(angle)), scale(b, sin(share * angle) / sin(angle)))
