"""What a programme manager hears, and what nobody hears."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine

from coach.models import Membership, Organisation, Person
from coach.models.consent import Purpose
from tests.conftest import NOW, Phone, new_id
from tests.exercises.training import enrol, train

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "wednesday_morning")]
LATER = NOW + dt.timedelta(days=13)  # a Tuesday: two whole weeks have passed


@pytest.fixture
def office(db: None) -> Organisation:
    return Organisation.objects.create(name="Office")


@pytest.fixture
def manager(make_person: Callable[..., Person], office: Organisation) -> Person:
    person = make_person("manager")
    office.memberships.create(person=person, role=Membership.Role.MANAGER, joined_at=NOW)
    return person


@pytest.fixture
def colleagues(make_person: Callable[..., Person], office: Organisation) -> list[Person]:
    """Ten people in the same programme; the first five do one of its six sessions a week."""
    people = [make_person(f"colleague-{number}") for number in range(10)]
    for number, person in enumerate(people):
        phone = Phone(person)
        phone.post("organisations/", {"code": office.join_code})
        made = enrol(phone)
        if number < 5:
            train(phone, made, "2026-11-16")
    return people


def report(person: Person, office: Organisation) -> Any:
    with time_machine.travel(LATER, tick=False):
        return Phone(person).get(f"organisations/{office.pk}/report/")


def sessions(person: Person, office: Organisation) -> list[dict[str, Any]]:
    return [week["sessions"] for week in report(person, office).json()[-2:]]


def test_a_manager_hears_of_the_group(
    manager: Person, office: Organisation, colleagues: list[Person]
) -> None:
    weeks = report(manager, office).json()
    assert [week["starts_on"] for week in weeks[-2:]] == ["2026-11-16", "2026-11-23"]
    assert len(weeks) == 12
    # 5 of 60 sessions is 8 %, told as 10.
    assert sessions(manager, office) == [{"people": 10, "percent": 10}, {"people": 10, "percent": 0}]


def breaks(person: Person, office: Organisation) -> dict[str, Any]:
    told: dict[str, Any] = report(person, office).json()[-2]["breaks"]
    return told


def test_of_breaks_a_manager_hears_of_the_group_alone(
    manager: Person, office: Organisation, colleagues: list[Person]
) -> None:
    for person in colleagues:
        taken = {"id": str(new_id()), "taken_at": NOW.isoformat()}
        assert Phone(person).post("breaks/", taken).status_code == 201
    assert breaks(manager, office) == {"people": 10, "percent": 100}
    Phone(colleagues[0]).delete(f"organisations/{office.pk}/")
    assert breaks(manager, office) == {"people": None, "percent": None}


def test_a_group_of_nine_is_not_told_of(
    manager: Person, office: Organisation, colleagues: list[Person]
) -> None:
    Phone(colleagues[0]).delete(f"organisations/{office.pk}/")
    assert sessions(manager, office) == [{"people": None, "percent": None}] * 2


def test_who_does_not_agree_is_not_counted(
    manager: Person, office: Organisation, colleagues: list[Person]
) -> None:
    refused = {"purpose": Purpose.ORGANISATION_REPORT, "version": "1", "given": False}
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        assert Phone(colleagues[0]).post("me/consents/", refused).status_code == 201
    assert sessions(manager, office) == [{"people": None, "percent": None}] * 2


def test_a_member_hears_nothing(office: Organisation, colleagues: list[Person]) -> None:
    assert report(colleagues[0], office).status_code == 404


def test_a_manager_who_left_hears_nothing(manager: Person, office: Organisation) -> None:
    office.memberships.get(person=manager).leave(at=NOW)
    assert report(manager, office).status_code == 404
