"""Consent: the latest word stands, and no word can be unsaid."""

import datetime as dt

import pytest
from django.db import ProgrammingError, transaction

from coach.models import Consent, Person
from coach.models.consent import Purpose
from tests.conftest import NOW

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def say(person: Person, given: bool, at: dt.datetime = NOW) -> Consent:
    return person.consents.create(purpose=Purpose.HEALTH_DATA, version="1", given=given, at=at)


def test_silence_is_no() -> None:
    person = Person.objects.create_user("quiet@example.org")
    assert not person.agrees_to(Purpose.HEALTH_DATA)


def test_the_latest_word_stands() -> None:
    person = Person.objects.create_user("p@example.org")
    say(person, True)
    assert person.agrees_to(Purpose.HEALTH_DATA)
    say(person, False, NOW + HOUR)
    assert not person.agrees_to(Purpose.HEALTH_DATA)
    say(person, True, NOW + 2 * HOUR)
    assert person.agrees_to(Purpose.HEALTH_DATA)


def test_one_purpose_says_nothing_about_another() -> None:
    person = Person.objects.create_user("p@example.org")
    say(person, True)
    assert not person.agrees_to(Purpose.PHYSIO_ACCESS)


def test_a_word_can_neither_be_edited_nor_deleted() -> None:
    consent = say(Person.objects.create_user("p@example.org"), True)
    consent.given = False
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        consent.save()
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        consent.delete()
    with pytest.raises(ProgrammingError), transaction.atomic():
        Consent.objects.update(given=False)
    assert Consent.objects.get().given
