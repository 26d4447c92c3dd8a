"""The history of a plan over HTTP: a day told in full, and only to its owner."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from reminders.models import Plan
from tests.conftest import ALL_DAY, Phone, new_id
from tests.reminders.conftest import live

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def plan(phone: Phone) -> Plan:
    phone.put(f"reminders/{new_id()}/", {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"})
    return Plan.objects.get()


def history(phone: Phone, plan: Plan, query: str = "", at: dt.datetime | None = None) -> Any:
    with time_machine.travel(at or timezone.now(), tick=False):
        return phone.get(f"reminders/{plan.pk}/history/{query}")


def test_a_day_is_told_time_by_time_with_its_reasons(phone: Phone, plan: Plan) -> None:
    due = plan.clock.next_due_at
    live(until=due)
    day = history(phone, plan, f"?on={due.date()}", due + dt.timedelta(minutes=1)).json()
    assert (day["on"], day["nothing"], day["explanation"]) == (str(due.date()), "", "")
    assert set(day["hours"][0]) == {"starts_at", "ends_at"}
    told = day["slots"][-1]
    assert (told["state"], told["reason"], told["explanation"]) == ("sent", "", "sent")
    assert told["nudge"] == str(plan.nudges.get().pk)
    missing = [one for one in day["slots"] if one["state"] == "absent"]
    assert {one["reason"] for one in missing} <= {"made_later"}
    assert all(one["nudge"] is None and one["explanation"] for one in missing)


def test_in_dutch_the_reasons_are_dutch(person: Any, plan: Plan) -> None:
    due = plan.clock.next_due_at
    live(until=due)
    told = history(Phone(person, "nl"), plan, f"?on={due.date()}", due).json()["slots"][-1]
    assert (told["state"], told["explanation"]) == ("sent", "verstuurd")


def test_a_day_before_the_plan_says_why_it_is_empty(phone: Phone, plan: Plan) -> None:
    before = timezone.now().date() - dt.timedelta(days=2)
    day = history(phone, plan, f"?on={before}").json()
    assert (day["slots"], day["nothing"]) == ([], "made_later")
    assert day["explanation"]


def test_today_where_no_day_is_named(phone: Phone, plan: Plan) -> None:
    assert history(phone, plan).json()["on"] == str(timezone.now().date())


@pytest.mark.parametrize(
    ("query", "attr"),
    [
        pytest.param("?on=yesterday", "on", id="a word"),
        pytest.param("?on=2026-02-30", "on", id="a day that is none"),
        pytest.param("?on=2020-01-01", "on", id="longer ago than is kept"),
        pytest.param("?on=2099-01-01", "on", id="still to come"),
        pytest.param("?day=2026-11-18", "day", id="another parameter"),
    ],
)
def test_a_day_that_cannot_be_told_is_refused_by_name(
    phone: Phone, plan: Plan, query: str, attr: str
) -> None:
    answer = history(phone, plan, query)
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


def test_nobody_else_is_told(stranger: Any, plan: Plan) -> None:
    assert history(Phone(stranger), plan).status_code == 404
