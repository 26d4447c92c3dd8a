"""What is read whole: it comes when it changed, and only then."""

from typing import Any

import pytest
from django.utils import timezone

from exercises.models import Exercise
from reminders import delivery, dispatch
from reminders.models import Nudge, PlanClock
from tests.api.sync.phones import plan, pull, push, put
from tests.conftest import Phone

pytestmark = pytest.mark.django_db


def documents(page: dict[str, Any]) -> dict[str, Any]:
    return {one["type"]: one["data"] for one in page["changes"] if one["type"] in {"catalogue", "inbox"}}


def test_each_comes_at_first_and_then_no_more(phone: Phone) -> None:
    first = pull(phone)
    assert set(documents(first)) == {"catalogue", "inbox"}
    assert documents(pull(phone, first["cursor"])) == {}


def test_they_come_with_the_last_page_only(phone: Phone) -> None:
    push(phone, put("reminder", plan()), put("reminder", plan()))
    first = pull(phone, limit=1)
    assert documents(first) == {}
    assert set(documents(pull(phone, first["cursor"], limit=1))) == {"catalogue", "inbox"}


def test_the_library_has_another_stamp_when_a_text_changed(phone: Phone) -> None:
    exercise: dict[str, Any] = {"duration_seconds": 30, "reviewed_on": "2026-11-01", "source": "x"}
    Exercise.objects.create(slug="chin-tuck", content_hash="a", **exercise)
    before = pull(phone)
    Exercise.objects.update(content_hash="b")
    after = pull(phone, before["cursor"])
    assert set(documents(after)) == {"catalogue"}
    assert documents(after)["catalogue"] != documents(before)["catalogue"]


def test_the_inbox_holds_what_waits_for_an_answer(phone: Phone) -> None:
    push(phone, put("reminder", plan()))
    cursor = pull(phone)["cursor"]
    now = timezone.now()
    PlanClock.objects.update(next_due_at=now)
    dispatch.materialise(at=now)
    delivery.deliver(at=now)
    come = pull(phone, cursor)
    assert documents(come)["inbox"]["nudges"] == phone.get("inbox/").json()["results"]
    push(phone, put("response", {"action": "skip"}, Nudge.objects.get().pk))
    assert documents(pull(phone, come["cursor"])) == {"inbox": {"nudges": [], "questions": []}}
