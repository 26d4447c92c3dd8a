"""Figures made up for the tests."""

from typing import Any

from exercises.figures.poses import Figure, read

WORDS = {"nl": "Zwaaien", "en": "Wave"}
BASES: dict[str, dict[str, Any]] = {
    "standing": {"elbow": 8},
    "seated": {"hip": 90, "knee": 90, "hand": "knee+-6,5,-1"},
}


def made(**fields: Any) -> Figure:
    return read({"key": "wave", "title": WORDS, "desc": WORDS} | fields, BASES)
