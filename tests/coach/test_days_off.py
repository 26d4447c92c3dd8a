"""Which days off touch a stretch of days."""

import datetime as dt

import pytest
from django.db import IntegrityError

from coach.models import DayOff, Person
from tests.conftest import NOW, new_id

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
MONDAY = dt.date(2026, 11, 16)


def off(person: Person, first: int, last: int, kind: str = "holiday") -> DayOff:
    content = {"kind": kind, "starts_on": MONDAY + first * DAY, "ends_on": MONDAY + last * DAY}
    day_off, _ = person.days_off.put(new_id(), content)
    return day_off


@pytest.mark.parametrize(
    ("first", "last", "touches"),
    [
        pytest.param(-3, -1, False, id="ended the day before"),
        pytest.param(-3, 0, True, id="ended on the first day"),
        pytest.param(2, 3, True, id="in the middle"),
        pytest.param(-9, 20, True, id="all of it and more"),
        pytest.param(6, 9, True, id="began on the last day"),
        pytest.param(7, 9, False, id="began the day after"),
    ],
)
def test_days_off_that_touch_a_week(person: Person, first: int, last: int, touches: bool) -> None:
    off(person, first, last)
    assert person.days_off.between(MONDAY, MONDAY + 6 * DAY).exists() is touches


def test_deleted_ones_and_those_of_others_do_not_count(person: Person, stranger: Person) -> None:
    deleted = off(person, 0, 1)
    person.days_off.bury(deleted.pk, at=NOW)
    off(stranger, 0, 1)
    assert not person.days_off.between(MONDAY, MONDAY).exists()


def test_the_database_refuses_days_off_that_end_before_they_began(person: Person) -> None:
    with pytest.raises(IntegrityError, match="days_off_end_after_they_began"):
        off(person, 3, 2)
