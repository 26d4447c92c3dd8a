"""What follows from a device that says where it is."""

import datetime as dt

import pytest

from coach.models import Person
from reminders.registering import register
from tests.conftest import NOW, new_id
from tests.reminders.conftest import MakePlan

pytestmark = pytest.mark.django_db
CONTENT = {"channel": "fcm", "address": "token", "app_version": "1.0"}
TOKYO, AMSTERDAM = {"time_zone": "Asia/Tokyo"}, {"time_zone": "Europe/Amsterdam"}
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def traveller(person: Person, make_plan: MakePlan) -> Person:
    make_plan(time_zone="Europe/Amsterdam")
    return person


def zones(person: Person) -> tuple[str, str]:
    person.refresh_from_db()
    return person.time_zone, person.plans.get().time_zone


def test_a_device_that_moved_takes_its_person_and_plans_along(traveller: Person) -> None:
    phone = new_id()
    register(traveller, phone, {**CONTENT, **AMSTERDAM}, at=NOW)
    assert zones(traveller) == ("Europe/Amsterdam", "Europe/Amsterdam")
    register(traveller, phone, {**CONTENT, **TOKYO}, at=NOW + HOUR)
    assert zones(traveller) == ("Asia/Tokyo", "Asia/Tokyo")


def test_a_browser_that_stayed_at_home_does_not_call_a_traveller_back(traveller: Person) -> None:
    phone, browser = new_id(), new_id()
    at_home = {**CONTENT, **AMSTERDAM, "address": "browser"}
    register(traveller, browser, at_home, at=NOW)
    register(traveller, phone, {**CONTENT, **TOKYO}, at=NOW)
    register(traveller, browser, at_home, at=NOW + HOUR)
    assert zones(traveller) == ("Asia/Tokyo", "Asia/Tokyo")
