"""A token whose signature is known is asked again, each time, whether it still holds."""

import datetime as dt

import pytest
import time_machine

from api.authentication import proven
from coach.models import Person
from tests.conftest import Phone
from tests.tokens import access_token

pytestmark = pytest.mark.django_db


def test_a_token_that_ran_out_lets_nobody_in_any_more(phone: Phone) -> None:
    assert phone.get("me/").status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=2), tick=False):
        assert phone.get("me/").status_code == 401


def test_a_closed_account_gets_in_no_more(phone: Phone, person: Person) -> None:
    assert phone.get("me/").status_code == 200
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert phone.get("me/").status_code == 401


def test_a_token_from_a_server_whose_clock_is_ahead_gets_in_when_its_time_has_come(person: Person) -> None:
    ahead = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    with time_machine.travel(ahead, tick=False):
        phone = Phone(person)
    assert phone.get("me/").status_code == 401
    with time_machine.travel(ahead, tick=False):
        assert phone.get("me/").status_code == 200


def test_the_signature_of_a_token_is_checked_once(person: Person) -> None:
    token = access_token(person)
    assert proven(token) is proven(token)


@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_token_changed_anywhere_lets_nobody_in(phone: Phone, person: Person, part: int) -> None:
    assert phone.get("me/").status_code == 200
    parts = access_token(person).split(".")
    parts[part] = parts[part][:8] + ("A" if parts[part][8] != "A" else "B") + parts[part][9:]
    forged = Phone()
    forged.credentials(HTTP_AUTHORIZATION=f"Bearer {'.'.join(parts)}")
    assert forged.get("me/").status_code == 401
