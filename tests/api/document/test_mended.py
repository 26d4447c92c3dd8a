"""The account library's document, as it is installed, after it was put right."""

from typing import Any

import pytest

from api.document import contract
from api.document.mended import mended

WAYS = {
    "by password": {"method": "password", "at": 1.5, "email": "a@example.org"},
    "by a code": {"method": "code", "at": 1.5, "email": "a@example.org"},
    "by an employer": {"method": "socialaccount", "at": 1.5, "provider": "werk", "uid": "7"},
    "again": {"method": "mfa", "at": 1.5, "type": "totp", "reauthenticated": True},
}


@pytest.fixture(scope="module")
def schemas() -> dict[str, Any]:
    found: dict[str, Any] = contract.read(contract.CURRENT)["components"]["schemas"]
    return found


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_each_way_to_sign_in_is_one_object(way: dict[str, Any], schemas: dict[str, Any]) -> None:
    method = schemas["AuthAuthenticationMethod"]
    assert method["required"] == ["method", "at"]
    assert way["method"] in method["properties"]["method"]["enum"]
    assert way.keys() <= method["properties"].keys()


def test_signing_in_takes_an_email_address(schemas: dict[str, Any]) -> None:
    assert schemas["AuthLogin"]["required"] == ["email", "password"]
    assert schemas["AuthLogin"]["properties"].keys() == {"email", "password"}


def test_an_authenticator_is_told_by_its_type(schemas: dict[str, Any]) -> None:
    told = schemas["AuthAuthenticator"]["discriminator"]
    assert told["propertyName"] == "type"
    assert told["mapping"].keys() == {"totp", "recovery_codes", "webauthn"}
    assert all(reference.startswith("#/components/schemas/Auth") for reference in told["mapping"].values())


def test_each_body_has_a_name(schemas: dict[str, Any]) -> None:
    document = contract.read(contract.CURRENT)
    for group in ("responses", "requestBodies"):
        for name, body in document["components"][group].items():
            for content in body.get("content", {}).values():
                assert content["schema"].keys() == {"$ref"}, name


def test_a_name_is_not_given_twice() -> None:
    body = {"content": {"application/json": {"schema": {"type": "object"}}}}
    login = {
        "allOf": [
            {"properties": {}, "required": []},
            {"anyOf": [{"properties": {"email": {}}, "required": []}]},
        ]
    }
    schemas = {
        "AuthenticationMethod": {"oneOf": []},
        "Login": login,
        "Flow": {"properties": {"id": {}}},
        "AuthenticatorList": {"items": {"oneOf": []}},
        "PhoneRequest": {"type": "string"},
    }
    spec = {"components": {"schemas": schemas, "responses": {}, "requestBodies": {"Phone": body}}}
    with pytest.raises(ValueError, match="PhoneRequest"):
        mended(spec)
