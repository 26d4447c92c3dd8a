"""From plans to nudges: every slot once, whatever happens around it."""

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from coach.models import Person
from reminders import dispatch, planning, spikes
from reminders.models import Nudge, Opening, Plan, PlanClock
from reminders.models.nudge import LIFE, Reason, State
from reminders.rhythm.opening import shape_of
from reminders.waves import LEAD
from tests.conftest import ALL_DAY, NOW
from tests.reminders.conftest import MakePlan
from tests.threads import Threads

MINUTE = dt.timedelta(minutes=1)


@pytest.mark.django_db
def test_a_due_plan_becomes_one_nudge_and_its_clock_moves_on(make_plan: MakePlan) -> None:
    plan = make_plan()
    due = plan.clock.next_due_at
    assert dispatch.materialise(at=due) == 1
    nudge = Nudge.objects.get()
    assert (nudge.plan, nudge.person, nudge.slot, nudge.due_at) == (plan, plan.person, due, due)
    assert (nudge.state, nudge.expires_at, nudge.plan_seq) == (State.DUE, due + LIFE, plan.seq)
    assert PlanClock.objects.get().next_due_at == due + dt.timedelta(hours=1)


@pytest.mark.django_db
def test_a_moment_before_it_may_be_written_nothing_happens(make_plan: MakePlan) -> None:
    plan = make_plan()
    assert dispatch.materialise(at=plan.clock.next_due_at - LEAD - dt.timedelta(microseconds=1)) == 0
    assert not Nudge.objects.exists()


@pytest.mark.django_db
def test_a_second_tick_adds_nothing(make_plan: MakePlan) -> None:
    due = make_plan().clock.next_due_at
    dispatch.materialise(at=due)
    dispatch.materialise(at=due + MINUTE)
    assert Nudge.objects.count() == 1


@pytest.mark.django_db
def test_what_an_outage_swallowed_is_expired_and_counted_not_caught_up(make_plan: MakePlan) -> None:
    due = make_plan().clock.next_due_at
    back = due + dt.timedelta(hours=3, minutes=5)
    dispatch.materialise(at=back)
    states = list(Nudge.objects.order_by("slot").values_list("slot", "state", "reason"))
    assert states == [
        (due, State.EXPIRED, Reason.TOO_LATE),
        (due + dt.timedelta(hours=1), State.EXPIRED, Reason.TOO_LATE),
        (due + dt.timedelta(hours=2), State.EXPIRED, Reason.TOO_LATE),
        (due + dt.timedelta(hours=3), State.DUE, ""),
    ]
    assert PlanClock.objects.get().next_due_at > back


@pytest.mark.django_db
def test_an_outage_of_a_month_is_written_down_for_its_last_two_days(make_plan: MakePlan) -> None:
    due = make_plan().clock.next_due_at
    dispatch.materialise(at=due + dt.timedelta(days=30))
    assert Nudge.objects.count() == 48
    assert Nudge.objects.order_by("slot").first().slot > due + dt.timedelta(days=27)


@pytest.mark.django_db
def test_a_slot_that_was_written_before_is_not_written_again(make_plan: MakePlan) -> None:
    plan = make_plan()
    due = plan.clock.next_due_at
    dispatch.materialise(at=due)
    PlanClock.objects.update(next_due_at=due)
    dispatch.materialise(at=due)
    assert Nudge.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["session", "diary"])
def test_a_plan_with_a_time_of_day_comes_once_a_day(make_plan: MakePlan, kind: str) -> None:
    make_plan(kind=kind, at_time=dt.time(19, 30), time_zone="Europe/Amsterdam")
    evening = NOW.replace(hour=18, minute=30)
    dispatch.materialise(at=evening)
    nudge = Nudge.objects.get()
    assert (nudge.slot, nudge.local_date) == (evening, evening.date())
    assert PlanClock.objects.get().next_due_at == evening + dt.timedelta(days=1)


@pytest.mark.django_db
def test_many_plans_are_served_batch_by_batch(make_plan: MakePlan, make_person: Any) -> None:
    for i in range(7):
        make_plan(owner=make_person(f"p{i}"), due=NOW)
    assert dispatch.materialise(at=NOW, batch=3) == 7
    assert Nudge.objects.count() == 7


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("plans", "calls"),
    [
        pytest.param(2, 0, id="less than a batch"),
        pytest.param(3, 1, id="a batch, and who knows how many more"),
        pytest.param(7, 1, id="several batches"),
    ],
)
def test_where_one_claimer_has_too_much_to_do_it_calls_one_more(
    make_plan: MakePlan, make_person: Any, plans: int, calls: int
) -> None:
    for i in range(plans):
        make_plan(owner=make_person(f"p{i}"), due=NOW)
    called: list[dt.datetime] = []
    dispatch.materialise(at=NOW, batch=3, call_another=lambda: called.append(NOW))
    assert len(called) == calls


@pytest.mark.django_db
def test_the_other_is_called_after_a_small_part(make_plan: MakePlan, person: Person) -> None:
    for _ in range(dispatch.FIRST + 1):
        make_plan(due=NOW)
    waiting = PlanClock.objects.filter(next_due_at=NOW)
    left: list[int] = []
    dispatch.materialise(at=NOW, call_another=lambda: left.append(waiting.count()))
    assert len(left) == 1
    assert left[0] > 0


@pytest.mark.django_db
def test_a_deleted_plan_is_never_due(make_plan: MakePlan, person: Person) -> None:
    plan = make_plan(due=NOW)
    planning.remove(person, plan.pk, at=NOW)
    assert dispatch.materialise(at=NOW + dt.timedelta(days=1)) == 0


@pytest.mark.django_db
def test_the_ids_of_a_batch_come_behind_those_of_the_batch_before(make_plan: MakePlan) -> None:
    """So all of them go to the end of the index."""
    for second in range(12):
        make_plan(due=NOW + dt.timedelta(seconds=second))
    assert dispatch.materialise(at=NOW, batch=3) == 12
    ids = list(Nudge.objects.order_by("slot").values_list("pk", flat=True))
    batches = [ids[first : first + 3] for first in range(0, 12, 3)]
    assert [one for batch in batches for one in sorted(batch)] == sorted(ids)
    assert {one.version for one in ids} == {7}


@pytest.mark.django_db(transaction=True)
def test_three_ticks_at_once_write_each_slot_once(make_plan: MakePlan, make_person: Any) -> None:
    for i in range(60):
        make_plan(owner=make_person(f"p{i}"), due=NOW)

    def tick(_: int) -> int:
        return dispatch.materialise(at=NOW, batch=10)

    with Threads(3) as pool:
        served = list(pool.map(tick, range(3)))
    assert sum(served) == 60
    assert Nudge.objects.count() == Plan.objects.count() == 60


@pytest.mark.django_db(transaction=True)
def test_two_claimers_both_stay_to_the_end(make_plan: MakePlan, person: Person) -> None:
    """Whatever one writes, or makes ready, while the other looks."""
    for _ in range(200):
        make_plan(due=NOW)
    batch = 2

    def left_over(_: int) -> int:
        dispatch.materialise(at=NOW, batch=batch)
        return PlanClock.objects.filter(next_due_at=NOW).count()

    with Threads(dispatch.CLAIMERS) as pool:
        assert max(pool.map(left_over, range(dispatch.CLAIMERS))) <= batch, "what the other has in hand"


@pytest.mark.django_db(transaction=True)
def test_clocks_that_are_written_meanwhile_are_served_once_and_none_is_left(
    make_plan: MakePlan, person: Person
) -> None:
    for _ in range(100):
        make_plan(due=NOW)
    over = threading.Event()

    def write() -> int:
        """Whatever an edit writes, it is another row for the database."""
        plans = list(PlanClock.objects.values_list("pk", flat=True))
        return sum(
            PlanClock.objects.filter(pk=plan).update(since=F("since"))
            for _ in iter(over.is_set, True)
            for plan in plans
        )

    with Threads(1) as pool:
        writing = pool.submit(write)
        try:
            while PlanClock.objects.filter(next_due_at=NOW).exists():
                dispatch.materialise(at=NOW, batch=7)
        finally:
            over.set()
        assert writing.result() > 0
    slots = Nudge.objects.values_list("plan", "slot")
    assert sorted(slots) == sorted((plan.pk, NOW) for plan in Plan.objects.all())


@pytest.mark.django_db(transaction=True)
def test_a_crash_in_the_middle_of_a_batch_undoes_it_whole(make_plan: MakePlan) -> None:
    plan = make_plan(due=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the lights went out'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER crash BEFORE UPDATE ON reminders_planclock FOR EACH ROW EXECUTE FUNCTION crash()"
        )
    try:
        with pytest.raises(Exception, match="the lights went out"):
            dispatch.materialise(at=NOW)
        assert not Nudge.objects.exists()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER crash ON reminders_planclock")
            cursor.execute("DROP FUNCTION crash()")
    assert dispatch.materialise(at=NOW) == 1
    assert Nudge.objects.get().plan == plan


@pytest.mark.django_db
def test_whoever_asks_is_handed_what_is_due_and_nothing_that_is_too_late(make_plan: MakePlan) -> None:
    handed: list[list[str]] = []
    due = make_plan().clock.next_due_at
    back = due + dt.timedelta(hours=1, minutes=5)
    dispatch.materialise(at=back, hand_over=handed.append)
    assert handed == [[str(Nudge.objects.get(state=State.DUE).pk)]]
    assert Nudge.objects.filter(state=State.EXPIRED).exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_handed_over_is_committed(make_plan: MakePlan) -> None:
    make_plan(due=NOW)
    seen: list[int] = []

    def look(nudges: list[str]) -> None:
        with Threads(1) as pool:
            seen.append(pool.submit(Nudge.objects.filter(pk__in=nudges).count).result())

    dispatch.materialise(at=NOW, hand_over=look)
    assert seen == [1]


@pytest.mark.django_db(transaction=True)
def test_a_claimer_that_comes_too_many_leaves_at_once(make_plan: MakePlan) -> None:
    make_plan(due=NOW)
    with Threads(1) as pool, transaction.atomic(), connection.cursor() as cursor:
        for seat in range(1, dispatch.CLAIMERS + 1):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('reminders_planclock'), %s)", [seat])
        assert pool.submit(dispatch.materialise, at=NOW).result() == 0
    assert dispatch.materialise(at=NOW) == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("large", "cleared"), [(3, True), (4, False)], ids=["large", "not so large"])
def test_a_large_spike_is_cleared_away_for_the_ticks_after_it(
    make_plan: MakePlan, monkeypatch: pytest.MonkeyPatch, *, large: int, cleared: bool
) -> None:
    monkeypatch.setattr(spikes, "LARGE", large)
    for _ in range(3):
        make_plan(due=NOW)
    before = _times_vacuumed()
    dispatch.materialise(at=NOW)
    assert (_times_vacuumed() > before) is cleared


def _times_vacuumed() -> int:
    """By somebody, not by autovacuum."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_vacuum_count('reminders_planclock'::regclass)")
        times: int = cursor.fetchone()[0]
        return times


@pytest.mark.django_db
def test_people_with_the_same_times_share_what_is_worked_out(make_plan: MakePlan, make_person: Any) -> None:
    for i in range(5):
        make_plan(owner=make_person(f"p{i}"))
    Plan.everything.update(phase=40)
    for plan in Plan.objects.all():
        plan.restart(NOW - dt.timedelta(minutes=90), at=NOW - dt.timedelta(minutes=80))
    dispatch.materialise(at=NOW)
    assert (Nudge.objects.count(), Opening.objects.count()) == (5, 1)


@pytest.mark.django_db
def test_openings_are_kept_for_as_long_as_an_outage_is_written_down(make_plan: MakePlan) -> None:
    plan = make_plan(every_minutes=180)
    for days in range(5):
        dispatch.materialise(at=plan.clock.next_due_at + dt.timedelta(days=days))
    assert Opening.objects.count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize("late", [dt.timedelta(0), dt.timedelta(days=3)], ids=["on time", "after an outage"])
def test_a_plan_that_cannot_be_read_keeps_nobody_waiting(
    make_plan: MakePlan, make_person: Any, late: dt.timedelta, caplog: pytest.LogCaptureFixture
) -> None:
    broken = make_plan(due=NOW - MINUTE, windows=ALL_DAY, every_minutes=61)
    Plan.everything.filter(pk=broken.pk).update(time_zone="Europe/Atlantis")
    whole = make_plan(owner=make_person("whole"), due=NOW)
    dispatch.materialise(at=NOW + late)
    assert {nudge.plan for nudge in Nudge.objects.all()} == {whole}
    assert PlanClock.objects.get(plan=broken).next_due_at == NOW + late + dt.timedelta(days=1)
    assert str(broken.pk) in caplog.text


@pytest.mark.django_db
def test_an_answer_to_a_plan_edited_elsewhere_winds_by_the_new_times(
    make_plan: MakePlan, person: Person
) -> None:
    stale = make_plan()
    planning.slow_down(person, stale.pk, every=90, at=NOW)
    stale.restart(NOW, at=NOW)
    clock, current = PlanClock.objects.get(), Plan.objects.get()
    assert clock.next_due_at == NOW + dt.timedelta(minutes=90)
    assert (clock.shape, clock.seq) == (shape_of(current.rhythm), current.seq)


@pytest.mark.django_db
def test_nudges_go_with_their_plan_whoever_removes_it(make_plan: MakePlan) -> None:
    plan = make_plan(due=NOW)
    dispatch.materialise(at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reminders_planclock WHERE plan_id = %s", [plan.pk])
        cursor.execute("DELETE FROM reminders_plan WHERE id = %s", [plan.pk])
    assert not Nudge.objects.exists()
