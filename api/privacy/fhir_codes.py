"""The lists of codes that FHIR R4 leaves no choice about, as far as our resources use them.

Source: HL7 FHIR R4 (4.0.1), the value sets bound as "required" to these elements, hl7.org/fhir/R4.
"""

from collections.abc import Iterator
from typing import Any

REQUIRED = {
    ("Bundle", "type"): {
        "document", "message", "transaction", "transaction-response", "batch", "batch-response", "history",
        "searchset", "collection",
    },
    ("Condition", "clinicalStatus"): {
        "active", "recurrence", "relapse", "inactive", "remission", "resolved"
    },
    ("Observation", "status"): {
        "registered", "preliminary", "final", "amended", "corrected", "cancelled", "entered-in-error",
        "unknown",
    },
    ("QuestionnaireResponse", "status"): {
        "in-progress", "completed", "amended", "entered-in-error", "stopped"
    },
    ("ClinicalImpression", "status"): {"in-progress", "completed", "entered-in-error"},
    ("CarePlan", "status"): {
        "draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"
    },
    ("CarePlan", "intent"): {"proposal", "plan", "order", "option"},
    ("Procedure", "status"): {
        "preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", "entered-in-error",
        "unknown",
    },
    ("Consent", "status"): {"draft", "proposed", "active", "rejected", "inactive", "entered-in-error"},
    ("Consent", "provision"): {"deny", "permit"},
    ("Patient", "telecom"): {"phone", "fax", "email", "pager", "url", "sms", "other"},
}  # fmt: skip


class WrongCode(Exception):
    """Our mistake: a code that the standard does not know in this place."""


def check_codes(bundle: dict[str, Any]) -> None:
    """Raises `WrongCode` for the first one in a bundle or its resources."""
    for resource in (bundle, *(entry["resource"] for entry in bundle["entry"])):
        for (kind, element), known in REQUIRED.items():
            if resource["resourceType"] == kind:
                wrong = set(_codes(resource.get(element))) - known
                if wrong:
                    raise WrongCode(f"{kind}.{element}: {sorted(wrong)}")


def _codes(value: Any) -> Iterator[str]:
    """The codes of an element, be it a code, a coded concept, or a part that has one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _codes(one)
    elif isinstance(value, dict):
        if "coding" in value:
            yield from (coding["code"] for coding in value["coding"])
        elif "type" in value or "system" in value:
            yield value.get("type") or value["system"]
