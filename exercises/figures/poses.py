"""Reads the poses: named joint angles and reaches per figure, as data, and solves them into joints."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from exercises.figures.skeleton import LIMB_LIMITS

FOLDER = Path(__file__).parent / "data"
LANGUAGES = ("nl", "en")
Table = Mapping[str, Any]
REACHES = ("hand", "palm", "elbow_to", "foot", "toes", "knee_to")
"""Where a hand or ankle must be, where the palm or toes point, and to which side the elbow or knee bends."""
SIDED = (*LIMB_LIMITS, *REACHES)
ENDS = {
    **dict.fromkeys(("shoulder", "shoulder_abd", "elbow"), ("hand", "palm", "elbow_to")),
    **dict.fromkeys(("hip", "knee"), ("foot", "knee_to")),
}
"""An angle of a limb ends the reach it had, palm and elbow with it."""


class FigureError(ValueError):
    """A figure's data cannot be drawn; says which figure, which field and why."""

    def __init__(self, key: str, field: str, why: str) -> None:
        super().__init__(f"{key}: {field}: {why}")
        self.key, self.field, self.why = key, field, why


@dataclass(frozen=True, slots=True)
class Figure:
    """What one drawing shows: the same person twice, at the start and at the end of the movement."""

    key: str
    title: Mapping[str, str]
    description: Mapping[str, str]
    view: str
    start: Table
    end: Table
    anchor: str
    fixed: bool
    props: tuple[Table, ...]
    arrows: tuple[Table, ...]
    floor: bool


@cache
def keys() -> tuple[str, ...]:
    """Every figure that can be drawn, in the order of the data files."""
    return tuple(_figures())


def figure(key: str) -> Figure:
    """Raises `KeyError` for a figure nobody drew."""
    return _figures()[key]


def read(table: Table, bases: Mapping[str, Table]) -> Figure:
    """One `[[figure]]` table. Raises `FigureError`."""
    key = str(table.get("key", "?"))
    unknown = set(table) - _FIELDS
    if unknown:
        raise FigureError(key, min(unknown), "unknown field")
    start = _over(_over({}, _base(key, table, bases)), table.get("start", {}))
    return Figure(
        key=key,
        title=_words(key, "title", table),
        description=_words(key, "desc", table),
        view=table.get("view", "side"),
        start=start,
        end=_over(start, table.get("end", {})),
        anchor=table.get("anchor", "pelvis"),
        fixed=table.get("fixed", False),
        props=tuple({"is": one} if isinstance(one, str) else one for one in table.get("props", ())),
        arrows=tuple({"of": one} if isinstance(one, str) else one for one in table.get("arrows", ())),
        floor=table.get("floor", True),
    )


_FIELDS = {
    "key",
    "title",
    "desc",
    "view",
    "base",
    "start",
    "end",
    "anchor",
    "fixed",
    "props",
    "arrows",
    "floor",
}


@cache
def _figures() -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    bases = _tables(FOLDER / "bases.toml")["base"]
    for path in sorted(FOLDER.glob("*.toml")):
        for table in _tables(path).get("figure", ()):
            one = read(table, bases)
            if one.key in found:
                raise FigureError(one.key, "key", "drawn twice")
            found[one.key] = one
    return found


def blended(start: Table, end: Table, share: float) -> dict[str, Any] | None:
    """The pose `share` (0 to 1) of the way along, or None when the two differ in more than numbers."""
    pose: dict[str, Any] = {}
    for word in {**start, **end}:
        a, b = start.get(word, 0), end.get(word, 0)
        if a != b and not (isinstance(a, (int, float)) and isinstance(b, (int, float))):
            return None
        pose[word] = a if a == b else a + (b - a) * share
    return pose


def _over(below: Table, above: Table) -> dict[str, Any]:
    """The pose `below`, changed by `above`; a word without a side counts for both, an angle ends a reach."""
    pose = dict(below)
    for word, value in above.items():
        for sided in (f"{word}_r", f"{word}_l") if word in SIDED else (word,):
            stem, side = sided[:-2], sided[-2:]
            for ended in ENDS.get(stem, ()):
                pose.pop(ended + side, None)
            pose[sided] = value
    return pose


def _tables(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _base(key: str, table: Table, bases: Mapping[str, Table]) -> dict[str, Any]:
    name = table.get("base", "standing")
    if name not in bases:
        raise FigureError(key, "base", f"{name!r} is not in bases.toml")
    return dict(bases[name])


def _words(key: str, field: str, table: Table) -> Mapping[str, str]:
    words = table.get(field)
    if not isinstance(words, dict) or set(words) != set(LANGUAGES) or not all(words.values()):
        raise FigureError(key, field, "write it in nl and in en")
    return dict(words)
