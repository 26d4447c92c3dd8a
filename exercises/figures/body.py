"""From a pose to a body: where every joint is, with the feet, knees or back on the floor."""

from typing import Any

from exercises.figures.poses import REACHES, Figure, FigureError, Table, blended
from exercises.figures.skeleton import (
    BONES,
    LIMB_LIMITS,
    LIMITS,
    RADIUS,
    SIDES,
    Joints,
    OutOfReachError,
    arm,
    leg,
    reaching_arm,
    standing_leg,
    trunk,
)
from exercises.figures.vectors import (
    FORWARD,
    Rotation,
    Vector,
    add,
    between,
    length,
    scale,
    subtract,
    swing,
    turn,
    unit,
)

ORIGIN: Vector = (0.0, 0.0, 0.0)
TREE: tuple[tuple[str, str], ...] = (
    *((parent, child) for parent, child, _ in BONES[:4]),
    ("head", "nose"),
    ("head", "crown"),
    *(
        (parent, f"{child}_{side}")
        for parent, child in (("head", "eye"), ("pelvis", "hip"), ("waist", "waist"), ("chest", "shoulder"))
        for side in SIDES
    ),
    *((parent, child) for parent, child, _ in BONES[4:]),
)
"""(from, to) for every joint but the pelvis, parents first."""


def bodies(figure: Figure) -> tuple[Joints, Joints]:
    """Start and end. Raises `FigureError` for an unknown word, an impossible angle or place."""
    start = _Pose(figure.key, "start", figure.start).solved()
    end = _Pose(figure.key, "end", figure.end, start)
    return start, end.solved(figure.anchor, fixed=figure.fixed)


def in_between(start: Joints, end: Joints, share: float, anchor: str = "pelvis") -> Joints:
    """The body `share` (0 to 1) of the way along, every limb swinging at its own length."""
    body: Joints = {"pelvis": between(start["pelvis"], end["pelvis"], share)}
    for parent, child in TREE:
        a, b = subtract(start[child], start[parent]), subtract(end[child], end[parent])
        size = length(a) + share * (length(b) - length(a))
        body[child] = add(body[parent], scale(swing(unit(a), unit(b), share), size))
    drift = subtract(between(start[anchor], end[anchor], share), body[anchor])
    return {joint: add(where, drift) for joint, where in body.items()}


def stage(figure: Figure, start: Joints, end: Joints, share: float) -> Joints:
    """The body `share` of the way along: by its angles when those tell, otherwise limb by limb."""
    pose = blended(figure.start, figure.end, share)
    if pose is None:
        return in_between(start, end, share, figure.anchor)
    return _Pose(figure.key, "between", pose, start).solved(figure.anchor, fixed=figure.fixed)


def lowest(body: Joints) -> float:
    """Height of the lowest point of skin over the floor."""
    return min(where[1] - RADIUS.get(joint.split("_")[0], 0) for joint, where in body.items())


def place(where: Any, body: Joints, side: str | None = None) -> Vector:
    """A point given as [x, y, z], "joint" or "joint+x,y,z"; sided and mirrored when `side` is given.

    Raises `KeyError` for a joint that is not there (yet), `ValueError` or `TypeError` for what is unreadable.
    """
    sign = SIDES[side] if side else 1.0
    if not isinstance(where, str):
        x, y, z = where
        return (float(x), float(y), sign * float(z))
    joint, _, shift = where.partition("+")
    x, y, z = (float(one) for one in shift.split(",")) if shift else ORIGIN
    origin = body[joint] if joint in body or side is None else body[f"{joint}_{side}"]
    return add(origin, (x, y, sign * z))


class _Pose:
    """One table of angles and reaches, every limb with its side."""

    def __init__(self, key: str, panel: str, table: Table, start: Joints | None = None) -> None:
        self._key, self._panel, self._start = key, panel, start
        self._angles: dict[str, float] = {}
        self._reaches: dict[str, Any] = {}
        self._at: Vector | None = None
        self._lift = float(table.get("lift", 0))
        for word, value in table.items():
            self._take(word, value)

    def solved(self, anchor: str = "pelvis", *, fixed: bool = False) -> Joints:
        body, turned = trunk(self._angles, self._at or ORIGIN)
        for side in SIDES:
            if f"hand_{side}" not in self._reaches:
                body |= arm(self._angles, side, body[f"shoulder_{side}"], turned["thorax"])
            if f"foot_{side}" not in self._reaches:
                toes = self._reaches.get(f"toes_{side}")
                body |= leg(self._angles, side, body[f"hip_{side}"], turned["pelvis"], toes)
        if self._at is None:
            body = _moved(body, self._move(body, anchor, fixed=fixed))
        return self._reached(body, turned)

    def _move(self, body: Joints, anchor: str, *, fixed: bool) -> Vector:
        rise = self._lift - lowest(body)
        if self._start is None:
            return (0.0, rise, 0.0)
        if anchor not in body:
            raise self._wrong("anchor", f"{anchor!r} is not a joint that angles alone place")
        x, y, z = subtract(self._start[anchor], body[anchor])
        return (x, y if fixed else rise, z)

    def _reached(self, body: Joints, turned: dict[str, Rotation]) -> Joints:
        for side in SIDES:
            if f"foot_{side}" in self._reaches:
                body = body | self._leg(side, body, turned["pelvis"])
        for side in sorted(SIDES, key=self._leans_on_the_other_arm):
            if f"hand_{side}" in self._reaches:
                body = body | self._arm(side, body, turned["thorax"])
        return body

    def _leans_on_the_other_arm(self, side: str) -> bool:
        return str(self._reaches.get(f"hand_{side}")).startswith(("hand", "elbow", "wrist"))

    def _arm(self, side: str, body: Joints, thorax: Rotation) -> Joints:
        natural = turn(thorax, (-0.5, -1.0, SIDES[side] * 0.6))
        towards = self._direction(f"elbow_to_{side}", natural, side)
        palm = self._direction(f"palm_{side}", ORIGIN, side)
        hand = self._place(f"hand_{side}", body, side)
        try:
            return reaching_arm(
                side, body[f"shoulder_{side}"], hand, towards, None if palm == ORIGIN else palm
            )
        except OutOfReachError as error:
            raise self._wrong(f"hand_{side}", str(error)) from error

    def _leg(self, side: str, body: Joints, pelvis: Rotation) -> Joints:
        towards = self._direction(f"knee_to_{side}", turn(pelvis, (1.0, 0.0, SIDES[side] * 0.1)), side)
        toes = self._direction(f"toes_{side}", FORWARD, side)
        ankle = self._place(f"foot_{side}", body, side)
        try:
            return standing_leg(side, body[f"hip_{side}"], ankle, towards, toes)
        except OutOfReachError as error:
            raise self._wrong(f"foot_{side}", str(error)) from error

    def _place(self, word: str, body: Joints, side: str) -> Vector:
        try:
            return self._known(self._reaches[word], body, side)
        except (KeyError, ValueError, TypeError) as error:
            raise self._wrong(word, f"cannot be placed: {error}") from error

    def _known(self, where: Any, body: Joints, side: str | None) -> Vector:
        """As `place`; "@joint" is where that joint was at the start."""
        if isinstance(where, str) and where.startswith("@"):
            return place(where[1:], self._start or {}, side)
        return place(where, body, side)

    def _direction(self, word: str, natural: Vector, side: str) -> Vector:
        if word not in self._reaches:
            return natural
        return self._place(word, {}, side)

    def _take(self, word: str, value: Any) -> None:
        stem, _, side = word.rpartition("_")
        if word in LIMITS:
            self._angles[word] = self._angle(word, value, LIMITS[word])
        elif side in SIDES and stem in LIMB_LIMITS:
            self._angles[word] = self._angle(word, value, LIMB_LIMITS[stem])
        elif side in SIDES and stem in REACHES:
            self._reaches[word] = value
        elif word == "at":
            self._at = self._known(value, {}, None)
        elif word != "lift":
            raise self._wrong(word, "unknown word")

    def _angle(self, word: str, value: Any, limits: tuple[float, float]) -> float:
        if not isinstance(value, (int, float)) or not limits[0] <= value <= limits[1]:
            raise self._wrong(word, f"a body can only do {limits[0]} to {limits[1]}, not {value!r}")
        return float(value)

    def _wrong(self, word: str, why: str) -> FigureError:
        return FigureError(self._key, f"{self._panel}.{word}", why)


def _moved(body: Joints, by: Vector) -> Joints:
    return {joint: add(where, by) for joint, where in body.items()}
