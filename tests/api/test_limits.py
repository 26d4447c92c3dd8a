"""How often one may ask, and what is said about it."""

import re
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import connection

from api import limits
from coach.models import Person
from tests.conftest import Phone

NONE = {"read": 0, "write": 0, "heavy": 0, "address": 0}


@pytest.fixture
def limited(settings: Any) -> Callable[..., None]:
    def limit(**most: int) -> None:
        settings.COACH_LIMITS = {**NONE, **most}

    return limit


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """In the middle of a minute, where it stands: lest one end between two requests."""
    with time_machine.travel(time.time() // 60 * 60 + 15, tick=False) as traveller:
        yield traveller


@pytest.mark.django_db
def test_a_person_who_asks_too_often_is_told_when_to_come_back(
    phone: Phone, limited: Callable[..., None]
) -> None:
    limited(read=3)
    answers = [phone.get("me/") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[0]["RateLimit-Policy"] == '"read";q=3;w=60'
    assert [answer["RateLimit"] for answer in answers] == [f'"read";r={left};t=45' for left in (2, 1, 0, 0)]
    assert answers[3]["Retry-After"] == "45"
    assert answers[3].json()["type"] == "urn:coach:problem:throttled"


@pytest.mark.django_db
def test_the_next_minute_is_a_new_one(
    phone: Phone, limited: Callable[..., None], clock: time_machine.Traveller
) -> None:
    limited(read=1)
    assert [phone.get("me/").status_code for _ in range(2)] == [200, 429]
    clock.shift(45)
    assert phone.get("me/").status_code == 200


@pytest.mark.django_db
def test_reads_and_writes_are_counted_apart(phone: Phone, limited: Callable[..., None]) -> None:
    limited(read=1, write=1)
    assert phone.get("me/").status_code == 200
    assert phone.patch("me/", {"display_name": "Anna"}).status_code == 200
    assert phone.patch("me/", {"display_name": "Anne"}).status_code == 429


@pytest.mark.django_db
def test_a_refused_write_stores_nothing(phone: Phone, person: Person, limited: Callable[..., None]) -> None:
    limited(write=1)
    phone.patch("me/", {"display_name": "Anna"})
    phone.patch("me/", {"display_name": "Too late"})
    person.refresh_from_db()
    assert person.display_name == "Anna"


@pytest.mark.django_db
def test_one_person_does_not_use_up_what_another_may(
    phone: Phone, stranger: Person, limited: Callable[..., None]
) -> None:
    limited(read=1)
    assert [phone.get("me/").status_code for _ in range(2)] == [200, 429]
    assert Phone(stranger).get("me/").status_code == 200


@pytest.mark.django_db
def test_an_address_is_counted_whoever_calls_from_it(
    phone: Phone, stranger: Person, limited: Callable[..., None]
) -> None:
    limited(address=2)
    assert phone.get("me/").status_code == 200
    assert Phone(stranger).get("me/").status_code == 200
    assert Phone(stranger).get("me/").status_code == 429
    assert phone.get("me/", REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.django_db
def test_signing_in_counts_for_the_address_as_everything_does(
    phone: Phone, limited: Callable[..., None]
) -> None:
    limited(address=2)
    answers = [phone.get("accounts/app/v1/config") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit"] for answer in answers] == [f'"address";r={left};t=45' for left in (1, 0, 0)]
    assert answers[2]["Retry-After"] == "45"
    assert answers[2].json()["type"] == "urn:coach:problem:throttled"


@pytest.mark.django_db(transaction=True)
def test_requests_at_once_cannot_slip_past(person: Person, limited: Callable[..., None]) -> None:
    limited(read=20)
    phone = Phone(person)

    def ask(_: int) -> int:
        try:
            status: int = phone.get("me/").status_code
            return status
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(ask, range(60)))
    assert statuses.count(200) == 20


@pytest.fixture
def _away(settings: Any) -> Iterator[None]:
    limits._script.cache_clear()
    settings.CACHES = {
        **settings.CACHES,
        "default": {**settings.CACHES["default"], "LOCATION": "unix:///nowhere/valkey.sock"},
    }
    yield
    limits._script.cache_clear()


@pytest.mark.usefixtures("_away")
def test_nobody_is_refused_because_nothing_can_be_counted(caplog: pytest.LogCaptureFixture) -> None:
    assert limits._count(["one"]) == [0]
    assert re.search("uncounted", caplog.text)
