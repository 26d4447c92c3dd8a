"""What the addresses of the account library answer, beyond what its own document says of them."""

from typing import Any

from api.document.errors import PROBLEM
from api.document.tidy import REFERENCE, operations
from api.schema import WHEN

Spec = dict[str, Any]
SESSION = {REFERENCE: "#/components/parameters/AuthSessionToken"}
YES = {  # what the library left out: how it says that it was done
    "accounts_account_authenticators_recovery_codes_post": "AuthRecoveryCodes",
    "accounts_account_password_change_post": "AuthAuthenticated",
}


def answered(spec: Spec) -> Spec:
    """With the refusals of `api.accounts`, and those the library gives everywhere."""
    _sign_in_first(spec["components"])
    for operation in operations(spec):
        responses = operation["responses"]
        responses.pop("429", None)  # said once for all addresses, with how long to wait
        responses.setdefault("410", _named("AuthSessionGone"))
        if SESSION in operation.get("parameters", ()):
            responses.setdefault("401", _named("AuthAuthentication"))
        if "requestBody" in operation:
            responses.setdefault("400", _named("AuthError"))
            responses |= {code: {"content": PROBLEM, "description": WHEN[code]} for code in ("413", "415")}
        if operation["operationId"] in YES:
            responses["200"] = _named(YES[operation["operationId"]])
    return spec


def _sign_in_first(components: Spec) -> None:
    """One shape for 401: whoever has to prove themselves again is told who they are, too."""
    schemas = components["schemas"]
    again = schemas["AuthReauthenticationRequired"]["properties"]
    schemas["AuthAuthenticationResponse"]["properties"]["data"]["properties"] |= {
        name: again[name] for name in ("user", "methods")
    }
    for name in ("AuthReauthenticationRequired", "AuthAuthenticationOrReauthentication"):
        for content in components["responses"][name]["content"].values():
            content["schema"] = {REFERENCE: "#/components/schemas/AuthAuthenticationResponse"}


def _named(response: str) -> Spec:
    return {REFERENCE: f"#/components/responses/{response}"}
