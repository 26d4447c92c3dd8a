"""Whether every value of one schema is also a value of another, and where it is not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from api.document.tidy import REFERENCE

Schema = dict[str, Any]
LEAST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
MOST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
SIZES = {*LEAST[2:], *MOST[2:]}  # longer texts and lists in an answer break nothing
SAME = ("pattern", "format", "const", "multipleOf")
EITHER = ("anyOf", "oneOf")
EVERY_TYPE = frozenset({"string", "number", "integer", "boolean", "array", "object", "null"})


@dataclass(frozen=True)
class Shapes:
    """Compares schemas of two documents. `answers`: the values are answered, else they are sent.

    Of answers, more words, more fields and longer texts than were promised are no misfit.
    """

    narrow: Schema
    wide: Schema
    answers: bool
    _under: set[tuple[str, str]] = field(default_factory=set)

    def misfits(self, where: str, narrow: Schema, wide: Schema) -> Iterator[str]:
        """Where a value of `narrow` may not be one of `wide`."""
        names = (str(narrow.get(REFERENCE)), str(wide.get(REFERENCE)))
        if names in self._under:
            return  # a schema within itself: what there is to say is being said
        if "None" not in names:
            self._under.add(names)
        right = _variants(self.wide, wide)
        for one in _variants(self.narrow, narrow):
            yield from min((list(self._pair(where, one, other)) for other in right), key=len)
        self._under.discard(names)

    def _pair(self, where: str, narrow: Schema, wide: Schema) -> Iterator[str]:
        folded = any(word in schema for schema in (narrow, wide) for word in (REFERENCE, *EITHER, "allOf"))
        yield from (self.misfits if folded else self._plain)(where, narrow, wide)

    def _plain(self, where: str, narrow: Schema, wide: Schema) -> Iterator[str]:
        strangers = _types(narrow) - _types(wide)
        if strangers:
            yield f"{where}: {self._say(sorted(strangers), 'may now be', 'may no longer be')}"
            return
        yield from self._words(where, narrow, wide)
        for rules, worse in ((LEAST, _lower), (MOST, _higher), (SAME, _other)):
            for rule in rules:
                if self.answers and rule in SIZES:
                    continue
                if rule in wide and worse(narrow.get(rule), wide[rule]):
                    yield f"{where}: {rule} was {self._was(rule, narrow, wide)}"
        if "items" in narrow and "items" in wide:
            yield from self.misfits(f"{where}[]", narrow["items"], wide["items"])
        yield from self._fields(where, narrow, wide)

    def _words(self, where: str, narrow: Schema, wide: Schema) -> Iterator[str]:
        if self.answers or "enum" not in wide:
            return
        if "enum" not in narrow:
            yield f"{where}: is now one of a few words"
        for word in narrow.get("enum", []):
            if word not in wide["enum"]:
                yield f"{where}: may no longer be {word!r}"

    def _fields(self, where: str, narrow: Schema, wide: Schema) -> Iterator[str]:
        inside, outside = narrow.get("properties", {}), wide.get("properties", {})
        for name in wide.get("required", []):
            if name not in narrow.get("required", []):
                yield f"{where}.{name}: {self._say([], 'is no longer always there', 'is now required')}"
        for name in sorted(inside.keys() & outside.keys()):
            yield from self.misfits(f"{where}.{name}", inside[name], outside[name])
        if self.answers:
            for name in outside.keys() - inside.keys() - set(wide.get("required", [])):
                yield f"{where}.{name}: is gone"
        elif wide.get("additionalProperties") is False:
            yield from self._refused(where, narrow, wide)
        rest, others = narrow.get("additionalProperties"), wide.get("additionalProperties")
        if isinstance(rest, dict) and isinstance(others, dict):
            yield from self.misfits(f"{where}.*", rest, others)

    def _refused(self, where: str, narrow: Schema, wide: Schema) -> Iterator[str]:
        for name in narrow.get("properties", {}).keys() - wide.get("properties", {}).keys():
            yield f"{where}.{name}: is no longer taken"
        if narrow.get("additionalProperties") is not False:
            yield f"{where}: now refuses fields it does not know"

    def _say(self, words: list[str], answered: str, sent: str) -> str:
        return " ".join([answered if self.answers else sent, *words])

    def _was(self, rule: str, narrow: Schema, wide: Schema) -> str:
        old, new = (wide, narrow) if self.answers else (narrow, wide)
        return f"{old.get(rule, 'not set')}, is {new.get(rule, 'not set')}"


def _variants(document: Schema, schema: Schema) -> list[Schema]:
    """The schema without references, as the alternatives it allows."""
    schema = _resolved(document, schema)
    for word in EITHER:
        if word in schema:
            return list(schema[word])
    if "allOf" in schema:
        return [_together([_resolved(document, one) for one in schema["allOf"]])]
    types = schema.get("type")
    if isinstance(types, list):
        return [{**schema, "type": one} for one in types]
    return [schema]


def _resolved(document: Schema, schema: Schema) -> Schema:
    while REFERENCE in schema:
        _, _, group, name = schema[REFERENCE].split("/")
        schema = document["components"][group][name] | {
            key: value for key, value in schema.items() if key != REFERENCE
        }
    return schema


def _together(parts: list[Schema]) -> Schema:
    whole: Schema = {"type": "object", "properties": {}, "required": []}
    if len(parts) == 1:
        return parts[0]
    for part in parts:
        whole["properties"] |= part.get("properties", {})
        whole["required"] += part.get("required", [])
    return whole


def _types(schema: Schema) -> frozenset[str]:
    """A schema that says no type allows all; every whole number is a number."""
    if "type" not in schema:
        return frozenset({"string"}) if "enum" in schema and None not in schema["enum"] else EVERY_TYPE
    return frozenset({schema["type"]} | ({"integer"} if schema["type"] == "number" else set()))


def _lower(mine: Any, bound: Any) -> bool:
    return mine is None or mine < bound


def _higher(mine: Any, bound: Any) -> bool:
    return mine is None or mine > bound


def _other(mine: Any, rule: Any) -> bool:
    return bool(mine != rule)
