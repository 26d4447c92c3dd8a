"""What every test may ask for: people, and the phones they hold."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
import uuid_utils.compat
from django.core.cache import caches
from rest_framework.test import APIClient

from coach.models import CareLink, Person
from coach.models.consent import Purpose
from tests.servers import pytest_configure, pytest_unconfigure  # noqa: F401  # hooks of this session
from tests.system.scheduling import pytest_xdist_make_scheduler  # noqa: F401  # one more
from tests.tokens import access_token

NOW = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)  # a Wednesday morning
ALL_DAY = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


def new_id() -> UUID:
    """As a phone makes one."""
    return uuid_utils.compat.uuid7()


class Phone(APIClient):
    """A person's phone: speaks JSON to `/api/v1/` and holds an access token."""

    def __init__(self, person: Person | None = None, language: str = "en") -> None:
        super().__init__(HTTP_ACCEPT_LANGUAGE=language)
        if person is not None:
            self.credentials(HTTP_AUTHORIZATION=f"Bearer {access_token(person)}")

    def request(self, **request: Any) -> Any:
        request["PATH_INFO"] = f"/api/v1/{request['PATH_INFO'].removeprefix('/')}"
        return super().request(**request)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """A name space of its own. Emptying would empty it for the tests that run beside this one, too."""
    prefix = f"test-{new_id()}"
    caches.settings["default"]["KEY_PREFIX"] = prefix  # for threads that open the cache later
    caches["default"].key_prefix = prefix


@pytest.fixture
def make_person(db: None) -> Callable[..., Person]:
    def make(name: str = "someone", *, agrees: bool = True, **fields: Any) -> Person:
        person = Person.objects.create_user(f"{name}@example.org", display_name=name.title(), **fields)
        for purpose in Purpose if agrees else ():
            person.consents.create(purpose=purpose, version="1", given=True, at=NOW)
        return person

    return make


@pytest.fixture
def person(make_person: Callable[..., Person]) -> Person:
    return make_person("anna")


@pytest.fixture
def stranger(make_person: Callable[..., Person]) -> Person:
    return make_person("bram")


@pytest.fixture
def physio(make_person: Callable[..., Person]) -> Person:
    return make_person("fysio", is_staff=True, is_physio=True)


@pytest.fixture
def phone(person: Person) -> Phone:
    return Phone(person)


@pytest.fixture
def care_link(person: Person, physio: Person) -> CareLink:
    return CareLink.objects.create(client=person, physio=physio, started_at=NOW)


@pytest.fixture
def link() -> Callable[[Person, Person], CareLink]:
    def make(client: Person, physio: Person) -> CareLink:
        return CareLink.objects.create(client=client, physio=physio, started_at=NOW - dt.timedelta(days=30))

    return make


@pytest.fixture
def colleague(make_person: Callable[..., Person]) -> Person:
    """Another physio, who treats none of the clients of `physio`."""
    return make_person("collega", is_staff=True, is_physio=True)


@pytest.fixture
def episode_id(phone: Phone) -> UUID:
    episode = new_id()
    phone.put(f"episodes/{episode}/", {"region": "upper_back", "onset_on": "2026-11-01"})
    return episode
