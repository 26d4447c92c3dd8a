"""Makes a document comparable: plain JSON values, names in the order of the alphabet."""

import json
from collections.abc import Iterator
from typing import Any

from drf_spectacular.plumbing import normalize_result_object

REFERENCE = "$ref"
METHODS = ("get", "put", "post", "patch", "delete")
BY_NAME = ("paths", "schemas", "responses", "requestBodies", "parameters", "examples", "securitySchemes")


def plain(document: Any) -> dict[str, Any]:
    """The same in dictionaries, lists and strings, whatever lazy texts it held."""
    flat: dict[str, Any] = json.loads(json.dumps(normalize_result_object(document)))  # type: ignore[no-untyped-call]
    return flat


def sorted_document(document: dict[str, Any]) -> dict[str, Any]:
    """Addresses and components by name, the answers of an operation by number; fields as they were."""
    components = document["components"]
    for group in BY_NAME:
        if group in components:
            components[group] = dict(sorted(components[group].items()))
    document["paths"] = dict(sorted(document["paths"].items()))
    for operation in operations(document):
        operation["responses"] = dict(sorted(operation["responses"].items()))
    return document


def without_unused(document: dict[str, Any]) -> dict[str, Any]:
    """The document with those components alone that an address leads to."""
    components = document["components"]
    used: dict[str, dict[str, Any]] = {"securitySchemes": components["securitySchemes"]}
    waiting = [document["paths"]]
    while waiting:
        for node in walk(waiting.pop()):
            if isinstance(reference := node.get(REFERENCE), str):
                group, name = reference.split("/")[-2:]
                if name not in used.setdefault(group, {}):
                    used[group][name] = components[group][name]
                    waiting.append(used[group][name])
    document["components"] = used
    return document


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in document["paths"].values():
        yield from (path[method] for method in METHODS if method in path)


def walk(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of the document, outer ones first."""
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)
