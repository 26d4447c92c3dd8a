"""The examples in the document are what the API takes and answers, word for word.

Where one is out of date, the failure shows what it has to be in api/document/examples.json.
"""

import datetime as dt
from typing import Any

import jsonschema
import pytest
import time_machine

from api.document import contract
from api.document.examples import EXAMPLES
from coach.models import CareLink, Person
from reminders.models import Plan
from reminders.models.nudge import LIFE
from tests.conftest import Phone
from tests.exercises.training import fill_library
from tests.nudges import nudge

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 18, 19, 30, tzinfo=dt.UTC)
EPISODE, ENTRY, PLAN, ENROLMENT, NUDGE = (f"019a9745-0000-7000-8000-00000000000{n}" for n in range(1, 6))
ANNA = "019a9745-0000-7000-8000-000000000009"
DELETED = "019a9745-0000-7000-8000-000000000008"
MADE_BY_THE_SERVER = {"Consent": "id", "Feed": "cursor"}


def send(name: str) -> Any:
    return EXAMPLES[f"{name}Request"]


def told(phone: Phone) -> dict[str, Any]:
    """What the API answers to the examples, in the order an app would send them."""
    answers: dict[str, Any] = {}
    answers["Consent"] = phone.post("me/consents/", send("Consent")).json()
    answers["Episode"] = phone.put(f"episodes/{EPISODE}/", send("Episode")).json()
    phone.put(f"days-off/{DELETED}/", {"kind": "rest", "starts_on": "2026-11-20", "ends_on": "2026-11-20"})
    assert phone.delete(f"days-off/{DELETED}/").status_code == 204
    answers["Diary"] = phone.put(f"diary/{ENTRY}/", send("Diary")).json()
    phone.post("me/consents/", {**send("Consent"), "purpose": "reminders"})
    answers["Plan"] = phone.put(f"reminders/{PLAN}/", send("Plan")).json()
    answers["Enrolment"] = first_of_it(phone.put(f"enrolments/{ENROLMENT}/", send("Enrolment")).json())
    answers["Uploaded"] = phone.post("sync/", EXAMPLES["UploadRequest"]).json()
    answers["Feed"] = phone.get("sync/?limit=3").json()
    nudge(Plan.objects.get(), NOW, id=NUDGE, open_until=NOW + LIFE)
    answers["Nudge"] = phone.post(f"nudges/{NUDGE}/response/", EXAMPLES["AnswerRequest"]).json()
    answers["Client"] = seen_by_a_physio().get(f"clients/{ANNA}/").json()
    answers["Problem"] = phone.put(f"diary/{ENTRY}/", {**send("Diary"), "pain": 11}).json()
    return answers


def seen_by_a_physio() -> Phone:
    """The phone of a physio whom Anna lets read along."""
    anna, role = Person.objects.get(pk=ANNA), {"is_physio": True, "is_staff": True}
    anna.consents.create(purpose="physio_access", version="1", given=True, at=NOW)
    physio = Person.objects.create_user("marit@example.org", **role)  # type: ignore[arg-type]
    CareLink.objects.create(client=anna, physio=physio, started_at=NOW)
    return Phone(physio)


def first_of_it(enrolment: dict[str, Any]) -> dict[str, Any]:
    """Shortened to the first exercise of its first day: a programme is longer than all the rest."""
    phase = enrolment["content"]["phases"][0]
    routine = phase["days"][0]
    routine["prescriptions"] = routine["prescriptions"][:1]
    phase["days"], enrolment["content"]["phases"] = [routine], [phase]
    return enrolment


@pytest.fixture
def new_person(db: None) -> Person:
    return Person.objects.create_user("anna@example.org", display_name="Anna", id=ANNA)


def test_each_example_is_what_the_api_says(new_person: Person) -> None:
    fill_library("upper-back-desk")
    with time_machine.travel(NOW, tick=False):
        answers = told(Phone(new_person))
    for name, field in MADE_BY_THE_SERVER.items():
        answers[name][field] = EXAMPLES[name][field]
    for name, answer in answers.items():
        assert answer == EXAMPLES[name], name
    assert {name for name in EXAMPLES if not name.endswith("Request")} == answers.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_fits_its_schema(name: str) -> None:
    document = contract.read(contract.CURRENT)
    schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(EXAMPLES[name])
    assert document["components"]["schemas"][name]["examples"] == [EXAMPLES[name]]
