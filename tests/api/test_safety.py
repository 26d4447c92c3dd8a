"""Safety messages over HTTP: in the inbox, in the person's language, until they are read."""

from typing import Any

import pytest

from coach.models import Episode, Person
from reminders.models import SafetyMessage
from tests.conftest import Phone, new_id
from tests.reminders.test_safety import assessed

pytestmark = pytest.mark.django_db


@pytest.fixture
def warned(phone: Phone) -> dict[str, Any]:
    """The outcome of a report of fever, as the phone got it."""
    episode = new_id()
    phone.put(f"episodes/{episode}/", {"region": "neck", "onset_on": "2026-11-01"})
    body = {"id": str(new_id()), "answers": {"fever": True}}
    outcome: dict[str, Any] = phone.post(f"episodes/{episode}/triage/", body).json()
    return {**outcome, "episode": str(episode)}


def test_a_warning_stands_in_the_inbox_in_the_words_it_was_given_in(
    phone: Phone, person: Person, warned: dict[str, Any]
) -> None:
    [message] = phone.get("inbox/").json()["safety"]
    assert (message["kind"], message["report"], message["episode"]) == (
        "triage",
        warned["id"],
        warned["episode"],
    )
    assert [message[part] for part in ("title", "text", "calls")] == [
        warned[part] for part in ("title", "text", "calls")
    ]
    [dutch] = Phone(person, "nl").get("inbox/").json()["safety"]
    assert dutch["title"] == "Bel vandaag nog je huisarts"


def test_a_review_stands_in_the_inbox_with_what_it_rests_on(phone: Phone, warned: dict[str, Any]) -> None:
    assessed(Episode.objects.get())
    [review] = [one for one in phone.get("inbox/").json()["safety"] if one["kind"] == "review"]
    assert review["title"] == "It is time to have somebody look at it with you"
    assert review["text"].endswith("to do a little more, step by step.")
    assert (review["report"], review["calls"]) == (None, [])


def test_read_it_leaves_the_inbox(phone: Phone, warned: dict[str, Any]) -> None:
    [message] = phone.get("inbox/").json()["safety"]
    first = phone.post(f"safety-messages/{message['id']}/acknowledgement/")
    again = phone.post(f"safety-messages/{message['id']}/acknowledgement/")
    assert first.status_code == again.status_code == 200
    assert first.json()["acknowledged_at"] == again.json()["acknowledged_at"] is not None
    assert phone.get("inbox/").json()["safety"] == []


def test_reading_it_lifts_no_pause(phone: Phone, warned: dict[str, Any]) -> None:
    message = SafetyMessage.objects.get()
    phone.post(f"safety-messages/{message.pk}/acknowledgement/")
    assert phone.get(f"episodes/{warned['episode']}/triage/").json()["paused"] is True


def test_saying_so_about_the_report_is_enough(phone: Phone, warned: dict[str, Any]) -> None:
    path = f"episodes/{warned['episode']}/triage/{warned['id']}/acknowledgement/"
    phone.post(path, {"word": "acknowledged"})
    assert phone.get("inbox/").json()["safety"] == []


def test_another_has_no_such_message(stranger: Person, warned: dict[str, Any]) -> None:
    message = SafetyMessage.objects.get()
    assert Phone(stranger).get("inbox/").json()["safety"] == []
    assert Phone(stranger).post(f"safety-messages/{message.pk}/acknowledgement/").status_code == 404
    message.refresh_from_db()
    assert message.acknowledged_at is None


def test_without_advice_the_inbox_says_nothing(phone: Phone, warned: dict[str, Any], settings: Any) -> None:
    settings.COACH_ADVICE = False
    assert phone.get("inbox/").json()["safety"] == []
