"""The coming week of a plan: the very rules that will decide, asked in advance with what is known now.

Left out is what they hold back as things stand: a pause, days off, a warning sign, a meeting in the calendar,
the daily cap, a quiet day, a day without a session to do, a diary that was written, no device within reach.
"""

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.db import connection

from coach.models.consent import Purpose
from reminders.channels.ways import ways
from reminders.facts import ASK_TO_MOVE, SO_FAR
from reminders.holds import Facts, put_off, reason
from reminders.models import BusyStretch, Plan
from reminders.models.calendar import FRESH
from reminders.models.nudge import LIFE, Reason, State
from reminders.models.plan import Kind
from reminders.routes import reachable
from reminders.sessions import left_to_do

WEEK = dt.timedelta(days=7)
DAY = dt.timedelta(days=1)

LATELY = f"""
SELECT local_date, {SO_FAR} FROM reminders_nudge earlier
WHERE plan_id = %(plan)s AND slot > %(at)s - interval '36 hours' AND slot <= %(at)s
GROUP BY local_date
"""  # noqa: S608  # SO_FAR is a constant


@dataclass(frozen=True)
class Coming:
    """A nudge that will come, as things stand, on a day of the person's own."""

    due_at: dt.datetime
    local_date: dt.date


def coming_week(plan: Plan, *, at: dt.datetime) -> list[Coming]:
    """What comes in the seven days after `at`, in order."""
    outlook, coming = Outlook(plan, at), []
    for planned in outlook.facts():
        facts, no = _when_free(outlook, planned)
        outlook.note(facts, no)
        if no is None:
            coming.append(Coming(facts.now, facts.local_date))
    return sorted(coming, key=lambda one: one.due_at)


def _when_free(outlook: "Outlook", facts: Facts) -> tuple[Facts, Reason | None]:
    """At its time, or at the end of a short meeting; and the reason for not coming, if any."""
    no = reason(facts)
    while no is Reason.IN_MEETING and (later := put_off(facts)) is not None:
        facts = replace(facts, now=later, busy_until=outlook.busy_until(later))
        no = reason(facts)
    return facts, no


class Outlook:
    """What is known at `at` of what will decide over the nudges of one plan."""

    def __init__(self, plan: Plan, at: dt.datetime) -> None:
        self.plan, self.at, self.end = plan, at, at + WEEK
        self.moving = plan.kind in ASK_TO_MOVE
        self.first, self.last = at.date() - DAY, self.end.date() + DAY

    def facts(self) -> Iterator[Facts]:
        """Of each nudge that waits and each slot that follows, in order. Call `note` before the next."""
        waiting = self.plan.nudges.filter(state=State.DUE).order_by("due_at")
        for nudge in waiting:
            now, put_off_by_person = max(nudge.due_at, self.at), nudge.snoozed_from_id is not None
            yield replace(
                self._facts(now, nudge.local_date, snoozed=put_off_by_person),
                due_at=nudge.due_at,
                expires_at=nudge.expires_at,
                plan_seq=nudge.plan_seq,
            )
        for slot in self._slots():
            yield self._facts(slot, self.plan.rhythm.local_date(slot))

    def note(self, facts: Facts, no: Reason | None) -> None:
        """Count what came, or was kept quiet, for those that follow it on the same day."""
        came, word = self._so_far.get(facts.local_date, (0, ""))
        if no is None:
            self._so_far[facts.local_date] = (came + (not facts.snoozed), word + "a")
        elif no is Reason.QUIETED:
            self._so_far[facts.local_date] = (came, word + "q")

    def busy_until(self, moment: dt.datetime) -> dt.datetime | None:
        return next((end for start, end in self._busy if start <= moment < end), None)

    def _slots(self) -> Iterator[dt.datetime]:
        """As the clock will go: from the one it stands on."""
        rhythm, since = self.plan.rhythm, self.plan.clock.since
        slot = self.plan.clock.next_due_at
        while slot is not None and slot < self.end:
            if slot > self.at - LIFE:  # the tick may be a moment late
                yield slot
            slot = rhythm.next_after(slot, since=since)

    def _facts(self, now: dt.datetime, day: dt.date, *, snoozed: bool = False) -> Facts:
        came, word = self._so_far.get(day, (0, "")) if self.plan.kind == Kind.BREAK else (0, "")
        return replace(
            self._standing,
            now=now,
            due_at=now,
            expires_at=now + LIFE,
            local_date=day,
            snoozed=snoozed,
            day_off=self.moving and any(first <= day <= last for first, last in self._days_off),
            done_already=self._nothing_left(day),
            busy_until=self.busy_until(now),
            came_today=came,
            today=word,
        )

    @cached_property
    def _standing(self) -> Facts:
        """What is the same for all of them."""
        plan, person = self.plan, self.plan.person
        return Facts(
            now=self.at,
            due_at=self.at,
            expires_at=self.at + LIFE,
            local_date=self.at.date(),
            snoozed=False,
            plan_seq=plan.seq,
            rhythm_seq=plan.rhythm_seq,
            plan_deleted=plan.deleted_at is not None,
            person_active=person.is_active,
            agrees=person.agrees_to(Purpose.REMINDERS),
            paused_until=plan.paused_until,
            day_off=False,
            warned=self.moving and settings.COACH_ADVICE and person.triage_reports.pausing().exists(),
            done_already=False,
            last_break=plan.clock.since,
            busy_until=None,
            daily_cap=plan.daily_cap,
            came_today=0,
            today="",
            question_open=plan.questions.filter(answered_at=None).exists(),
            in_reach=self._in_reach,
            rhythm=plan.rhythm,
        )

    def _nothing_left(self, day: dt.date) -> bool:
        if self.plan.kind == Kind.DIARY:
            return day in self._written
        return self.plan.kind == Kind.SESSION and day not in self._sessions

    @property
    def _in_reach(self) -> bool:
        known = reachable([self.plan.person_id], ways().keys())
        return bool(known[self.plan.person_id].route(self.plan.channels))

    @cached_property
    def _so_far(self) -> dict[dt.date, tuple[int, str]]:
        with connection.cursor() as cursor:
            cursor.execute(LATELY, {"plan": self.plan.pk, "at": self.at})
            return {day: (came, word) for day, came, word in cursor.fetchall()}

    @cached_property
    def _days_off(self) -> Collection[tuple[dt.date, dt.date]]:
        some = self.plan.person.days_off.between(self.first, self.last)
        return list(some.values_list("starts_on", "ends_on"))

    @cached_property
    def _busy(self) -> Collection[tuple[dt.datetime, dt.datetime]]:
        fresh = BusyStretch.objects.filter(
            calendar=self.plan.pk, calendar__fetched_at__gt=self.at - FRESH, ends_at__gt=self.at
        )
        return list(fresh.order_by("starts_at").values_list("starts_at", "ends_at"))

    @cached_property
    def _written(self) -> set[dt.date]:
        return set(
            self.plan.person.diary.filter(local_day__gte=self.first).values_list("local_day", flat=True)
        )

    @cached_property
    def _sessions(self) -> set[dt.date]:
        left = left_to_do([self.plan.person_id], self.first, self.last, at=self.at)
        return {day for _person, day in left}
