"""The content of a programme as plain JSON and back, without loss."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from exercises.catalogue.model import Text
from exercises.programmes.model import (
    Band,
    Bounds,
    Content,
    Day,
    Limits,
    Phase,
    Prescription,
    Range,
    Side,
    Weekday,
)


def as_json(content: Content) -> dict[str, Any]:
    """Lists and dicts with every field of every part."""
    return plain(content)


def plain(part: Content | Phase | Day) -> dict[str, Any]:
    """Any part of a programme in lists and dicts."""
    found: dict[str, Any] = _plain(asdict(part))
    return found


def from_json(stored: Mapping[str, Any]) -> Content:
    """What `as_json` made. Raises `KeyError` or `ValueError` for anything else."""
    return Content(tuple(_phase(one) for one in stored["phases"]), Limits(**stored["limits"]))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def _phase(stored: Mapping[str, Any]) -> Phase:
    return Phase(stored["weeks"], Text(**stored["title"]), tuple(_day(one) for one in stored["days"]))


def _day(stored: Mapping[str, Any]) -> Day:
    return Day(
        key=stored["key"],
        title=Text(**stored["title"]),
        times_per_week=stored["times_per_week"],
        rest_days=stored["rest_days"],
        weekdays=tuple(Weekday(day) for day in stored["weekdays"]),
        prescriptions=tuple(_prescription(one) for one in stored["prescriptions"]),
    )


def _prescription(stored: Mapping[str, Any]) -> Prescription:
    bounds = {name: one and Range(**one) for name, one in stored["bounds"].items()}
    return Prescription(
        **{
            **stored,
            "band": stored["band"] and Band(stored["band"]),
            "side": stored["side"] and Side(stored["side"]),
            "bounds": Bounds(**bounds),
        }
    )
