"""A fresh proof: what counts, for how long, and of which sign-in."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from coach.models import Person
from tests.api.privacy.conftest import PASSWORD
from tests.conftest import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def secured(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    return person


def prove(phone: Phone) -> None:
    answer = phone.post("accounts/app/v1/auth/reauthenticate", {"password": PASSWORD})
    assert answer.status_code == 200, answer.content


def test_a_proof_is_good_for_five_minutes(secured: Person) -> None:
    phone = Phone(secured)
    prove(phone)
    now = timezone.now()
    with time_machine.travel(now + dt.timedelta(minutes=4)):
        assert phone.get("me/export/").status_code == 200
    with time_machine.travel(now + dt.timedelta(minutes=6)):
        assert phone.get("me/export/").status_code == 403


def test_a_proof_of_one_sign_in_is_none_of_another(secured: Person) -> None:
    prove(Phone(secured))
    assert Phone(secured).get("me/export/").status_code == 403


def test_signing_in_alone_is_no_proof_for_who_has_a_password(secured: Person) -> None:
    secured.emailaddress_set.create(email=secured.email, verified=True, primary=True)
    phone = Phone()
    answer = phone.post("accounts/app/v1/auth/login", {"email": secured.email, "password": PASSWORD})
    phone.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['meta']['access_token']}")
    assert phone.get("me/").status_code == 200
    assert phone.get("me/export/").status_code == 403
