"""One component for each set of words, and one type or null: what every generator of clients understands."""

from typing import Any

from api.document.tidy import REFERENCE, walk

SCHEMAS = "#/components/schemas/"
BLANK, NULL = {REFERENCE: f"{SCHEMAS}BlankEnum"}, {REFERENCE: f"{SCHEMAS}NullEnum"}
NOTHING = {"type": "null"}
PRIMITIVE = ("string", "number", "integer", "boolean")

Document = dict[str, Any]
Schema = dict[str, Any]


def typed(document: Document) -> Document:
    """The document saying the same, without components that are only an empty word or only null."""
    schemas = document["components"]["schemas"]
    for node in list(walk(document)):
        if "oneOf" in node:
            _choose(node, schemas)
    for schema in list(schemas.values()):
        _or_null(schema, schemas)
        for name, field in schema.get("properties", {}).items():
            _name_words(name, field, schemas)
    return document


def _choose(node: Schema, schemas: dict[str, Schema]) -> None:
    choices = [NOTHING if one == NULL else one for one in node["oneOf"]]
    if BLANK in choices:
        choices.remove(BLANK)
        choices[0] = _with_blank(choices[0][REFERENCE], schemas)
    if len(choices) > 1:
        node["oneOf"] = choices
        return
    del node["oneOf"]
    node |= {"allOf": choices} if node else choices[0]  # what stands beside a reference, some pass over


def _with_blank(reference: str, schemas: dict[str, Schema]) -> Schema:
    """The same words and the empty one, as a component."""
    words = schemas[reference.removeprefix(SCHEMAS)]
    name = f"{reference.removesuffix('Enum')}OrNoneEnum"
    schemas[name.removeprefix(SCHEMAS)] = {**words, "enum": [*words["enum"], ""]}
    return {REFERENCE: name}


def _or_null(schema: Schema, schemas: dict[str, Schema]) -> None:
    """A component that is a text or a number, or null, says so in its type."""
    choices = schema.get("anyOf", [])
    if len(choices) != 2 or NOTHING not in choices:
        return
    other = next(one for one in choices if one != NOTHING)
    plain = schemas[other[REFERENCE].removeprefix(SCHEMAS)] if REFERENCE in other else other
    if plain.get("type") in PRIMITIVE:
        del schema["anyOf"]
        schema |= {**plain, "type": [plain["type"], "null"], **schema}


def _name_words(name: str, field: Schema, schemas: dict[str, Schema]) -> None:
    """The framework names the words of a list, but not those of a list that may be null."""
    words = field.get("items", {})
    if words.get("enum") and isinstance(field["type"], list):
        reference = f"{SCHEMAS}{name.title().replace('_', '')}Enum"
        if schemas.setdefault(reference.removeprefix(SCHEMAS), words) != words:
            raise ValueError(f"{reference} is already the name of other words")
        field["items"] = {REFERENCE: reference}
