"""Every error described once, under `components/responses`, and pointed at from each operation."""

import json
from typing import Any

from api.document.tidy import REFERENCE, operations
from api.problems import MEDIA_TYPE
from api.schema import WHEN

NAMES = {
    "400": "BadRequest",
    "401": "SignInFirst",
    "403": "NotAllowed",
    "404": "NotFound",
    "409": "Changed",
    "410": "Gone",
    "413": "TooLarge",
    "415": "NotJson",
}
PROBLEM = {MEDIA_TYPE: {"schema": {REFERENCE: "#/components/schemas/Problem"}}}
EVERYWHERE = {
    "426": (
        "UpdateTheApp",
        {"description": "`X-App-Version` is below what this service still serves", "content": PROBLEM},
    ),
    "429": (
        "TooManyRequests",
        {
            "description": "too many requests; wait",
            "headers": {
                "Retry-After": {
                    "description": "how many seconds to wait",
                    "schema": {"type": "integer", "minimum": 0},
                    "required": True,
                }
            },
            "content": PROBLEM,
        },
    ),
}


def said_once(document: dict[str, Any]) -> dict[str, Any]:
    """The document with each problem moved to where all can point at it."""
    shared = document["components"].setdefault("responses", {})
    for operation in operations(document):
        responses = operation["responses"]
        for code, (name, response) in EVERYWHERE.items():
            if code not in responses:
                shared[name] = response
                responses[code] = {REFERENCE: f"#/components/responses/{name}"}
        if any(one.get("in") == "query" for one in operation.get("parameters", ())):
            responses.setdefault("400", {"content": PROBLEM, "description": WHEN["400"]})
        for code in [
            code for code, response in responses.items() if MEDIA_TYPE in response.get("content", {})
        ]:
            name = _name(code, responses[code], shared)
            shared[name] = responses[code]
            responses[code] = {REFERENCE: f"#/components/responses/{name}"}
    return document


def _name(code: str, response: dict[str, Any], shared: dict[str, Any]) -> str:
    """The error's name; one said in other words has a number behind it."""
    name, number = NAMES[code], 1
    while name in shared and json.dumps(shared[name]) != json.dumps(response):
        number += 1
        name = f"{NAMES[code]}{number}"
    return name
