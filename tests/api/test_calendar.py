"""The calendar over HTTP: an address that is made, read by a program without a token, and taken away."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import icalendar
import pytest
import time_machine
from django.core.management import call_command

from coach.models import Person
from coach.models.consent import Purpose
from reminders.calendars.reading import busy
from reminders.models import CalendarFeed
from tests.conftest import ALL_DAY, NOW, Phone, new_id

pytestmark = pytest.mark.django_db
HOURLY = {"every_minutes": 60, "windows": {"wed": [["09:00", "12:00"]]}, "time_zone": "Europe/Amsterdam"}


@pytest.fixture(autouse=True)
def _wednesday_morning() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def address(phone: Phone) -> str:
    made = phone.post("me/calendar/")
    assert made.status_code == 201
    return urlsplit(made.json()["url"]).path.removeprefix("/api/v1/")


def events(path: str) -> list[tuple[str, Any]]:
    """Title and beginning of what a calendar program finds there."""
    answer = Phone().get(path, headers={"Accept": "text/calendar, */*;q=0.1"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar")
    calendar = icalendar.Calendar.from_ical(answer.content)
    return [(str(event["SUMMARY"]), event["DTSTART"].dt) for event in calendar.walk("VEVENT")]


def test_breaks_are_in_it_at_the_moments_the_preview_gives(phone: Phone) -> None:
    plan = new_id()
    phone.put(f"reminders/{plan}/", HOURLY)
    preview = phone.get(f"reminders/{plan}/preview/").json()
    assert preview
    found = events(address(phone))
    assert [at.isoformat().replace("+00:00", "Z") for _, at in found] == [one["due_at"] for one in preview]


def test_sessions_are_in_it_on_the_days_they_are_due_and_say_not_what_for(phone: Phone) -> None:
    call_command("load_catalogue", verbosity=0)
    enrolment = new_id()
    picked = {"programme": "upper-back-desk", "starts_on": "2026-11-18"}
    assert phone.put(f"enrolments/{enrolment}/", picked).status_code == 201
    agenda = phone.get(f"enrolments/{enrolment}/agenda/?to=2026-12-16").json()
    due = [dt.date.fromisoformat(day["date"]) for day in agenda if day["state"] == "due"]
    assert events(address(phone)) == [("Oefeningen", day) for day in due]
    assert due


def test_without_consent_it_is_empty(phone: Phone, person: Person) -> None:
    phone.put(f"reminders/{new_id()}/", HOURLY)
    path = address(phone)
    assert events(path)
    person.consents.create(purpose=Purpose.REMINDERS, version="1", given=False, at=NOW)
    assert events(path) == []


def test_it_keeps_nobody_from_their_breaks(phone: Phone, person: Person) -> None:
    """Somebody may well point a plan to this very calendar."""
    phone.put(f"reminders/{new_id()}/", {**HOURLY, "windows": ALL_DAY})
    text = Phone().get(address(phone)).content
    assert busy(text, zone=person.zone, start=NOW, end=NOW + dt.timedelta(days=7)) == []


def test_a_new_address_ends_the_old_one(phone: Phone) -> None:
    assert phone.get("me/calendar/").json() == {"url": None, "made_at": None}
    first, second = address(phone), address(phone)
    assert phone.get("me/calendar/").json() == {"url": None, "made_at": "2026-11-18T09:30:00Z"}
    assert [Phone().get(path).status_code for path in (first, second)] == [404, 200]


def test_an_address_taken_away_is_one_that_never_was(phone: Phone) -> None:
    path = address(phone)
    assert [phone.delete("me/calendar/").status_code for _ in range(2)] == [204, 204]
    answer, never = Phone().get(path), Phone().get("calendar/never.ics")
    assert (answer.status_code, answer.content) == (404, never.content)
    assert answer["Content-Type"] == "application/problem+json"


def test_an_account_that_is_closed_has_no_calendar(phone: Phone, person: Person) -> None:
    path = address(phone)
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert Phone().get(path).status_code == 404


def test_the_secret_is_not_kept(phone: Phone) -> None:
    secret = address(phone).removeprefix("calendar/").removesuffix(".ics")
    assert len(secret) >= 43
    assert secret not in str(CalendarFeed.objects.values().get())
