"""The routes of the account library, from its own document, under our addresses and names of their own."""

from importlib.resources import files
from typing import Any

import yaml
from allauth.headless.spec.internal import schema as library
from django.urls import Resolver404, resolve

from api.document.answers import answered
from api.document.mended import mended
from api.document.tidy import METHODS, REFERENCE, walk
from api.problems import not_served

ROOT = "/api/v1/accounts"
OURS = "Auth"  # before each name of the library, whose `Session` is another thing than ours
TAG = "accounts"
SOMEONE = "01a2006c-0000-7000-8000-000000000001"


def added(document: dict[str, Any]) -> dict[str, Any]:
    """The document with what an app needs to sign up, sign in and stay signed in."""
    theirs = answered(_renamed(_served(mended(_read()))))
    document["paths"] |= theirs["paths"]
    for group, entries in theirs["components"].items():
        document["components"].setdefault(group, {}).update(entries)
    return document


def _read() -> dict[str, Any]:
    """What the library says of itself, for the fields that are asked for here."""
    spec: dict[str, Any] = yaml.safe_load(
        files("allauth.headless.spec").joinpath("doc/openapi.yaml").read_text()
    )
    for node in [node for node in walk(spec) if node.pop("nullable", False)]:  # as OpenAPI 3.0 has it
        node["anyOf"] = [{REFERENCE: node.pop(REFERENCE)}, {"type": "null"}]
    library.specify_user(spec)
    spec["components"]["schemas"]["User"]["properties"]["id"]["example"] = SOMEONE  # another at each start
    spec["components"]["examples"]["User"]["value"]["id"] = SOMEONE
    meta = spec["components"]["schemas"]["BaseAuthenticationMeta"]["properties"]
    meta["refresh_token"] = {"type": "string", "description": "Good for one use, at tokens/refresh."}
    library.pin_client(spec)
    library.drop_unused_client_parameter(spec)
    library.specify_signup_fields(spec)
    library.specify_custom_signup_form(spec)
    return spec


def _served(spec: dict[str, Any]) -> dict[str, Any]:
    """With the addresses that exist here, each operation under a name and our one tag."""
    served = {}
    for path, item in spec["paths"].items():
        address = path.replace("/_allauth", ROOT)
        if _exists(address):
            served[address] = item
            for method in item.keys() & set(METHODS):
                item[method] |= {
                    "operationId": _name(address, method),
                    "tags": [TAG],
                    "security": [{"bearer": []}, {}],
                }
    return {**spec, "paths": served}


def _exists(address: str) -> bool:
    try:
        return resolve(address).func is not not_served
    except Resolver404:
        return False


def _name(address: str, method: str) -> str:
    words = address.removeprefix(f"{ROOT}/app/v1/").replace("/", "_").replace("-", "_")
    return f"accounts_{words}_{method}"


def _renamed(spec: dict[str, Any]) -> dict[str, Any]:
    """With `Auth` before each name."""
    for node in walk(spec):
        if isinstance(node.get(REFERENCE), str):
            node[REFERENCE] = _ours(node[REFERENCE])
        if "propertyName" in node:
            node["mapping"] = {word: _ours(reference) for word, reference in node["mapping"].items()}
    components = spec["components"]
    renamed = {
        group: {f"{OURS}{name}": entry for name, entry in components[group].items()} for group in components
    }
    return {**spec, "components": renamed}


def _ours(reference: str) -> str:
    kind, name = reference.rsplit("/", 1)
    return f"{kind}/{OURS}{name}"
