"""The main job, end to end: sign up, get a nudge at the right minute, see how it goes."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.system.awaiting import until
from tests.system.phone import Phone

pytestmark = pytest.mark.system
ZONE = "UTC"
EVERY = 65  # over a long day it meets every minute of the hour, so the server can keep it from none
HOURS = 13
PLANS, MOVES = 4, 5  # each plan has a minute of its own, and few hours it cannot be moved to
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def hours_from(start: dt.datetime) -> dict[str, list[list[str]]]:
    """A long day from `start`, whatever the weekday."""
    return {day: [[f"{start:%H:%M}", f"{start + dt.timedelta(hours=HOURS):%H:%M}"]] for day in DAYS}


def plan_due_soon(phone: Phone) -> tuple[str, dt.datetime]:
    """A plan and its first slot, soon: the phone moves the hours until the server's preview says so."""
    for _ in range(PLANS):
        plan, version, start = str(uuid4()), {}, utc_now() - dt.timedelta(minutes=EVERY * 3 // 4)
        for _ in range(MOVES):
            hours = {"every_minutes": EVERY, "windows": hours_from(start), "time_zone": ZONE}
            version = {"base_seq": phone.tell("PUT", f"reminders/{plan}/", {**hours, **version})["seq"]}
            slot = moment(phone.tell("GET", f"reminders/{plan}/preview/")[0]["due_at"])
            wait = slot - utc_now()
            if dt.timedelta(seconds=5) < wait < dt.timedelta(seconds=66):
                return plan, slot
            start -= wait - dt.timedelta(seconds=40)
        phone.tell("DELETE", f"reminders/{plan}/")
    raise AssertionError(f"no hours with a slot within a minute in {PLANS * MOVES} attempts")


def write_in_diary(phone: Phone, episode: str, pain: int, *, days_ago: int) -> dict[str, Any]:
    written = utc_now() - dt.timedelta(days=days_ago, minutes=1)
    entry = {
        "episode": episode,
        "recorded_at": written.isoformat().replace("+00:00", "Z"),
        "utc_offset": 60,
        "pain": pain,
        "note": "Twee uur achter elkaar gezeten.",
    }
    return phone.tell("PUT", f"diary/{uuid4()}/", entry)


def test_a_nudge_comes_once_is_answered_and_the_course_is_honest(make_phone: Callable[[str], Phone]) -> None:
    phone = make_phone("anna")
    phone.consent("health_data", "reminders")
    plan, slot = plan_due_soon(phone)

    episode = str(uuid4())
    onset = (utc_now() - dt.timedelta(days=6)).date()
    phone.tell("PUT", f"episodes/{episode}/", {"region": "upper_back", "onset_on": onset.isoformat()})
    for days_ago, pain in ((2, 7), (1, 6)):
        entry = write_in_diary(phone, episode, pain, days_ago=days_ago)
        assert entry["note"] == "Twee uur achter elkaar gezeten."

    course = phone.tell("GET", f"episodes/{episode}/course/")
    assert course["current"]["verdict"] == "not_enough_data"
    assert course["current"]["entries"] == 2
    assert course["current"]["explanation"]
    assert course["points"]["pain"] == [7, 6]

    until(lambda: phone.tell("GET", "inbox/")["results"], "a nudge in the inbox")
    [nudge] = phone.tell("GET", "inbox/")["results"]
    assert (nudge["plan"], moment(nudge["due_at"]), nudge["state"]) == (plan, slot, "sent")
    assert slot <= moment(nudge["settled_at"]) < moment(nudge["expires_at"])

    answered = phone.tell("POST", f"nudges/{nudge['id']}/response/", {"action": "done"})
    assert answered["response"] == "done"
    assert phone.tell("GET", f"nudges/{nudge['id']}/")["response"] == "done"
    assert phone.tell("GET", "inbox/")["results"] == []
    assert [one["id"] for one in phone.tell("GET", f"nudges/?plan={plan}")["results"]] == [nudge["id"]]

    following = moment(phone.tell("GET", f"reminders/{plan}/preview/")[0]["due_at"])
    assert following == moment(answered["responded_at"]) + dt.timedelta(minutes=EVERY)
