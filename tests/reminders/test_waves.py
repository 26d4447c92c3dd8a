"""What is written ahead of its slot: nobody knows of it, it comes at its minute, or is taken back."""

import datetime as dt
from collections.abc import Callable
from itertools import count

import pytest
from django.db import transaction

from reminders import breaks, delivery, dispatch, planning, waves
from reminders.answering import answer
from reminders.history import what_became_of
from reminders.models import Nudge, Plan, PlanClock, Wave
from reminders.models.nudge import Response, State
from reminders.preview import coming_week
from reminders.waves import LEAD
from tests.conftest import ALL_DAY, NOW, new_id
from tests.reminders.conftest import HOUR, OF_A_KIND, MakePlan, live
from tests.threads import Threads

pytestmark = pytest.mark.django_db
INSTANT = dt.timedelta(microseconds=1)
SOON = NOW - LEAD / 2  # before NOW, which is the slot


@pytest.fixture
def plan(make_plan: MakePlan) -> Plan:
    """Its nudge of NOW is written, and that of an hour later is not."""
    plan = make_plan(at=NOW - HOUR, due=NOW)
    dispatch.materialise(at=SOON)
    return plan


def handed_over(at: dt.datetime) -> list[list[str]]:
    handed: list[list[str]] = []
    waves.hand_over_all(at=at, hand_over=handed.append)
    return handed


def test_it_is_written_and_handed_to_nobody(make_plan: MakePlan) -> None:
    make_plan(at=NOW - HOUR, due=NOW)
    handed: list[list[str]] = []
    assert dispatch.materialise(at=NOW - LEAD, hand_over=handed.append) == 1
    nudge = Nudge.objects.get()
    assert (nudge.slot, nudge.due_at, nudge.state) == (NOW, NOW, State.DUE)
    assert not any(handed)


def test_before_its_slot_nobody_brings_it(plan: Plan) -> None:
    assert handed_over(NOW - INSTANT) == []
    assert not delivery.deliver(at=NOW - INSTANT)
    assert not delivery.deliver(at=NOW - INSTANT, only=[str(plan.nudges.get().pk)])


def test_at_its_slot_it_is_handed_over_once(plan: Plan) -> None:
    name = str(plan.nudges.get().pk)
    assert handed_over(NOW) == [[name]]
    assert handed_over(NOW) == []
    assert delivery.deliver(at=NOW, only=[name])
    assert plan.nudges.get().state == State.SENT


def test_what_is_written_late_is_handed_over_by_who_wrote_it(make_plan: MakePlan) -> None:
    make_plan(at=NOW - HOUR, due=NOW)
    handed: list[str] = []
    dispatch.materialise(at=NOW, hand_over=handed.extend)
    assert handed == [str(Nudge.objects.get().pk)]
    assert not Wave.objects.exists()


def test_where_the_slot_comes_while_they_are_written_the_rest_is_handed_over_at_once(
    make_plan: MakePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        make_plan(at=NOW - HOUR, due=NOW)
    monkeypatch.setattr(dispatch, "monotonic", count(0, 12).__next__)  # seconds a batch; one makes ready
    handed: list[str] = []
    dispatch.materialise(at=SOON, batch=1, hand_over=handed.extend)
    first, second = map(str, Nudge.objects.order_by("pk").values_list("pk", flat=True))
    assert (handed, handed_over(NOW)) == ([second], [[first, second]])


def test_many_are_handed_over_a_handful_at_a_time(
    make_plan: MakePlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waves, "HANDFUL", 2)
    for _ in range(5):
        make_plan(at=NOW - HOUR, due=NOW)
    make_plan(at=NOW - HOUR, due=NOW - INSTANT)
    dispatch.materialise(at=SOON)
    handed = handed_over(NOW)
    assert [len(some) for some in handed] == [1, 2, 2, 1]
    assert {name for some in handed for name in some} == {str(nudge.pk) for nudge in Nudge.objects.all()}


def test_where_handing_over_fails_the_next_begins_anew(plan: Plan) -> None:
    with pytest.raises(ZeroDivisionError):
        waves.hand_over_all(at=NOW, hand_over=lambda _: 1 / 0)
    assert handed_over(NOW) == [[str(plan.nudges.get().pk)]]


@pytest.mark.django_db(transaction=True)
def test_one_at_a_time_hands_over(plan: Plan) -> None:
    with Threads(1) as pool, transaction.atomic():
        Wave.objects.select_for_update().get()
        assert pool.submit(handed_over, NOW).result() == []
    assert len(handed_over(NOW)) == 1


def test_nobody_is_told_of_it_but_that_it_will_come(plan: Plan) -> None:
    day = plan.rhythm.local_date(NOW)
    assert plan.nudges.begun(at=SOON).count() == 0
    assert NOW not in {told.slot for told in what_became_of(plan, day, at=SOON).slots}
    coming = [one.due_at for one in coming_week(Plan.objects.get(), at=SOON)]
    assert coming[0] == NOW < coming[1]
    assert plan.nudges.begun(at=NOW).count() == 1
    assert NOW in {told.slot for told in what_became_of(plan, day, at=NOW).slots}


def test_a_snooze_is_told_of_before_it_comes(plan: Plan) -> None:
    live(until=NOW)
    answer(plan.nudges.get(), Response.SNOOZED, at=NOW)
    assert plan.nudges.begun(at=NOW).count() == 2


def edit(plan: Plan, *, at: dt.datetime = SOON, **changes: object) -> Plan:
    content = {**OF_A_KIND["break"], "time_zone": "UTC", "paused_until": None, **changes}
    return planning.put(plan.person, plan.pk, content, base_seq=plan.seq, at=at)[0]


def travel(plan: Plan) -> None:
    planning.travel(plan.person, "Asia/Tokyo", at=SOON)


def take_a_break(plan: Plan) -> None:
    breaks.put(plan.person, new_id(), {"taken_at": SOON}, base_seq=None, at=SOON)


def remove(plan: Plan) -> None:
    planning.remove(plan.person, plan.pk, at=SOON)


@pytest.mark.parametrize("deed", [edit, travel, take_a_break, remove])
def test_what_moves_the_slot_takes_it_back(make_plan: MakePlan, deed: Callable[[Plan], object]) -> None:
    plan = make_plan(at=NOW - HOUR, due=NOW, windows={"wed": [["09:00", "10:00"]]})
    dispatch.materialise(at=SOON)
    deed(plan)
    assert not plan.nudges.exists()
    due = PlanClock.objects.get(plan=plan).next_due_at
    assert due != NOW
    live(until=NOW)
    assert not plan.nudges.filter(slot=NOW).exists()


def test_an_edit_that_keeps_the_slot_writes_it_anew_and_it_comes(plan: Plan) -> None:
    slot = plan.rhythm.next_after(NOW - HOUR)
    assert slot
    PlanClock.objects.update(next_due_at=slot)
    Nudge.objects.all().delete()
    dispatch.materialise(at=slot - LEAD)
    edited = edit(plan, at=slot - LEAD / 2, time_zone="Etc/UTC")
    assert not plan.nudges.exists()
    live(until=slot)
    nudge = plan.nudges.get()
    assert (nudge.slot, nudge.state, nudge.plan_seq) == (slot, State.SENT, edited.seq)


def test_an_edit_that_leaves_the_times_alone_leaves_it_as_it_is(plan: Plan) -> None:
    before = plan.nudges.get().pk
    edit(plan, windows=ALL_DAY, daily_cap=5)
    assert plan.nudges.get().pk == before
    live(until=NOW)
    assert plan.nudges.get().state == State.SENT


@pytest.mark.django_db(transaction=True)
def test_what_a_worker_takes_up_this_moment_is_left_to_it_and_kept_at_a_distance(plan: Plan) -> None:
    with Threads(1) as pool, transaction.atomic():
        Nudge.objects.select_for_update().get()
        pool.submit(edit, plan, every_minutes=20).result(timeout=20)
    assert plan.nudges.get().slot == NOW
    due = PlanClock.objects.get(plan=plan).next_due_at
    assert due is not None
    assert due >= NOW + HOUR / 6
