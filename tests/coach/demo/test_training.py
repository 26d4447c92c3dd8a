import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from coach.demo.cast import the_cast
from coach.demo.phone import RefusedError
from coach.demo.training import PROGRAMMES, follow_programme
from coach.models import Person
from coach.models.episode import Region
from exercises.models import Enrolment, Session
from tests.conftest import NOW, Phone

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
MEMBER = the_cast(2)[1]


@pytest.fixture(autouse=True)
def _wednesday_morning() -> Any:
    with time_machine.travel(NOW, tick=False):
        call_command("load_catalogue", verbosity=0)
        yield


class Demonstrated:
    """The phone of the demonstration, on the line of a test."""

    def __init__(self, person: Person) -> None:
        self.line = Phone(person)

    def get(self, path: str) -> Any:
        return self._answer("GET", path, self.line.get(path))

    def put(self, path: str, body: dict[str, Any]) -> Any:
        return self._answer("PUT", path, self.line.put(path, body))

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._answer("POST", path, self.line.post(path, body))

    def _answer(self, method: str, path: str, answer: Any) -> Any:
        if answer.status_code >= 400:
            raise RefusedError(f"{method} {path}", answer.status_code, answer.json())
        return answer.json()


@pytest.fixture
def phone(person: Person) -> Demonstrated:
    person.time_zone = MEMBER.office.zone.key
    person.save()
    complaint = {"region": MEMBER.persona.complaint["region"], "onset_on": TODAY - dt.timedelta(days=60)}
    person.episodes.put(MEMBER.id_for("episode"), complaint)
    return Demonstrated(person)


def test_every_session_they_tell_is_kept_and_decided_over(phone: Any, person: Person) -> None:
    told = follow_programme(MEMBER, phone, today=TODAY)
    assert told > 5
    assert Session.objects.filter(person=person).count() == told
    assert person.decisions.exists()


def test_who_has_to_look_at_a_warning_sign_first_follows_none(phone: Any, person: Person) -> None:
    episode = MEMBER.id_for("episode")
    phone.post(
        f"episodes/{episode}/triage/", {"id": str(MEMBER.id_for("report")), "answers": {"fever": True}}
    )
    assert follow_programme(MEMBER, phone, today=TODAY) == 0
    assert not Enrolment.objects.exists()


def test_there_is_a_programme_for_every_region() -> None:
    assert set(PROGRAMMES) == set(Region.values)
