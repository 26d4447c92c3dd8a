"""Nudges over HTTP: the inbox, the history with its reasons, and the answers."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from coach.models import Person
from exercises import enrolling
from exercises.models import Exercise, Programme
from reminders import delivery, dispatch
from reminders.models import Nudge, PlanClock, PlanQuestion
from reminders.models.nudge import State
from reminders.waves import LEAD
from tests.coach.test_interview import INTAKE
from tests.conftest import ALL_DAY, NOW, Phone, new_id

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


def test_what_is_written_ahead_is_shown_from_its_slot_on(phone: Phone) -> None:
    phone.put(f"reminders/{new_id()}/", {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"})
    slot = PlanClock.objects.get().next_due_at
    assert slot
    dispatch.materialise(at=slot - LEAD)
    at = f"nudges/{Nudge.objects.get().pk}/"
    with time_machine.travel(slot - LEAD / 2, tick=False):
        assert (phone.get("nudges/").json()["results"], phone.get(at).status_code) == ([], 404)
    with time_machine.travel(slot, tick=False):
        assert [row["state"] for row in phone.get("nudges/").json()["results"]] == ["due"]
        assert phone.get(at).json()["state"] == "due"


def test_what_came_is_shown_by_a_server_whose_clock_is_behind(phone: Phone, nudge: Nudge) -> None:
    with time_machine.travel(nudge.slot - LEAD / 2, tick=False):
        assert [row["state"] for row in phone.get("nudges/").json()["results"]] == ["sent"]
        assert phone.get(f"nudges/{nudge.pk}/").json()["state"] == "sent"


def test_nudges_are_told_without_a_model_of_any(
    phone: Phone, nudge: Nudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Nudge, "from_db", lambda *_: pytest.fail("a model was made"))
    for path in ("inbox/", "nudges/"):
        assert [row["kind"] for row in phone.get(path).json()["results"]] == ["break"]
    assert phone.get(f"nudges/{nudge.pk}/").json()["id"] == str(nudge.pk)


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


def call(phone: Phone, kind: str) -> dict[str, Any]:
    """The call for a session or the diary that comes now, as the inbox shows it."""
    now = timezone.now()
    body = {"kind": kind, "at_time": f"{now:%H:%M}", "days": sorted(ALL_DAY), "time_zone": "UTC"}
    phone.put(f"reminders/{new_id()}/", body)
    PlanClock.objects.update(next_due_at=now)
    dispatch.materialise(at=now)
    delivery.deliver(at=now)
    (row,) = phone.get("inbox/").json()["results"]
    return dict(row)


def test_a_break_brings_an_exercise_in_the_language_asked_for(person: Person, phone: Phone) -> None:
    call_command("load_catalogue", verbosity=0)
    phone.put(f"reminders/{new_id()}/", {"every_minutes": 60, "windows": ALL_DAY, "time_zone": "UTC"})
    now = timezone.now()
    PlanClock.objects.update(next_due_at=now)
    dispatch.materialise(at=now)
    delivery.deliver(at=now)
    (row,) = phone.get("inbox/").json()["results"]
    brought = row["content"]["exercise"]
    exercise = Exercise.objects.get(pk=brought["slug"])
    assert (brought["name"], brought["steps"]) == (exercise.name_en, exercise.steps_en)
    assert brought["duration_seconds"] == exercise.duration_seconds
    assert phone.get(brought["figure"].removeprefix("/api/v1/")).status_code == 200
    dutch = Phone(person, "nl").get(f"nudges/{row['id']}/").json()
    assert dutch["content"]["exercise"]["name"] == exercise.name_nl


def test_a_call_to_exercise_brings_what_is_due_today(person: Person) -> None:
    call_command("load_catalogue", verbosity=0)
    programme = Programme.objects.get(slug="office-five-minutes")
    enrolling.assign(person, programme, physio=person, starts_on=NOW.date(), episode=None, at=NOW)
    with time_machine.travel(NOW, tick=False):
        content = call(Phone(person), "session")["content"]
    assert (content["exercise"], content["follow_ups"]) == (None, [])
    (session,) = content["sessions"]
    assert session["enrolment"] == str(person.enrolments.get().pk)
    assert session["takes_seconds"] > 0
    assert {one["exercise"] for one in session["prescriptions"]} <= set(
        Exercise.objects.values_list("pk", flat=True)
    )


def test_a_call_for_the_diary_brings_the_follow_up_that_is_due(
    person: Person, phone: Phone, episode_id: UUID
) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(days=15)):
        Phone(person).post(f"episodes/{episode_id}/intake/", {"id": str(new_id()), "answers": INTAKE})
    content = call(phone, "diary")["content"]
    assert [(one["episode"], one["week"]) for one in content["follow_ups"]] == [(str(episode_id), 2)]


def test_writing_the_diary_answers_its_call(phone: Phone, episode_id: UUID) -> None:
    asked = call(phone, "diary")
    entry = {"recorded_at": timezone.now().isoformat(), "utc_offset": 0, "pain": 2}
    phone.put(f"diary/{new_id()}/", {"episode": str(episode_id), **entry})
    assert phone.get("inbox/").json()["results"] == []
    assert phone.get(f"nudges/{asked['id']}/").json()["response"] == "done"
