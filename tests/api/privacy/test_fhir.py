"""The export as FHIR: whole, well formed, and with codes that the standard knows."""

from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from api.privacy.fhir_codes import REQUIRED, WrongCode, check_codes
from coach.models import Person
from tests.conftest import Phone


@pytest.fixture
def bundle(proven: Phone) -> dict[str, Any]:
    answer = proven.get("me/export/?format=fhir")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/fhir+json")
    told: dict[str, Any] = answer.json()
    return told


@pytest.mark.django_db
def test_each_kind_of_health_data_is_in_it(bundle: dict[str, Any], full: Person) -> None:
    kinds = [entry["resource"]["resourceType"] for entry in bundle["entry"]]
    assert set(kinds) == {
        "Patient", "Condition", "Observation", "QuestionnaireResponse", "ClinicalImpression", "CarePlan",
        "Procedure", "Consent",
    }  # fmt: skip
    assert kinds.count("Observation") == full.diary.count()
    assert kinds.count("Consent") == full.consents.count()


@pytest.mark.django_db
def test_it_is_read_back_as_a_bundle(bundle: dict[str, Any]) -> None:
    assert Bundle.model_validate(bundle).type == "collection"


@pytest.mark.django_db
def test_an_entry_keeps_what_it_said(bundle: dict[str, Any], full: Person) -> None:
    (told,) = (one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == "Observation")
    assert (told["valueInteger"], told["note"][0]["text"]) == (6, "geheim")
    assert told["effectiveDateTime"] == "2026-11-10T22:30:00+01:00"
    assert [one["valueInteger"] for one in told["component"]] == [3]
    assert told["subject"]["reference"] == f"urn:uuid:{full.pk}"


@pytest.mark.django_db
def test_every_reference_leads_to_something_in_it(bundle: dict[str, Any]) -> None:
    known = {entry["fullUrl"] for entry in bundle["entry"]}

    def references(value: Any) -> set[str]:
        if isinstance(value, dict):
            own = {value["reference"]} if "reference" in value else set()
            return own.union(*(references(one) for one in value.values()))
        return set().union(*(references(one) for one in value)) if isinstance(value, list) else set()

    assert references(bundle) <= known


def collection(resource: dict[str, Any]) -> dict[str, Any]:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": resource}]}


@pytest.mark.parametrize(("kind", "element"), [one for one in REQUIRED if one[0] != "Bundle"])
@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(lambda code: code, id="a code"),
        pytest.param(lambda code: {"coding": [{"system": "x", "code": code}]}, id="a concept"),
        pytest.param(lambda code: [{"system": code}], id="a part that has one"),
    ],
)
def test_a_code_the_standard_does_not_know_is_not_given_out(kind: str, element: str, shape: Any) -> None:
    check_codes(collection({"resourceType": kind, element: shape(min(REQUIRED[kind, element]))}))
    with pytest.raises(WrongCode, match=f"{kind}.{element}"):
        check_codes(collection({"resourceType": kind, element: shape("finished-ish")}))
