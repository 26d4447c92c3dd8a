"""The doorways of the worker, which go by the database's clock, however wrong their own may be."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from celery.signals import before_task_publish

from coach.schedule import BEAT
from reminders import delivery, dispatch, tasks
from reminders.delivery import database_now
from reminders.models import Nudge, Plan
from reminders.models.nudge import State
from reminders.turns import CLAIMING
from tests.conftest import new_id
from tests.reminders.conftest import HOUR, MINUTE, MakePlan

pytestmark = pytest.mark.django_db
WRONG = [pytest.param(-5 * HOUR, id="hours behind"), pytest.param(5 * HOUR, id="hours ahead")]


@pytest.fixture
def published() -> Iterator[list[dict[str, Any]]]:
    """The headers of every message that leaves for the broker."""
    seen: list[dict[str, Any]] = []

    def look(headers: dict[str, Any], **_: Any) -> None:
        seen.append(headers)

    before_task_publish.connect(look)
    yield seen
    before_task_publish.disconnect(look)


@pytest.fixture
def overdue(make_plan: MakePlan) -> Plan:
    """Due for a minute."""
    now = database_now()
    return make_plan(at=now - HOUR, due=now - MINUTE)


@pytest.fixture
def due(overdue: Plan) -> Nudge:
    dispatch.materialise(at=database_now())
    return Nudge.objects.get()


@pytest.mark.parametrize("wrong", WRONG)
def test_a_worker_whose_clock_is_wrong_brings_what_is_due_and_nothing_else(
    make_plan: MakePlan, make_person: Any, wrong: dt.timedelta
) -> None:
    now = database_now()
    due = make_plan(owner=make_person("due"), at=now - HOUR, due=now - MINUTE)
    coming = make_plan(owner=make_person("coming"), at=now - HOUR, due=now + 4 * HOUR)
    with time_machine.travel(now + wrong):
        tasks.tick()
        tasks.deliver()
    nudge = Nudge.objects.get()
    assert (nudge.plan, nudge.state) == (due, State.SENT)
    assert abs(nudge.settled_at - now) < MINUTE
    coming.clock.refresh_from_db()
    assert coming.clock.next_due_at == now + 4 * HOUR


def test_no_message_expires_by_the_clock_of_whoever_reads_it(published: list[dict[str, Any]]) -> None:
    tasks.hand_over([str(new_id())])
    assert [(one["task"], one["expires"]) for one in published] == [("reminders.deliver", None)]
    assert not [name for name, entry in BEAT.items() if "expires" in entry.get("options", {})]


def test_a_tick_with_nothing_to_do_asks_one_question_and_sends_no_message(
    make_plan: MakePlan, published: list[dict[str, Any]], django_assert_num_queries: Any
) -> None:
    make_plan(at=database_now(), due=database_now() + HOUR)
    with django_assert_num_queries(1):
        tasks.tick()
    assert not published


@pytest.mark.usefixtures("overdue")
def test_a_tick_leaves_to_the_thread_that_claims_already_what_it_does() -> None:
    with CLAIMING:
        tasks.tick()
    assert not Nudge.objects.exists()
    tasks.tick()
    assert Nudge.objects.get().state == State.DUE


def test_after_a_claim_that_failed_the_next_tick_claims(
    overdue: Plan, make_plan: MakePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "hand_over", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            tasks.tick()
    later = make_plan(at=database_now() - HOUR, due=database_now() - MINUTE)
    tasks.tick()
    assert {nudge.plan for nudge in Nudge.objects.all()} == {overdue, later}
    assert Nudge.objects.count() == 2


def test_what_a_lost_message_was_for_is_brought_after_the_next_tick(
    due: Nudge, published: list[dict[str, Any]]
) -> None:
    tasks.tick()
    assert [one["task"] for one in published] == ["reminders.deliver"]


def test_the_tick_after_its_slot_hands_over_what_was_written_ahead(
    make_plan: MakePlan, published: list[dict[str, Any]]
) -> None:
    slot = database_now() - MINUTE / 60
    make_plan(at=slot - HOUR, due=slot)
    dispatch.materialise(at=slot - MINUTE / 2)
    assert not published
    tasks.tick()
    assert [(one["task"], one["argsrepr"]) for one in published] == [("reminders.deliver", "(1 nudges)")]


def test_a_tick_may_come_in_before_the_rest_of_what_is_due(
    due: Nudge, published: list[dict[str, Any]]
) -> None:
    tasks.deliver()
    assert [one["task"] for one in published] == ["reminders.deliver"]
    tasks.deliver()  # by that message
    assert len(published) == 1


def test_what_was_handed_over_is_brought_by_one_message(due: Nudge, published: list[dict[str, Any]]) -> None:
    tasks.deliver([str(due.pk)])
    assert Nudge.objects.get().state == State.SENT
    assert not published


def test_a_tick_gives_up_what_a_dead_worker_had_in_hand(due: Nudge) -> None:
    now = database_now()
    Nudge.objects.update(state=State.SENDING, sending_at=now - 2 * delivery.LEASE, open_until=now + HOUR)
    tasks.tick()
    assert Nudge.objects.get().state == State.UNKNOWN
