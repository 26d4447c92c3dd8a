"""Draws a figure as a small SVG: start and end side by side, or a loop of the movement."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from math import cos, pi, sin

from exercises.figures.arrows import arrow_marks
from exercises.figures.body import bodies, stage
from exercises.figures.poses import Figure, FigureError, figure
from exercises.figures.projection import Mark, Point, View, dimmed, painted
from exercises.figures.props import prop_parts
from exercises.figures.shapes import Part, Stroke, body_parts
from exercises.figures.skeleton import SIDES, Joints
from exercises.figures.style import HALO, STYLE, loop_style

PANEL = (156.0, 160.0)
GAP = 8.0
PADDING = 10.0
LARGEST = 1.5
FRAMES = 6
SIDEWAYS = 40
Group = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """One panel: groups of marks from far to near, arrows above them, and the floor where it is a line."""

    groups: tuple[Group, ...]
    arrows: Group
    floor: float | None

    @property
    def marks(self) -> Group:
        return (*(mark for group in self.groups for mark in group), *self.arrows)


def draw(key: str, language: str = "nl", *, animated: bool = False) -> str:
    """The figure as one SVG, titled and described in `language` (nl unless it is en).

    Start and end stand side by side with arrows for the movement, in under 8 kB; `animated` is one panel
    that loops, in under 24 kB, and stands still for who asks for less motion. Colours follow light and
    dark by themselves and can be set from outside, see `style`. Raises `KeyError` for an unknown key.
    """
    wanted = figure(key)
    if animated:
        frames = framed(loop(wanted), across=0)
        content = "".join(f'<g class="n n{i}">{_painted(frame)}</g>' for i, frame in enumerate(frames))
        return _svg(wanted, language, PANEL[0], _panel(0) + content, STYLE + loop_style(FRAMES))
    start, end = framed(scenes(wanted), across=PANEL[0] + GAP)
    content = _panel(0) + _painted(start) + _panel(PANEL[0] + GAP) + _painted(end)
    return _svg(wanted, language, 2 * PANEL[0] + GAP, content, STYLE)


def scenes(wanted: Figure) -> list[Scene]:
    """Start and end in the figure's own units, y up. Raises `FigureError`."""
    start, end = bodies(wanted)
    view = _view(wanted)
    return [
        _scene(wanted, panel, start, now, arrow_marks(wanted, panel, view, start, end))
        for panel, now in ((1, start), (2, end))
    ]


def loop(wanted: Figure) -> list[Scene]:
    """The movement from start to end in `FRAMES` stages, without arrows. Raises `FigureError`."""
    start, end = bodies(wanted)
    stages = [stage(wanted, start, end, i / (FRAMES - 1)) for i in range(FRAMES)]
    return [_scene(wanted, 2, start, now, []) for now in stages]


def framed(panels: list[Scene], across: float) -> list[Scene]:
    """The same scenes on paper (y down), all at one scale, each `across` to the right of the one before."""
    low, high = _bounds(panels)
    size = min(
        LARGEST,
        (PANEL[0] - 2 * PADDING) / (high[0] - low[0]),
        (PANEL[1] - 2 * PADDING) / (high[1] - low[1]),
    )
    corner = ((low[0] + high[0]) / 2, low[1])
    return [_placed(panel, size, corner, number * across) for number, panel in enumerate(panels)]


def _scene(wanted: Figure, panel: int, start: Joints, now: Joints, arrows: list[Mark]) -> Scene:
    view = _view(wanted)
    parts = _shaded(now, view)
    try:
        for prop in wanted.props:
            if prop.get("panel", panel) == panel:
                parts += prop_parts(prop, start, now)
    except (KeyError, TypeError, ValueError) as error:
        raise FigureError(wanted.key, "props", f"cannot be placed: {error}") from error
    groups = tuple(painted(view, parts))
    if not wanted.floor:
        return Scene(groups, tuple(arrows), None)
    if view.pitch:
        return Scene(((view.mark(_shadow(now)),), *groups), tuple(arrows), None)
    return Scene(groups, tuple(arrows), -0.9)


def _shaded(body: Joints, view: View) -> list[Part]:
    """The body with its eyes if they are on this side, and the limbs of the far side dimmed."""
    torso, head, *limbs = body_parts(body)
    seen = [eye for eye in ("eye_l", "eye_r") if view.depth(body[eye]) > view.depth(body["head"]) + 1.5]
    head = (*head, *(Stroke((body[eye],), 1.9, "h") for eye in seen))
    roots = (("hip", "pelvis"), ("shoulder", "chest"))
    far = [
        abs(view.yaw) < SIDEWAYS and view.depth(body[f"{root}_{side}"]) < view.depth(body[middle]) - 2
        for side in SIDES
        for root, middle in roots
    ]
    return [torso, head, *(dimmed(limb) if away else limb for limb, away in zip(limbs, far, strict=True))]


def _shadow(body: Joints) -> Stroke:
    near = [where for where in body.values() if where[1] < 12] or list(body.values())
    x = [where[0] for where in near]
    z = [where[2] for where in near]
    middle, reach = (
        ((min(x) + max(x)) / 2, (min(z) + max(z)) / 2),
        ((max(x) - min(x)) / 2 + 7, (max(z) - min(z)) / 2 + 7),
    )
    turns = [i * pi / 10 for i in range(20)]
    rim = tuple((middle[0] + reach[0] * cos(a), 0.0, middle[1] + reach[1] * sin(a)) for a in turns)
    return Stroke(rim, 0.4, "q", closed=True)


def _bounds(panels: list[Scene]) -> tuple[Point, Point]:
    """Lower left and upper right of everything drawn, thickness included."""
    boxes = [(point, mark.width / 2) for panel in panels for mark in panel.marks for point in mark.points]
    floors = [panel.floor - 0.8 for panel in panels if panel.floor is not None]
    low = (min(x - r for (x, _), r in boxes), min([y - r for (_, y), r in boxes] + floors))
    return low, (max(x + r for (x, _), r in boxes), max(y + r for (_, y), r in boxes))


def _placed(panel: Scene, size: float, corner: Point, across: float) -> Scene:
    """`corner` (the middle of the lower edge) comes to stand at the middle of the panel's lower edge."""
    left, bottom = across + PANEL[0] / 2, PANEL[1] - PADDING

    def moved(mark: Mark) -> Mark:
        points = tuple(
            (left + (x - corner[0]) * size, bottom - (y - corner[1]) * size) for x, y in mark.points
        )
        return replace(mark, points=points, width=mark.width * size)

    groups = tuple(tuple(moved(mark) for mark in group) for group in panel.groups)
    if panel.floor is not None:
        y = bottom - (panel.floor - corner[1]) * size
        groups = ((Mark(((across + 8, y), (across + PANEL[0] - 8, y)), 1.6 * size, "p"),), *groups)
    return Scene(groups, tuple(moved(mark) for mark in panel.arrows), None)


def _panel(left: float) -> str:
    return f'<rect x="{_number(left)}" width="{_number(PANEL[0])}" height="{_number(PANEL[1])}" rx="12"/>'


def _painted(scene: Scene) -> str:
    return "".join(_outline(group) + _paths(group) for group in (*scene.groups, scene.arrows))


def _outline(group: Group) -> str:
    """A rim in the colour of the paper, so that a limb stands out from what lies behind it."""
    if any(mark.tone in "pq" for mark in group):
        return ""
    return _paths([replace(mark, width=mark.width + HALO, tone="h") for mark in group if mark.tone != "h"])


def _paths(marks: Sequence[Mark]) -> str:
    """One path for all marks that look alike, which keeps the file small."""
    alike: dict[tuple[str, float], list[str]] = {}
    for mark in marks:
        look = (f"{mark.tone} z" if mark.closed else mark.tone, mark.width)
        alike.setdefault(look, []).append(_trace(mark))
    return "".join(
        f'<path class="{tone}" stroke-width="{_number(width)}" d="{"".join(traces)}"/>'
        for (tone, width), traces in alike.items()
    )


def _trace(mark: Mark) -> str:
    first, *rest = (f"{_number(x)} {_number(y)}" for x, y in mark.points)
    return f"M{first}L{' '.join(rest) if rest else first}{'Z' if mark.closed else ''}"


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0").replace("-0.", "-.") if abs(value) >= 0.05 else "0"


def _view(wanted: Figure) -> View:
    try:
        return View.named(wanted.view)
    except KeyError as error:
        raise FigureError(wanted.key, "view", f"{wanted.view!r} is no view") from error


def _svg(wanted: Figure, language: str, wide: float, content: str, style: str) -> str:
    tongue = "en" if language.startswith("en") else "nl"
    title, described = escape(wanted.title[tongue]), escape(wanted.description[tongue])
    names = f"{wanted.key}-title", f"{wanted.key}-desc"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="xf" '
        f'viewBox="0 0 {_number(wide)} {_number(PANEL[1])}" role="img" lang="{tongue}" '
        f'aria-labelledby="{names[0]} {names[1]}">'
        f'<title id="{names[0]}">{title}</title><desc id="{names[1]}">{described}</desc>'
        f"<style>{style}</style>{content}</svg>"
    )
