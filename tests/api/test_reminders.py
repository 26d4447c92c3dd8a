"""Reminder plans over HTTP: what is accepted, what is refused and how, and what the coming week holds."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from coach.models import Person
from reminders.calendars.problem import Problem
from reminders.models import BusyCalendar, Plan
from tests.conftest import ALL_DAY, NOW, Phone, new_id

pytestmark = pytest.mark.django_db

OFFICE = {day: [["09:00", "12:30"], ["13:00", "17:30"]] for day in ("mon", "tue", "wed", "thu", "fri")}


def plan(**changes: Any) -> dict[str, Any]:
    return {"every_minutes": 60, "windows": OFFICE, "time_zone": "Europe/Amsterdam", **changes}


def test_a_plan_is_stored_and_its_clock_is_wound(phone: Phone) -> None:
    answer = phone.put(f"reminders/{new_id()}/", plan())
    assert answer.status_code == 201
    assert answer.json()["kind"] == "break"
    assert answer.json()["windows"] == OFFICE
    assert Plan.objects.get().clock.next_due_at > timezone.now()


def test_the_preview_shows_the_coming_seven_days_within_the_hours(phone: Phone) -> None:
    made = new_id()
    phone.put(f"reminders/{made}/", plan(windows=ALL_DAY))
    slots = phone.get(f"reminders/{made}/preview/").json()
    moments = [dt.datetime.fromisoformat(slot["due_at"]) for slot in slots]
    assert len(slots) in {7 * 24 - 1, 7 * 24, 7 * 24 + 1}
    assert all(
        dt.timedelta(minutes=30) <= later - sooner <= dt.timedelta(minutes=90)
        for sooner, later in pairwise(moments)
    )
    assert moments[0] == Plan.objects.get().clock.next_due_at


def test_a_paused_plan_previews_what_comes_after_the_pause(phone: Phone) -> None:
    made = new_id()
    until = timezone.now() + dt.timedelta(days=2)
    phone.put(f"reminders/{made}/", plan(windows=ALL_DAY, paused_until=until.isoformat()))
    slots = phone.get(f"reminders/{made}/preview/").json()
    assert dt.datetime.fromisoformat(slots[0]["due_at"]) >= until


def test_an_edit_winds_the_clock_anew_and_a_deletion_stops_it(phone: Phone) -> None:
    made = new_id()
    seq = phone.put(f"reminders/{made}/", plan(windows=ALL_DAY)).json()["seq"]
    edited = phone.put(f"reminders/{made}/", plan(windows=ALL_DAY, every_minutes=20, base_seq=seq))
    assert edited.status_code == 200
    due = Plan.objects.get().clock.next_due_at
    assert timezone.now() < due <= timezone.now() + dt.timedelta(minutes=40)
    phone.delete(f"reminders/{made}/")
    assert Plan.everything.get().clock.next_due_at is None


BAD = [
    pytest.param({"windows": {"mon": [["12:00", "09:00"]]}}, "windows", id="ends before it starts"),
    pytest.param({"windows": {"mon": [["09:00", "09:00"]]}}, "windows", id="no length"),
    pytest.param({"windows": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]}}, "windows", id="overlap"),
    pytest.param({"windows": {"maandag": [["09:00", "12:00"]]}}, "windows", id="a day we do not know"),
    pytest.param({"windows": {"mon": [["9", "12:00"]]}}, "windows", id="a time that is none"),
    pytest.param({"windows": {"mon": [["09:00"]]}}, "windows", id="half a range"),
    pytest.param({"windows": {}}, "windows", id="no hours at all"),
    pytest.param({"windows": {"mon": [["09:00", "09:25"]]}}, "windows", id="no room for a break"),
    pytest.param({"windows": [1]}, "windows", id="hours that are a list"),
    pytest.param({"windows": {"mon": "09:00-12:00"}}, "windows", id="hours in words"),
    pytest.param({"time_zone": "Europe/Utrecht"}, "time_zone", id="a zone nobody lives in"),
    pytest.param({"time_zone": 1}, "time_zone", id="a zone that is a number"),
    pytest.param({"every_minutes": 19}, "every_minutes", id="too often"),
    pytest.param({"every_minutes": 181}, "every_minutes", id="too seldom"),
    pytest.param({"kind": "lunch"}, "kind", id="a kind we do not know"),
    pytest.param({"at_time": "19:30"}, "at_time", id="a time of day"),
    pytest.param({"days": ["mon"]}, "days", id="weekdays"),
    pytest.param({"daily_cap": 0}, "daily_cap", id="none at all a day"),
    pytest.param({"daily_cap": 73}, "daily_cap", id="a cap that caps nothing"),
    pytest.param({"phase": 3}, "phase", id="a field of ours"),
    pytest.param({"paused_until": "2040-01-01T00:00:00Z"}, "paused_until", id="paused for years"),
    pytest.param({"paused_until": "later"}, "paused_until", id="paused until some day"),
]


@pytest.mark.parametrize(("changes", "attr"), BAD)
def test_bad_input_is_refused_by_name_and_stores_nothing(
    phone: Phone, changes: dict[str, Any], attr: str
) -> None:
    answer = phone.put(f"reminders/{new_id()}/", plan(**changes))
    assert answer.status_code == 400
    assert {error["attr"].partition(".")[0] for error in answer.json()["errors"]} == {attr}
    assert not Plan.everything.exists()


def daily(**changes: Any) -> dict[str, Any]:
    return {"kind": "session", "at_time": "19:30", "days": ["thu", "mon"], "time_zone": "UTC", **changes}


@pytest.mark.parametrize("kind", ["session", "diary"])
def test_a_session_and_the_diary_have_a_time_of_day_and_weekdays(phone: Phone, kind: str) -> None:
    made = new_id()
    answer = phone.put(f"reminders/{made}/", daily(kind=kind))
    assert answer.status_code == 201
    stored = {name: answer.json()[name] for name in ("at_time", "days", "every_minutes", "windows")}
    assert stored == {"at_time": "19:30", "days": ["mon", "thu"], "every_minutes": None, "windows": {}}
    coming = {slot["due_at"][10:16] for slot in phone.get(f"reminders/{made}/preview/").json()}
    assert coming == ({"T19:30"} if kind == "diary" else set())  # without a programme no session is due


def test_what_a_phone_read_it_may_send_back(phone: Phone) -> None:
    for body in (plan(), daily(), daily(kind="diary")):
        made = new_id()
        read = phone.put(f"reminders/{made}/", body).json()
        del read["id"], read["seq"]
        assert phone.put(f"reminders/{made}/", read).status_code == 200


BAD_DAILY = [
    pytest.param({"at_time": None}, "at_time", id="no time"),
    pytest.param({"at_time": "half past seven"}, "at_time", id="a time in words"),
    pytest.param({"at_time": "19:30:15"}, "at_time", id="seconds"),
    pytest.param({"days": []}, "days", id="no days"),
    pytest.param({"days": ["maandag"]}, "days", id="a day we do not know"),
    pytest.param({"days": ["mon", "mon"]}, "days", id="a day twice"),
    pytest.param({"every_minutes": 60}, "every_minutes", id="an interval"),
    pytest.param({"windows": OFFICE}, "windows", id="hours"),
    pytest.param({"time_zone": "Europe/Utrecht"}, "time_zone", id="a zone nobody lives in"),
]


@pytest.mark.parametrize(("changes", "attr"), BAD_DAILY)
def test_a_bad_time_of_day_is_refused_by_name(phone: Phone, changes: dict[str, Any], attr: str) -> None:
    answer = phone.put(f"reminders/{new_id()}/", daily(**changes))
    assert answer.status_code == 400
    assert {error["attr"].partition(".")[0] for error in answer.json()["errors"]} == {attr}
    assert not Plan.everything.exists()


def test_a_night_shift_may_cross_midnight(phone: Phone) -> None:
    answer = phone.put(f"reminders/{new_id()}/", plan(windows={"fri": [["22:00", "06:00"]]}))
    assert answer.status_code == 201


def test_the_remedy_is_told_in_the_language_asked_for(person: Person) -> None:
    backwards = plan(windows={"mon": [["17:00", "04:30"]], "tue": [["12:00", "09:00"]]})
    told = {
        language: Phone(person, language)
        .put(f"reminders/{new_id()}/", backwards)
        .json()["errors"][0]["detail"]
        for language in ("nl", "en")
    }
    assert "ends before it starts" in told["en"]
    assert "eindigt" in told["nl"]


def test_without_consent_to_reminders_no_plan_is_stored(phone: Phone, person: Person) -> None:
    person.consents.create(purpose="reminders", version="1", given=False, at=timezone.now())
    assert phone.put(f"reminders/{new_id()}/", plan()).status_code == 403
    assert not Plan.everything.exists()


@pytest.mark.parametrize("url", ["http://calendar.example/me.ics", "https://127.0.0.1/me.ics", "me.ics"])
def test_a_calendar_has_a_public_https_address(phone: Phone, url: str) -> None:
    response = phone.put(f"reminders/{new_id()}/", plan(busy_calendar_url=url))
    assert response.status_code == 400
    assert [error["attr"] for error in response.json()["errors"]] == ["busy_calendar_url"]


def test_how_reading_a_calendar_goes_is_told(phone: Phone) -> None:
    plan_id = new_id()
    phone.put(f"reminders/{plan_id}/", plan(busy_calendar_url="https://calendar.example/me.ics"))
    assert phone.get(f"reminders/{plan_id}/busy-calendar/").json() == {"fetched_at": None, "problem": ""}
    BusyCalendar.objects.get().failed(Problem.REFUSED, at=timezone.now())
    assert "secret address" in phone.get(f"reminders/{plan_id}/busy-calendar/").json()["problem"]


def test_a_plan_without_a_calendar_has_nothing_to_tell(phone: Phone) -> None:
    plan_id = new_id()
    phone.put(f"reminders/{plan_id}/", plan())
    assert phone.get(f"reminders/{plan_id}/busy-calendar/").status_code == 404


@pytest.fixture
def then(person: Person) -> Iterator[Phone]:
    """A phone on a Wednesday morning."""
    with time_machine.travel(NOW, tick=False):
        yield Phone(person)


def paused(phone: Phone, body: dict[str, Any], **changes: Any) -> Any:
    made = new_id()
    phone.put(f"reminders/{made}/", plan(**{"windows": ALL_DAY, **changes}))
    return made, phone.put(f"reminders/{made}/pause/", body)


@pytest.mark.parametrize(
    ("body", "until"),
    [
        pytest.param({"hours": 3}, "2026-11-18T12:30:00Z", id="for some hours"),
        pytest.param({"until": "tomorrow"}, "2026-11-18T23:00:00Z", id="until tomorrow, by their own clock"),
        pytest.param({"until": "2026-11-23"}, "2026-11-22T23:00:00Z", id="until a day"),
    ],
)
def test_a_plan_rests_until_then(then: Phone, body: dict[str, Any], until: str) -> None:
    made, answer = paused(then, body)
    assert (answer.status_code, answer.json()["paused_until"]) == (200, until)
    coming = then.get(f"reminders/{made}/preview/").json()
    assert coming[0]["due_at"] >= until
    assert answer.json()["seq"] == Plan.objects.get().seq


def test_until_tomorrow_in_a_night_shift_is_until_its_end(person: Person) -> None:
    with time_machine.travel(NOW.replace(hour=22), tick=False):
        _made, answer = paused(Phone(person), {"until": "tomorrow"}, windows={"wed": [["22:00", "06:00"]]})
    assert answer.json()["paused_until"] == "2026-11-19T05:00:00Z"


def test_a_pause_ends_at_once_when_asked(phone: Phone) -> None:
    made, _answer = paused(phone, {"hours": 72})
    clock = Plan.objects.get().clock.next_due_at
    answer = phone.delete(f"reminders/{made}/pause/")
    assert (answer.status_code, answer.json()["paused_until"]) == (200, None)
    assert phone.get(f"reminders/{made}/preview/").json()[0]["due_at"][:16] == f"{clock:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        pytest.param({}, "until", id="nothing said"),
        pytest.param({"hours": 2, "until": "tomorrow"}, "until", id="two things said"),
        pytest.param({"hours": 0}, "hours", id="no time at all"),
        pytest.param({"hours": 73}, "hours", id="hours that are days"),
        pytest.param({"until": "today"}, "until", id="a word we do not know"),
        pytest.param({"until": "2026-11-18"}, "until", id="today’s date"),
        pytest.param({"until": "2026-02-30"}, "until", id="a day that is none"),
        pytest.param({"until": "2028-01-01"}, "until", id="years ahead"),
        pytest.param({"days": 2}, "days", id="a field we do not know"),
    ],
)
def test_a_bad_pause_is_refused_by_name(then: Phone, body: dict[str, Any], attr: str) -> None:
    _made, answer = paused(then, body)
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]
    assert Plan.objects.get().paused_until is None


def test_the_preview_leaves_out_days_off_and_what_is_over_the_cap(then: Phone) -> None:
    made = new_id()
    then.put(f"reminders/{made}/", plan(daily_cap=2))
    off = {"kind": "holiday", "starts_on": "2026-11-20", "ends_on": "2026-11-23"}
    then.put(f"days-off/{new_id()}/", off)
    coming = then.get(f"reminders/{made}/preview/").json()
    days = [slot["local_date"] for slot in coming]
    assert days == ["2026-11-18"] * 2 + ["2026-11-19"] * 2 + ["2026-11-24"] * 2 + ["2026-11-25"] * len(
        days[6:]
    )
