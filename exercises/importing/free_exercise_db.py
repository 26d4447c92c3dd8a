"""One exercise of free-exercise-db in our words. Which word becomes which stands in free-exercise-db.toml."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from exercises.catalogue.vocabulary import ALWAYS_RULED_OUT_BY, Equipment
from exercises.importing.reading import Fault, Item
from exercises.models.fields import LONGEST_SENTENCE

TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("free-exercise-db.toml").read_text(encoding="utf-8")
)
ID = re.compile(r"[0-9a-zA-Z_-]{1,59}")
LONGEST_NAME = 120
TEXT = {"id", "name", "level", "category"}
WORD_OR_NONE = {"force", "mechanic", "equipment"}
LISTS = {"primaryMuscles", "secondaryMuscles", "instructions", "images"}
OPTIONAL = {"force"}
UNUSED = {"mechanic", "images"}
"""What we have no room for: isolation or compound, and the names of pictures that do not come along."""

KNOWN = TEXT | WORD_OR_NONE | LISTS
NOT_SAID, LEFT_OUT, EMPTY = "(not said)", "(left out)", "(empty)"
Unmapped = Counter[tuple[str, str]]
"""How often a field said a word that has no counterpart here."""


def faults(item: Item) -> Iterator[Fault]:
    """Everything for which the item cannot be taken."""
    if not isinstance(item.value, dict):
        yield Fault(item.line(), "", "", "every exercise is an object, from { to }")
        return
    name = str(item.value.get("id", "?"))
    for field, remedy in _breaches(item.value):
        yield Fault(item.line(field), name, field, remedy)


def _breaches(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for field in sorted(KNOWN):
        if field not in told and field not in OPTIONAL:
            yield field, "this field is missing"
        elif (remedy := _misfit(field, told.get(field))) is not None:
            yield field, remedy
    if isinstance(told.get("id"), str) and not ID.fullmatch(told["id"]):
        yield "id", "use 1 to 59 letters, digits, - and _"
    for field in ("level", "category"):
        word = told.get(field)
        if isinstance(word, str) and word not in TABLE[field]:
            yield field, f"{word!r} is not one of: {', '.join(TABLE[field])}"


def _misfit(field: str, value: Any) -> str | None:
    """What is wrong with the form of a value, or nothing."""
    if field in LISTS:
        fits = isinstance(value, list) and all(_is_text(one, LONGEST_SENTENCE) for one in value)
        return None if fits else f"write a list of texts, each of up to {LONGEST_SENTENCE} characters"
    if value is None and field in WORD_OR_NONE:
        return None
    fits = _is_text(value, LONGEST_NAME) and value.strip()
    return None if fits else f"write a text of 1 to {LONGEST_NAME} characters"


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and len(value.strip()) <= longest and "\0" not in value


def slug(told: dict[str, Any]) -> str:
    """Our key: two ids that differ in capitals or signs only would share it."""
    return f"{TABLE['prefix']}-{re.sub(r'[^a-z0-9]+', '-', told['id'].lower()).strip('-')}"


def columns(told: dict[str, Any], unmapped: Unmapped) -> dict[str, Any]:
    """What a faultless item says, by column of `Exercise`; what it cannot say is counted in `unmapped`."""
    unmapped.update((field, LEFT_OUT) for field in told if field in UNUSED or field not in KNOWN)
    unmapped.update(("instructions", EMPTY) for step in told["instructions"] if not step.strip())
    said = {
        "name_en": told["name"].strip(),
        "steps_en": [step.strip() for step in told["instructions"] if step.strip()],
        "kind": TABLE["category"][told["category"]],
        "level": TABLE["level"][told["level"]],
        "force": _ours("force", told.get("force"), unmapped) or "",
        "ruled_out_by": list(ALWAYS_RULED_OUT_BY),
        "original_id": told["id"],
        **{name: TABLE[name] for name in ("source", "licence", "author")},
        **_muscles(told, unmapped),
        **_equipment(told, unmapped),
    }
    content = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return {**said, "content_hash": content, "reviewed_on": None, "reviewed_by": None, "needs_review": True}


def _muscles(told: dict[str, Any], unmapped: Unmapped) -> dict[str, Any]:
    primary = [_ours("muscle", word, unmapped) for word in told["primaryMuscles"]]
    second = [_ours("muscle", word, unmapped) for word in told["secondaryMuscles"]]
    regions = _each(region for one in primary if one for region in one["regions"])
    if not regions:
        unmapped.update(("region of muscle", word) for word in told["primaryMuscles"] or [NOT_SAID])
    return {"muscles": _each(one["muscle"] for one in primary + second if one), "regions": regions}


def _equipment(told: dict[str, Any], unmapped: Unmapped) -> dict[str, Any]:
    """What nobody named is none we know of; what we have no word for is `other`, never nothing."""
    found = _ours("equipment", told["equipment"], unmapped)
    unnamed = [Equipment.OTHER.value] if told["equipment"] else []
    return found or {"equipment": unnamed, "places": []}


def _ours(kind: str, word: str | None, unmapped: Unmapped) -> Any:
    found = TABLE[kind].get(word)
    if found is None:
        unmapped[kind, word or NOT_SAID] += 1
    return found


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
