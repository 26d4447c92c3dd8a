"""What a change of the document would break in apps that were built on an earlier one.

An app is promised: what it may send stays welcome, and what it is answered keeps the shape it knows. New
addresses, new fields in answers, new optional fields in requests, and new words in an answer's list of words
break nothing: an app has to pass over what it does not know.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from api.document.shapes import Shapes
from api.document.tidy import METHODS, REFERENCE

Document = dict[str, Any]


def breaks(old: Document, new: Document) -> list[str]:
    """Each promise of `old` that `new` does not keep, with the operation and the field it is about."""
    return list(_Comparison(old, new).found())


@dataclass(frozen=True)
class _Comparison:
    old: Document
    new: Document

    def found(self) -> Iterator[str]:
        for path, item in self.old["paths"].items():
            for method in (method for method in METHODS if method in item):
                name = f"{method.upper()} {path}"
                kept = self.new["paths"].get(path, {}).get(method)
                if kept is None:
                    yield f"{name}: is gone"
                    continue
                for what in self._operation(item[method], kept):
                    yield f"{name}: {what}"

    def _operation(self, old: Document, new: Document) -> Iterator[str]:
        if old.get("operationId") != new.get("operationId"):
            yield f"operationId: was {old.get('operationId')}, and generated clients call it by that"
        yield from self._parameters(old, new)
        yield from self._body(old, new)
        for code, answer in old["responses"].items():
            if code < "300":
                yield from self._answer(code, answer, new["responses"].get(code))

    def _parameters(self, old: Document, new: Document) -> Iterator[str]:
        before, after = _parameters(self.old, old), _parameters(self.new, new)
        for where, parameter in before.items():
            if where not in after:
                yield f"{where}: is no longer taken"
            else:
                yield from self._sent(where, parameter.get("schema", {}), after[where].get("schema", {}))
        for where, parameter in after.items():
            if parameter.get("required") and not before.get(where, {}).get("required"):
                yield f"{where}: is now required"

    def _body(self, old: Document, new: Document) -> Iterator[str]:
        before = _resolved(self.old, old.get("requestBody") or {})
        after = _resolved(self.new, new.get("requestBody") or {})
        if after.get("required") and not before.get("required"):
            yield "body: is now required"
        for media, content in before.get("content", {}).items():
            if media not in after.get("content", {}):
                yield f"body: {media} is no longer taken"
            else:
                yield from self._sent("body", content["schema"], after["content"][media]["schema"])

    def _answer(self, code: str, old: Document, new: Document | None) -> Iterator[str]:
        if new is None:
            yield f"{code}: is no longer answered"
            return
        after = _resolved(self.new, new).get("content", {})
        for media, content in _resolved(self.old, old).get("content", {}).items():
            if media not in after:
                yield f"{code}: {media} is no longer answered"
            else:
                # What is answered now has to be something that was promised.
                shapes = Shapes(narrow=self.new, wide=self.old, answers=True)
                yield from shapes.misfits(
                    str(code), after[media].get("schema", {}), content.get("schema", {})
                )

    def _sent(self, where: str, old: Document, new: Document) -> Iterator[str]:
        """What an app sends has to be something that is taken now."""
        yield from Shapes(narrow=self.old, wide=self.new, answers=False).misfits(where, old, new)


def _parameters(document: Document, operation: Document) -> dict[str, Document]:
    found = [_resolved(document, parameter) for parameter in operation.get("parameters", [])]
    return {f"{one['in']} {one['name']}": one for one in found if one["in"] != "path"}


def _resolved(document: Document, node: Document) -> Document:
    while REFERENCE in node:
        _, _, group, name = node[REFERENCE].split("/")
        node = document["components"][group][name]
    return node
