"""The committed copies of the document: what the code makes now, and what apps were last promised."""

import json
from pathlib import Path
from typing import Any

from api.document.breaking import breaks

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"
CURRENT = DOCS / "openapi.json"
RELEASED = DOCS / "openapi-released.json"
WORDS_ONLY = frozenset({"description", "summary", "title", "example", "examples", "tags", "info"})

Document = dict[str, Any]


def faults(released: Document, now: Document) -> list[str]:
    """What keeps `now` from following on `released`, in words that say what to do.

    Under the same first number nothing an app relies on may go; what is new takes a higher second number.
    """
    was, is_ = _version(released), _version(now)
    if is_ < was:
        return [f"info.version went back from {_dotted(was)} to {_dotted(is_)}. Set it in coach/openapi.py."]
    if is_[0] > was[0]:
        return []
    broken = breaks(released, now)
    if broken:
        return [
            *broken,
            f"This would break apps built on {_dotted(was)}. Offer it beside the old way instead.",
        ]
    if _without_words(released) != _without_words(now) and is_[:2] == was[:2]:
        least = f"{was[0]}.{was[1] + 1}.0"
        return [
            f"The API has something new since {_dotted(was)}: set VERSION to {least} in coach/openapi.py."
        ]
    return []


def text(document: Document) -> str:
    """As it is committed."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def read(path: Path) -> Document:
    found: Document = json.loads(path.read_text("utf-8"))
    return found


def _version(document: Document) -> tuple[int, ...]:
    return tuple(int(part) for part in document["info"]["version"].split("."))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _without_words(node: Any, *, names: bool = False) -> Any:
    """The node without what only people read. Of `names` (of fields, of components) none is left out."""
    if isinstance(node, dict):
        kept = {key: value for key, value in node.items() if names or key not in WORDS_ONLY}
        return {key: _without_words(value, names=key == "properties") for key, value in kept.items()}
    return [_without_words(one) for one in node] if isinstance(node, list) else node
