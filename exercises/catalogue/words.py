"""What a person calls the words of the vocabulary. The Dutch stands in words.toml, one table a kind."""

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

DUTCH: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def _said(word: StrEnum) -> str:
    if (get_language() or "en").startswith("nl"):
        return DUTCH[type(word).__name__][word.value]
    return word.value.replace("_", " ")


said: Any = lazy(_said, str)
"""The word in the language of the moment it is read: Dutch where that is Dutch, English elsewhere."""
