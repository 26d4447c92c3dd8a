"""Breaks that go unanswered: quieter that day, and after five such days a question instead."""

import datetime as dt

import pytest

from reminders.asking import NothingAsked, answer
from reminders.models import Nudge, Plan, PlanQuestion
from reminders.models.nudge import Reason, State
from reminders.models.question import Answer
from tests.conftest import NOW
from tests.reminders.conftest import DAY, HOUR, MakePlan, live, what_became

pytestmark = pytest.mark.django_db
OFFICE = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
MORNING = NOW.replace(hour=0, minute=0)
SENT, QUIET = (State.SENT, ""), (State.HELD, Reason.QUIETED)


@pytest.fixture
def plan(make_plan: MakePlan) -> Plan:
    return make_plan(windows=OFFICE, at=MORNING)


def days_on(days: int) -> dt.datetime:
    return MORNING + days * DAY


def test_after_three_ignored_every_second_one_stays_away_that_day_only(plan: Plan) -> None:
    live(until=days_on(1))
    assert what_became(plan) == [SENT, SENT, SENT, QUIET, SENT, QUIET, SENT, QUIET]
    live(until=days_on(1) + 12 * HOUR)
    assert what_became(plan)[8:11] == [SENT, SENT, SENT]
    assert list(plan.nudges.order_by("slot").values_list("quiet", flat=True))[:9] == [False] * 3 + [
        True
    ] * 5 + [False]


def test_an_answer_in_time_keeps_them_coming(plan: Plan) -> None:
    live(until=MORNING + 12 * HOUR)
    Nudge.objects.filter(plan=plan).update(response="skipped", responded_at=NOW)
    live(until=days_on(1))
    assert what_became(plan)[3:6] == [SENT, SENT, SENT]


def test_on_the_fifth_quiet_day_we_ask_and_stay_away(plan: Plan) -> None:
    live(until=days_on(4))
    assert not PlanQuestion.objects.exists()
    live(until=days_on(7))
    question = PlanQuestion.objects.get()
    assert (question.plan, question.person) == (plan, plan.person)
    assert (question.asked_at.date() - MORNING.date()).days == 4
    later = Nudge.objects.filter(slot__gt=question.asked_at).values_list("reason", flat=True)
    assert len(later) > 16
    assert set(later) == {Reason.QUIETED}


def test_five_quiet_days_over_a_month_are_no_reason_to_ask(plan: Plan) -> None:
    live(until=days_on(1))
    held = Nudge.objects.filter(reason=Reason.QUIETED)
    held.update(local_date=MORNING.date() - 20 * DAY)
    live(until=days_on(5))
    assert not PlanQuestion.objects.exists()


@pytest.fixture
def asked(plan: Plan) -> Plan:
    live(until=days_on(5))
    return plan


def test_keep_lets_them_come_again_and_counts_from_nought(asked: Plan) -> None:
    answer(asked, Answer.KEEP, at=days_on(5))
    live(until=days_on(6))
    assert what_became(asked)[-8:-4] == [SENT, SENT, SENT, QUIET]
    assert PlanQuestion.objects.filter(answered_at=None).count() == 0


def test_fewer_doubles_the_interval(asked: Plan) -> None:
    answer(asked, Answer.FEWER, at=days_on(5))
    asked.refresh_from_db()
    assert asked.every_minutes == 120


@pytest.mark.parametrize(("every", "then"), [(100, 180), (180, 180)])
def test_fewer_is_three_hours_at_most(make_plan: MakePlan, every: int, then: int) -> None:
    plan = make_plan(every_minutes=every)
    PlanQuestion.objects.create(plan=plan, person=plan.person, asked_at=NOW)
    answer(plan, Answer.FEWER, at=NOW)
    plan.refresh_from_db()
    assert plan.every_minutes == then


def test_fewer_leaves_hours_too_short_for_it_alone(make_plan: MakePlan) -> None:
    plan = make_plan(every_minutes=60, windows={"mon": [["09:00", "09:50"]]})
    PlanQuestion.objects.create(plan=plan, person=plan.person, asked_at=NOW)
    answer(plan, Answer.FEWER, at=NOW)
    plan.refresh_from_db()
    assert plan.every_minutes == 60


def test_pause_is_a_week_of_whole_days(asked: Plan) -> None:
    answer(asked, Answer.PAUSE, at=days_on(5) + 10 * HOUR)
    asked.refresh_from_db()
    assert asked.paused_until == days_on(12)


def test_the_same_answer_again_changes_nothing_and_another_is_refused(asked: Plan) -> None:
    first = answer(asked, Answer.FEWER, at=days_on(5))
    asked.refresh_from_db()
    assert answer(asked, Answer.FEWER, at=days_on(6)).answered_at == first.answered_at
    asked.refresh_from_db()
    assert asked.every_minutes == 120
    with pytest.raises(NothingAsked):
        answer(asked, Answer.KEEP, at=days_on(6))


def test_nobody_is_asked_out_of_the_blue(plan: Plan) -> None:
    with pytest.raises(NothingAsked):
        answer(plan, Answer.KEEP, at=NOW)
