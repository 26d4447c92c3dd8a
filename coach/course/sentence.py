"""The assessment in words, nl and en. The texts are data (`sentences.toml`); this only fills them in."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from coach.course.assessment import Assessment

TEXTS: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8")
)


def sentence(assessment: Assessment, language: str) -> str:
    """What this assessment says, what it rests on, and what may be done. `language`: nl or en."""
    return render(assessment.sentence, assessment.params, language)


def render(code: str, params: Mapping[str, Any], language: str) -> str:
    """The same from a stored sentence code and its parameters. KeyError for an unknown code or language."""
    words = {name: _number(value, language) for name, value in params.items()}
    parts = [TEXTS["finding"][code], TEXTS["basis"][_basis(params["entries"])]]
    if params["step"]:
        parts.append(TEXTS["step"][params["step"]])
    return " ".join(part[language].format_map(words) for part in parts)


def step_words(key: str, language: str) -> str:
    """A next step in words. KeyError for an unknown step or language."""
    return TEXTS["step"][key][language]


def _basis(entries: int) -> str:
    return ("none", "one")[entries] if entries < 2 else "many"


def _number(value: object, language: str) -> str:
    text = str(value)
    return text.replace(".", ",") if isinstance(value, float) and language == "nl" else text
