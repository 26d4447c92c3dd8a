"""What is answered fits the shape that the document gives it, and that shape alone."""

from typing import Any
from uuid import UUID

import jsonschema
import pytest

from api.document.generator import document
from api.sync.documents import DOCUMENTS
from api.sync.registry import PULLED, WRITTEN
from tests.api.sync.phones import delete, entry, episode, plan, pull, push, put
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def components() -> dict[str, Any]:
    found: dict[str, Any] = document()["components"]
    return found


def fits(value: Any, name: str, components: dict[str, Any]) -> bool:
    schema = {"$ref": f"#/components/schemas/{name}", "components": components}
    return jsonschema.Draft202012Validator(schema).is_valid(value)


def shapes(name: str, components: dict[str, Any]) -> dict[str, str]:
    """Word → the component that it tells of."""
    mapping = components["schemas"][name]["discriminator"]["mapping"]
    return {word: reference.rsplit("/", 1)[1] for word, reference in mapping.items()}


def test_every_type_has_a_shape(components: dict[str, Any]) -> None:
    assert shapes("Changed", components).keys() == PULLED.keys() | DOCUMENTS.keys()
    assert shapes("ChangeRequest", components).keys() == WRITTEN.keys()


def test_a_change_fits_the_shape_of_its_type_alone(
    phone: Phone, episode_id: UUID, components: dict[str, Any]
) -> None:
    mine = new_id()
    push(
        phone, put("diary", entry(episode_id)), put("diary", entry(episode_id), mine), put("reminder", plan())
    )
    push(phone, delete("diary", mine))
    kinds = shapes("Changed", components)
    changes = pull(phone)["changes"]
    assert {change["type"] for change in changes} > {"episode", "diary", "reminder", "catalogue", "inbox"}
    for change in changes:
        fitting = {word for word, name in kinds.items() if fits(change, name, components)}
        assert fitting == {change["type"]}


def test_a_result_fits_the_shape_of_its_status_alone(
    phone: Phone, episode_id: UUID, components: dict[str, Any]
) -> None:
    mine, change = new_id(), put("diary", entry(episode_id), (kept := new_id()))
    push(phone, change, put("episode", episode(), mine))
    push(phone, delete("episode", mine))
    batch = [change, put("diary", entry(episode_id)), put("diary", entry(episode_id, pain=9), kept)]
    batch += [put("episode", episode(), mine), put("diary", entry(new_id())), "no change at all"]
    results = push(phone, *batch)
    kinds = shapes("Result", components)
    assert {result["status"] for result in results} == kinds.keys()
    for result in results:
        assert {word for word, name in kinds.items() if fits(result, name, components)} == {result["status"]}
