"""The committed document is the one the code makes."""

from typing import Any

import pytest
from drf_spectacular.validation import validate_schema

from api.document import contract
from api.document.generator import Generator, document
from api.document.tidy import METHODS, REFERENCE, operations, walk
from tests.conftest import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def committed() -> dict[str, Any]:
    return contract.read(contract.CURRENT)


def test_the_committed_document_is_what_the_code_makes() -> None:
    fresh = contract.CURRENT.read_text("utf-8") == contract.text(document())
    assert fresh, "docs/openapi.json is not up to date. Refresh it: make openapi"


def test_it_keeps_what_apps_were_promised(committed: dict[str, Any]) -> None:
    faults = contract.faults(contract.read(contract.RELEASED), committed)
    assert not faults, "\n".join(faults)


def test_everybody_is_served_the_committed_document(committed: dict[str, Any]) -> None:
    for language in ("nl", "en"):
        assert Phone(language=language).get("schema/?format=json").json() == committed


def test_it_comes_out_the_same_each_time() -> None:
    first = contract.text(Generator().get_schema())
    document.cache_clear()
    assert contract.text(Generator().get_schema()) == first


def test_it_is_an_openapi_document(committed: dict[str, Any]) -> None:
    validate_schema(committed)
    assert committed["openapi"].startswith("3.1")


def test_every_operation_has_a_name_of_its_own(committed: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in operations(committed)]
    assert len(set(names)) == len(names)


def test_each_reference_leads_somewhere_and_nothing_lies_unused(committed: dict[str, Any]) -> None:
    there = {
        f"#/components/{group}/{name}"
        for group, entries in committed["components"].items()
        for name in entries
        if group != "securitySchemes"
    }
    assert {node[REFERENCE] for node in walk(committed) if isinstance(node.get(REFERENCE), str)} == there


def test_each_error_of_ours_is_said_once(committed: dict[str, Any]) -> None:
    for path, item in committed["paths"].items():
        for method in item.keys() & set(METHODS):
            for code, answer in item[method]["responses"].items():
                if code >= "400" and not path.startswith("/api/v1/accounts/"):
                    assert answer.keys() == {REFERENCE}, f"{method} {path} {code}"


OPAQUE = {  # what no client looks into, or what is another thing in each place
    "Problem.current",
    "Table.rows",
    "Table.history",
    "AuthSessionGoneResponse.data",
}


def test_each_field_has_a_type(committed: dict[str, Any]) -> None:
    """Else a typed client has nothing to say about it."""
    schemas = committed["components"]["schemas"]
    loose = {
        f"{name}.{field}"
        for name, schema in schemas.items()
        for field, shape in schema.get("properties", {}).items()
        if any(_says_nothing(node) for node in walk(shape))
    }
    assert loose == OPAQUE


def _says_nothing(node: dict[str, Any]) -> bool:
    inside = node.get("additionalProperties")
    return inside == {} or node.get("items") == {} or node in ({}, {"type": "object"})


def test_objects_of_several_kinds_say_which_they_are(committed: dict[str, Any]) -> None:
    """By one word, so that a client knows what to read before it reads."""
    for schema in committed["components"]["schemas"].values():
        for node in walk(schema):
            kinds = [one for one in node.get("oneOf", ()) if one != {"type": "null"}]
            if len(kinds) > 1:
                assert set(node["discriminator"]["mapping"].values()) == {one[REFERENCE] for one in kinds}


def test_signing_up_is_part_of_it(committed: dict[str, Any]) -> None:
    paths = committed["paths"]
    for route in ("auth/signup", "auth/email/verify", "auth/login", "tokens/refresh", "auth/session"):
        assert f"/api/v1/accounts/app/v1/{route}" in paths
    assert not [path for path in paths if "browser" in path or "_allauth" in path or "{client}" in path]
