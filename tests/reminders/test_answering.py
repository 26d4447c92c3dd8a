"""What a person's answer to a nudge does to the nudges after it."""

import datetime as dt

import pytest

from reminders import delivery, dispatch
from reminders.answering import CannotAnswer, answer
from reminders.models import Nudge, PlanClock
from reminders.models.nudge import LIFE, Reason, Response, State
from tests.conftest import NOW
from tests.reminders.conftest import MakePlan

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def sent(make_plan: MakePlan) -> Nudge:
    make_plan(due=NOW)
    dispatch.materialise(at=NOW)
    delivery.deliver(at=NOW)
    return Nudge.objects.get()


@pytest.mark.parametrize("response", [Response.DONE, Response.SKIPPED])
def test_done_and_skip_start_a_whole_interval_anew(sent: Nudge, response: Response) -> None:
    answer(sent, response, at=NOW + 7 * MINUTE)
    sent.refresh_from_db()
    assert (sent.response, sent.responded_at) == (response, NOW + 7 * MINUTE)
    assert PlanClock.objects.get().next_due_at == NOW + 67 * MINUTE


def test_the_same_answer_again_changes_nothing(sent: Nudge) -> None:
    answer(sent, Response.DONE, at=NOW + 1 * MINUTE)
    answer(sent, Response.DONE, at=NOW + 9 * MINUTE)
    sent.refresh_from_db()
    assert sent.responded_at == NOW + MINUTE
    assert PlanClock.objects.get().next_due_at == NOW + 61 * MINUTE


def test_another_answer_afterwards_is_refused(sent: Nudge) -> None:
    answer(sent, Response.DONE, at=NOW + MINUTE)
    with pytest.raises(CannotAnswer) as refusal:
        answer(sent, Response.SKIPPED, at=NOW + 2 * MINUTE)
    assert refusal.value.code == "already_answered"


def test_a_snooze_is_a_row_of_its_own_with_a_new_time(sent: Nudge) -> None:
    answer(sent, Response.SNOOZED, at=NOW + MINUTE, minutes=10)
    again = Nudge.objects.get(snoozed_from=sent)
    assert (again.due_at, again.expires_at) == (NOW + 11 * MINUTE, NOW + 11 * MINUTE + LIFE)
    assert (again.state, again.local_date) == (State.DUE, sent.local_date)
    delivery.deliver(at=NOW + 10 * MINUTE)
    again.refresh_from_db()
    assert again.state == State.DUE
    delivery.deliver(at=NOW + 11 * MINUTE)
    again.refresh_from_db()
    assert again.state == State.SENT
    assert PlanClock.objects.get().next_due_at == NOW + 71 * MINUTE


def test_a_snooze_never_outlives_the_hours(make_plan: MakePlan) -> None:
    make_plan(windows={"wed": [["09:00", "09:35"]]}, due=NOW)
    dispatch.materialise(at=NOW)
    delivery.deliver(at=NOW)
    nudge = Nudge.objects.get()
    with pytest.raises(CannotAnswer) as refusal:
        answer(nudge, Response.SNOOZED, at=NOW + MINUTE, minutes=5)
    assert refusal.value.code == "outlives_hours"
    nudge.refresh_from_db()
    assert (nudge.response, Nudge.objects.count()) == ("", 1)


def test_a_snoozed_nudge_of_a_plan_edited_since_is_held(sent: Nudge) -> None:
    answer(sent, Response.SNOOZED, at=NOW + MINUTE)
    sent.plan.every_minutes = 90
    sent.plan.save()
    delivery.deliver(at=NOW + 11 * MINUTE)
    again = Nudge.objects.get(snoozed_from=sent)
    assert (again.state, again.reason) == (State.HELD, Reason.NOT_DUE_ANY_MORE)


def test_a_nudge_that_never_came_cannot_be_answered(make_plan: MakePlan) -> None:
    make_plan(due=NOW)
    dispatch.materialise(at=NOW)
    with pytest.raises(CannotAnswer) as refusal:
        answer(Nudge.objects.get(), Response.DONE, at=NOW)
    assert refusal.value.code == "not_sent"


def test_a_snooze_may_come_back_in_later_hours_of_the_same_day(make_plan: MakePlan) -> None:
    make_plan(windows={"wed": [["09:00", "09:35"], ["09:50", "12:00"]]}, due=NOW)
    dispatch.materialise(at=NOW)
    delivery.deliver(at=NOW)
    answer(Nudge.objects.get(), Response.SNOOZED, at=NOW + MINUTE, minutes=25)
    assert Nudge.objects.get(snoozed_from__isnull=False).due_at == NOW + 26 * MINUTE


def test_a_snooze_never_goes_on_into_the_next_day(make_plan: MakePlan) -> None:
    late = NOW.replace(hour=23, minute=45)
    make_plan(due=late)
    dispatch.materialise(at=late)
    delivery.deliver(at=late)
    with pytest.raises(CannotAnswer) as refusal:
        answer(Nudge.objects.get(), Response.SNOOZED, at=late, minutes=15)
    assert refusal.value.code == "outlives_hours"
