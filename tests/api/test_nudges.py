"""Nudges over HTTP: the inbox, the history with its reasons, and the answers."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from coach.models import Person
from reminders import delivery, dispatch
from reminders.models import Nudge, PlanClock
from reminders.models.nudge import State
from tests.conftest import ALL_DAY, Phone, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def nudge(phone: Phone) -> Nudge:
    """One that has just come."""
    phone.put(f"reminders/{new_id()}/", {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"})
    now = timezone.now()
    PlanClock.objects.update(next_due_at=now)
    dispatch.materialise(at=now)
    delivery.deliver(at=now)
    return Nudge.objects.get()


def test_a_nudge_waits_in_the_inbox_until_it_is_answered(phone: Phone, nudge: Nudge) -> None:
    assert [row["id"] for row in phone.get("inbox/").json()["results"]] == [str(nudge.pk)]
    answered = phone.post(f"nudges/{nudge.pk}/response/", {"action": "done"})
    assert (answered.status_code, answered.json()["response"]) == (200, "done")
    assert phone.get("inbox/").json()["results"] == []
    assert phone.get(f"nudges/{nudge.pk}/").json()["state"] == "sent"


def test_an_old_nudge_leaves_the_inbox(phone: Phone, nudge: Nudge) -> None:
    Nudge.objects.update(due_at=timezone.now() - dt.timedelta(minutes=61))
    assert phone.get("inbox/").json()["results"] == []


def test_a_snooze_comes_back(phone: Phone, nudge: Nudge) -> None:
    phone.post(f"nudges/{nudge.pk}/response/", {"action": "snooze", "minutes": 15})
    again = phone.get("nudges/?state=due").json()["results"]
    assert [row["snoozed_from"] for row in again] == [str(nudge.pk)]


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        pytest.param({"action": "dance"}, "action", id="an answer we do not know"),
        pytest.param({}, "action", id="no answer"),
        pytest.param({"action": "snooze", "minutes": 4}, "minutes", id="a snooze too short"),
        pytest.param({"action": "snooze", "minutes": 31}, "minutes", id="a snooze too long"),
        pytest.param({"action": "done", "mood": 1}, "mood", id="a field we do not know"),
    ],
)
def test_a_bad_answer_is_refused_by_name(phone: Phone, nudge: Nudge, body: dict[str, Any], attr: str) -> None:
    answer = phone.post(f"nudges/{nudge.pk}/response/", body)
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]
    nudge.refresh_from_db()
    assert nudge.response == ""


def test_a_second_answer_is_refused_in_words(phone: Phone, nudge: Nudge) -> None:
    phone.post(f"nudges/{nudge.pk}/response/", {"action": "done"})
    answer = phone.post(f"nudges/{nudge.pk}/response/", {"action": "skip"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "already_answered"


def test_the_history_says_why_a_nudge_did_not_come(person: Person, phone: Phone, nudge: Nudge) -> None:
    Nudge.objects.update(state=State.HELD, reason="paused")
    row = phone.get("nudges/?state=held").json()["results"][0]
    assert (row["reason"], row["explanation"]) == ("paused", "the plan was paused")
    dutch = Phone(person, "nl").get(f"nudges/{nudge.pk}/").json()
    assert dutch["explanation"] == "het plan was gepauzeerd"


def test_unknown_filters_are_refused_by_name(phone: Phone) -> None:
    answer = phone.get("nudges/?colour=red")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "colour"
