"""A plan through whatever life brings, against the real tick: at most once per slot, at a distance, in time.

PLAN_MACHINE=200 looks for trouble that many times, with other choices each time.
"""

import datetime as dt
import os
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.db.models import Max
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from coach.models import Person
from coach.models.consent import Purpose
from reminders import breaks, delivery, dispatch, planning
from reminders.answering import CannotAnswer, answer
from reminders.history import Absence, what_became_of
from reminders.models import Nudge, Opening, Plan, PlanClock, PlanQuestion
from reminders.models.nudge import Response, State
from reminders.preview import coming_week
from reminders.rhythm import WEEKDAYS
from reminders.waves import LEAD
from tests.conftest import new_id
from tests.machines import play
from tests.reminders.conftest import DAY, HOUR, MINUTE, next_moment
from tests.reminders.test_rhythm_oracle import CHANGES

EXAMPLES = int(os.environ.get("PLAN_MACHINE", "0"))
STEPS = 20
HORIZON = 8 * HOUR
ZONES = ["Europe/Amsterdam", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]

OFFICE = {day: [["09:00", "12:30"], ["13:00", "17:30"]] for day in WEEKDAYS}
NIGHT = {day: [["22:00", "06:00"]] for day in WEEKDAYS}
ALWAYS = {day: [["00:00", "24:00"]] for day in WEEKDAYS}
SHORT = {day: [["00:30", "02:10"], ["02:15", "03:20"], ["09:00", "10:00"]] for day in WEEKDAYS}
breaks_wanted = st.fixed_dictionaries(
    {
        "kind": st.just("break"),
        "every_minutes": st.sampled_from([20, 35, 60, 90, 180]),
        "windows": st.sampled_from([ALWAYS, NIGHT, OFFICE, SHORT]),
        "at_time": st.none(),
        "days": st.just([]),
        "daily_cap": st.sampled_from([None, 1, 2, 5]),
    }
)
diaries_wanted = st.fixed_dictionaries(
    {
        "kind": st.just("diary"),
        "every_minutes": st.none(),
        "windows": st.just({}),
        "at_time": st.sampled_from([dt.time(2, 30), dt.time(9), dt.time(23, 50)]),
        "days": st.just(list(WEEKDAYS)),
        "daily_cap": st.none(),
    }
)
# None: until the next is written, and has not come.
waits = st.one_of(
    st.none(), st.timedeltas(20 * MINUTE, 4 * HOUR), st.integers(1, 90).map(lambda some: some * MINUTE)
)
outages = st.sampled_from([2 * MINUTE, 8 * MINUTE, 20 * MINUTE, 2 * HOUR, 60 * HOUR])


class Life(RuleBasedStateMachine):
    """One plan of one person, and the moment it is."""

    @initialize(
        wanted=st.one_of(breaks_wanted, breaks_wanted, breaks_wanted, breaks_wanted, diaries_wanted),
        change=st.sampled_from([one for one in CHANGES if one[0] in ZONES] or CHANGES),
        before=st.integers(2, 40),
    )
    def begin(self, wanted: dict[str, Any], change: tuple[str, str], before: int) -> None:
        zone, day = change
        self.at = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC) - before * HOUR
        self.began, self.kind, self.came = self.at, wanted["kind"], list[Nudge]()
        self.stamped = stamped()
        for model in (Nudge, PlanClock, Opening):
            model.objects.all().delete()
        Plan.everything.all().delete()
        self.person = Person.objects.create_user(f"{new_id()}@example.org", time_zone=zone)
        for purpose in Purpose:
            self.person.consents.create(purpose=purpose, version="1", given=True, at=self.at)
        self.put(new_id(), wanted, zone, None)

    def put(self, plan_id: Any, wanted: dict[str, Any], zone: str, base: int | None) -> None:
        content = {**wanted, "time_zone": zone, "paused_until": None}
        self.plan_id = planning.put(self.person, plan_id, content, base_seq=base, at=self.at)[0].pk
        self.stamp()

    def stamp(self) -> None:
        """The history is stamped by the database's clock, which stands still here."""
        events.filter(pgh_id__gt=self.stamped).update(pgh_created_at=self.at)
        self.stamped = stamped()

    @property
    def plan(self) -> Plan:
        return Plan.objects.get(pk=self.plan_id)

    @rule(wait=waits)
    def time_passes(self, wait: dt.timedelta | None) -> None:
        """On its own, and before whatever else happens."""
        until = self.at + wait if wait else self.soon()
        while (moment := next_moment()) is not None and moment <= until:
            self.at = self.soon()
            self.tick()
            self.at = max(self.at, moment)
            self.tick()
        self.at = until
        self.tick()

    def soon(self) -> dt.datetime:
        """A moment ahead of the next."""
        return max(self.at, (next_moment() or self.at) - LEAD / 2)

    @rule(wait=outages)
    def the_service_is_down(self, wait: dt.timedelta) -> None:
        self.at += wait
        self.tick()

    def tick(self) -> None:
        dispatch.materialise(at=self.at)
        delivery.deliver(at=self.at)
        clock = PlanClock.objects.get(plan=self.plan_id)
        assert clock.next_due_at is None or clock.next_due_at > self.at + LEAD
        known = {nudge.pk for nudge in self.came}
        for nudge in Nudge.objects.filter(state=State.SENT).exclude(pk__in=known).order_by("due_at"):
            self.check_it_may_come(nudge)
            self.came.append(nudge)

    def check_it_may_come(self, nudge: Nudge) -> None:
        plan, snoozed = self.plan, nudge.snoozed_from_id is not None
        assert plan.rhythm.window_at(self.at) is not None
        assert plan.paused_until is None or plan.paused_until <= self.at
        if self.kind == "break":
            assert not self.person.days_off.between(nudge.local_date, nudge.local_date).exists()
        if self.came and not snoozed:
            last = max(self.came, key=lambda one: one.due_at)
            assert plan.rhythm.may_follow(nudge.due_at, last.due_at, last.local_date), (last, nudge)
        today = [one for one in self.came if one.local_date == nudge.local_date and not one.snoozed_from_id]
        assert snoozed or plan.daily_cap is None or len(today) < plan.daily_cap

    @rule(wait=waits, data=st.data())
    def the_plan_is_edited(self, wait: dt.timedelta | None, data: st.DataObject) -> None:
        self.time_passes(wait)
        wanted = data.draw(breaks_wanted if self.kind == "break" else diaries_wanted)
        plan = self.plan
        self.put(plan.pk, wanted, plan.time_zone, plan.seq)

    @rule(wait=waits, zone=st.sampled_from(ZONES))
    def the_person_travels(self, wait: dt.timedelta | None, zone: str) -> None:
        self.time_passes(wait)
        planning.travel(self.person, zone, at=self.at)
        self.stamp()

    @rule(hours=st.sampled_from([None, None, 1, 5]))
    def the_plan_rests(self, hours: int | None) -> None:
        planning.pause(self.person, self.plan_id, until=hours and self.at + hours * HOUR)
        self.stamp()

    @rule(ahead=st.integers(0, 2), kind=st.sampled_from(["sick", "rest"]))
    def a_day_off(self, ahead: int, kind: str) -> None:
        day = self.plan.rhythm.local_date(self.at) + ahead * DAY
        self.person.days_off.put(new_id(), {"kind": kind, "starts_on": day, "ends_on": day})

    @rule()
    def back_at_work(self) -> None:
        for off in self.person.days_off.all():
            self.person.days_off.bury(off.pk, at=self.at)

    @rule(wait=waits, response=st.sampled_from(Response), minutes=st.integers(5, 30), back=st.integers(0, 2))
    def an_answer(self, wait: dt.timedelta | None, response: Response, minutes: int, back: int) -> None:
        self.time_passes(wait)
        if self.came[-1 - back :]:
            nudge = Nudge.objects.get(pk=self.came[-1 - back :][0].pk)
            try:
                answer(nudge, response, at=self.at, minutes=minutes)
            except CannotAnswer as why:
                if not nudge.response and why.code != "outlives_hours":
                    raise

    @rule(wait=waits, ago=st.integers(0, 100))
    def a_natural_break(self, wait: dt.timedelta | None, ago: int) -> None:
        self.time_passes(wait)
        taken = {"taken_at": self.at - ago * MINUTE}
        with time_machine.travel(self.at, tick=False):
            breaks.put(self.person, new_id(), taken, base_seq=None, at=self.at)

    @rule()
    def the_preview_is_what_happens(self) -> None:
        """If nothing else does, and what comes is answered."""
        self.tick()
        until, here = self.at + HORIZON, self.at
        waiting = Nudge.objects.filter(state=State.SENT, response="")
        with transaction.atomic():
            waiting.filter(open_until__gt=here).update(response=Response.DONE, responded_at=here)
            coming = [one.due_at for one in coming_week(self.plan, at=here) if one.due_at <= until]
            questions, known = PlanQuestion.objects.count(), {nudge.pk for nudge in self.came}
            while (moment := next_moment()) is not None and moment <= until:
                dispatch.materialise(at=moment - LEAD)
                dispatch.materialise(at=moment)
                delivery.deliver(at=moment)
                waiting.filter(due_at__gt=here).update(response=Response.DONE, responded_at=moment)
            came = Nudge.objects.filter(state=State.SENT).exclude(pk__in=known).order_by("due_at")
            if PlanQuestion.objects.count() == questions:
                assert list(came.values_list("due_at", flat=True)) == coming
            transaction.set_rollback(True)

    @invariant()
    def each_slot_has_one_nudge_at_most(self) -> None:
        if hasattr(self, "plan_id"):
            slots = list(Nudge.objects.filter(plan=self.plan_id).values_list("slot", flat=True))
            assert len(slots) == len(set(slots))

    def teardown(self) -> None:
        """Every time of every day can be told of afterwards."""
        if not hasattr(self, "plan_id"):
            return
        plan = self.plan
        day, last = plan.rhythm.local_date(self.began), plan.rhythm.local_date(self.at)
        while day <= last:
            told = what_became_of(plan, day, at=self.at)
            unknown = [one.slot for one in told.slots if one.absence == Absence.UNKNOWN]
            assert not unknown, (day, unknown)
            day += DAY


events: Any = Plan.pgh_event_model.objects  # type: ignore[attr-defined]  # made by the decorator


def stamped() -> int:
    """How far the history has come."""
    newest: int | None = events.aggregate(newest=Max("pgh_id"))["newest"]
    return newest or 0


@pytest.mark.django_db
def test_whatever_life_brings_a_plan_keeps_its_promises() -> None:
    play(Life, examples=EXAMPLES, usually=6, steps=STEPS)
