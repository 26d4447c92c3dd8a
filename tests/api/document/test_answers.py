"""What the addresses of the account library answer, in the committed document."""

from typing import Any

import pytest

from api.accounts import FIELDS
from api.document import contract
from api.document.tidy import METHODS, REFERENCE

ROOT = "/api/v1/accounts/app/v1/"
KINDS = {str: "string", int: "integer", bool: "boolean", list: "array", dict: "object"}


DOCUMENT = contract.read(contract.CURRENT)
OPERATIONS = {
    item[method]["operationId"]: item[method]
    for path, item in DOCUMENT["paths"].items()
    for method in METHODS
    if path.startswith(ROOT) and method in item
}
WITH_BODY = [name for name, operation in OPERATIONS.items() if "requestBody" in operation]


def named(name: str, status: str) -> str:
    """The response it points at."""
    reference: str = OPERATIONS[name]["responses"][status]["$ref"]
    return reference.rsplit("/", 1)[1]


@pytest.mark.parametrize("name", OPERATIONS)
def test_a_limit_and_a_session_that_is_gone_are_met_everywhere(name: str) -> None:
    assert named(name, "429") == "TooManyRequests"
    assert named(name, "410") == "AuthSessionGone"


@pytest.mark.parametrize("name", WITH_BODY)
def test_every_body_may_be_refused(name: str) -> None:
    assert "400" in OPERATIONS[name]["responses"]
    assert (named(name, "413"), named(name, "415")) == ("TooLarge", "NotJson")


@pytest.mark.parametrize(
    ("name", "response"),
    [
        ("accounts_account_authenticators_recovery_codes_post", "AuthRecoveryCodes"),
        ("accounts_account_password_change_post", "AuthAuthenticated"),
    ],
)
def test_what_was_done_is_said(name: str, response: str) -> None:
    assert named(name, "200") == response


def told(node: dict[str, Any]) -> dict[str, Any]:
    """What a reference leads to."""
    while REFERENCE in node:
        _, _, group, name = node[REFERENCE].split("/")
        node = DOCUMENT["components"][group][name]
    return node


def test_each_401_has_one_shape() -> None:
    answers = [told(one["responses"]["401"]) for one in OPERATIONS.values() if "401" in one["responses"]]
    shapes = {answer["content"]["application/json"]["schema"][REFERENCE] for answer in answers}
    assert shapes == {"#/components/schemas/AuthAuthenticationResponse"}


def test_each_field_is_taken_in_the_kind_that_is_told_here() -> None:
    sent: dict[str, str] = {}
    for name in WITH_BODY:
        schema = told(told(OPERATIONS[name]["requestBody"])["content"]["application/json"]["schema"])
        for part in map(told, schema.get("allOf", [schema])):
            sent |= {field: told(shape)["type"] for field, shape in part["properties"].items()}
    assert sent == {field: KINDS[kind] for field, kind in FIELDS.items()}
