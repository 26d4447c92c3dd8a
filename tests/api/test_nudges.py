"""Nudges over HTTP: the inbox, the history with its reasons, and the answers."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from coach.models import Person
from reminders import delivery, dispatch
from reminders.models import Nudge, PlanClock, PlanQuestion
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
    Nudge.objects.update(open_until=timezone.now())
    assert phone.get("inbox/").json()["results"] == []
    assert phone.get(f"nudges/{nudge.pk}/").json()["response"] == "ignored"


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
    Nudge.objects.update(state=State.HELD, reason="outside_hours")
    row = phone.get("nudges/?state=held").json()["results"][0]
    assert (row["reason"], row["explanation"]) == ("outside_hours", "it fell outside your hours")
    dutch = Phone(person, "nl").get(f"nudges/{nudge.pk}/").json()
    assert dutch["explanation"] == "het viel buiten je uren"


@pytest.fixture
def question(nudge: Nudge) -> PlanQuestion:
    return PlanQuestion.objects.create(plan=nudge.plan, person=nudge.person, asked_at=timezone.now())


def test_what_we_ask_about_a_plan_is_in_the_inbox_until_it_is_answered(
    phone: Phone, question: PlanQuestion
) -> None:
    (asked,) = phone.get("inbox/").json()["questions"]
    assert (asked["id"], asked["plan"], asked["answer"]) == (str(question.pk), str(question.plan_id), "")
    assert asked["text"].endswith("?")
    answered = phone.post(f"reminders/{asked['plan']}/question/", {"answer": "fewer"})
    assert (answered.status_code, answered.json()["answer"]) == (200, "fewer")
    assert phone.get("inbox/").json()["questions"] == []
    assert phone.get(f"reminders/{asked['plan']}/").json()["every_minutes"] == 120


@pytest.mark.parametrize("body", [{}, {"answer": "never"}, {"answer": ""}])
def test_a_bad_answer_to_a_question_is_refused(
    phone: Phone, question: PlanQuestion, body: dict[str, str]
) -> None:
    answered = phone.post(f"reminders/{question.plan_id}/question/", body)
    assert (answered.status_code, answered.json()["errors"][0]["attr"]) == (400, "answer")


def test_an_answer_to_what_was_not_asked_is_refused_in_words(phone: Phone, nudge: Nudge) -> None:
    answered = phone.post(f"reminders/{nudge.plan_id}/question/", {"answer": "keep"})
    assert answered.status_code == 400
    assert answered.json()["errors"][0]["code"] == "nothing_asked"


def test_on_a_quiet_day_a_nudge_says_so(phone: Phone, nudge: Nudge) -> None:
    assert phone.get(f"nudges/{nudge.pk}/").json()["notice"] == ""
    Nudge.objects.update(quiet=True)
    assert "every second one" in phone.get(f"nudges/{nudge.pk}/").json()["notice"]


def test_unknown_filters_are_refused_by_name(phone: Phone) -> None:
    answer = phone.get("nudges/?colour=red")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "colour"


def test_writing_the_diary_answers_its_call(phone: Phone, episode_id: UUID) -> None:
    now = timezone.now()
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    body = {"kind": "diary", "at_time": f"{now:%H:%M}", "days": days, "time_zone": "UTC"}
    phone.put(f"reminders/{new_id()}/", body)
    PlanClock.objects.update(next_due_at=now)
    dispatch.materialise(at=now)
    delivery.deliver(at=now)
    assert len(phone.get("inbox/").json()["results"]) == 1
    entry = {"episode": str(episode_id), "recorded_at": now.isoformat(), "utc_offset": 0, "pain": 2}
    phone.put(f"diary/{new_id()}/", entry)
    assert phone.get("inbox/").json()["results"] == []
    assert Nudge.objects.get().response == "done"
