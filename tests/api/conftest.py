"""What tests of the API begin with, where they ask for it."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.utils import timezone

from coach.models import CareLink, Membership, Organisation, Person
from tests.api.belongings import Ids, Intruder, belongings
from tests.conftest import NOW, Phone
from tests.exercises.training import fill_library


@pytest.fixture
def wednesday_morning(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def library(db: None) -> None:
    """The exercises by key, and the ready programmes."""
    fill_library()


@pytest.fixture
def owned(library: None, person: Person, phone: Phone, care_link: CareLink) -> Ids:
    """One of everything, made and owned by Anna: its kind, as it stands in paths → the id of hers."""
    return {**belongings(phone, person), "physios": str(care_link.pk)}


OTHERS: dict[str, dict[str, bool]] = {
    "another client": {},
    "a physio who is not theirs": {"is_staff": True, "is_physio": True},
    "a superuser": {"is_staff": True, "is_superuser": True},
    "staff": {"is_staff": True},
}


@pytest.fixture
def intruders(
    owned: Ids, physio: Person, make_person: Callable[..., Person], link: Callable[[Person, Person], CareLink]
) -> list[Intruder]:
    """Everybody with an account, each with belongings of their own, who may not touch those of Anna."""
    manager = make_person("manager")
    office = Organisation.objects.get(pk=owned["organisations"])
    office.memberships.create(person=manager, role=Membership.Role.MANAGER, joined_at=timezone.now())
    helper = make_person("helper", is_staff=True, is_physio=True)

    def intruder(who: str, person: Person, *may: str) -> Intruder:
        phone = Phone(person)
        ids = belongings(phone, person) | {"physios": str(link(person, helper).pk)}
        if person.is_physio:
            client = make_person(f"client-of-{person.pk}")
            link(client, person)
            ids["clients"] = str(client.pk)
        return Intruder(who, phone, ids, frozenset(may))

    return [
        *(intruder(who, make_person(who.replace(" ", "-"), **role)) for who, role in OTHERS.items()),
        intruder("their own physio", physio, "clients"),
        intruder("the manager of their office", manager, "organisations"),
    ]
