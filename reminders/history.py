"""Why did I, or did I not, get this? Every time a plan might have come on one of the last 30 days.

Most have a row, with its reason. For the others the clock is run again (`reminders.replaying`) by the plan's
own history. What not even that can tell is said to be unknown.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from reminders.models import BreakTaken, Nudge, Plan
from reminders.models.nudge import CAME, KEPT_DAYS, Reason, Response, State
from reminders.models.plan import Kind, rhythm_of
from reminders.openings import LONGEST_OUTAGE
from reminders.replaying import Anew, Earlier, Hours, Replayed, Version, replay

DAY = dt.timedelta(days=1)
A_TICK_LATE = dt.timedelta(minutes=1)
MOST_A_DAY = 100  # nudges of one plan: every 20 minutes, and snoozes
ABSENT = "absent"


class Absence(models.TextChoices):
    """Why there is no nudge at a time, or none on a day at all."""

    MOVED = "moved", _("a break, an answer or a snooze before it moved it")
    TOO_NEAR = "too_near", _("another had come shortly before, or that day already")
    PLAN_CHANGED = "plan_changed", _("the plan was changed, and stood otherwise then")
    MADE_LATER = "made_later", _("the plan was not there yet")
    OUTSIDE_HOURS = Reason.OUTSIDE_HOURS.value, Reason.OUTSIDE_HOURS.label
    SERVICE_DOWN = "service_down", _("our service was out of order for days")
    UNKNOWN = "unknown", _("we do not know why: nothing was written down about it")
    NO_HOURS = "no_hours", _("the plan has no hours on this day")
    TO_COME = "to_come", _("the first of this day is still to come")


@dataclass(frozen=True)
class Told:
    """One time. `nudge`: its row, if it has one; else `absence` and, where known, because of which moment."""

    slot: dt.datetime
    nudge: Nudge | None = None
    absence: Absence | None = None
    because_at: dt.datetime | None = None

    @property
    def state(self) -> str:
        return self.nudge.state if self.nudge else ABSENT

    @property
    def reason(self) -> str:
        return (self.absence or "") if self.nudge is None else self.nudge.reason

    @property
    def explanation(self) -> str:
        if self.nudge is None:
            return str(self.absence.label) if self.absence else ""
        return str(self.nudge.get_reason_display() or self.nudge.get_state_display())


@dataclass(frozen=True)
class DayTold:
    """A day of a plan up to now. `nothing`: why there is no time to tell of, where there is none."""

    on: dt.date
    hours: list[Hours]
    slots: list[Told]
    nothing: Absence | None = None


def told_days(plan: Plan, *, at: dt.datetime) -> tuple[dt.date, dt.date]:
    """The first and the last day that can be told of, both included: the last 30 of the plan's own."""
    today = plan.rhythm.local_date(at)
    return today - dt.timedelta(days=KEPT_DAYS - 1), today


def what_became_of(plan: Plan, on: dt.date, *, at: dt.datetime) -> DayTold:
    """The day `on`, which is one of `told_days`, up to `at`."""
    written = plan.nudges.begun(at=at).filter(local_date=on)
    rows = {row.slot: row for row in written.order_by("slot")}
    versions = _versions(plan)
    replayed = replay(versions, _anews(plan, on), _earlier(plan, on), on, until=at)
    slots = {slot: Told(slot, nudge=row) for slot, row in rows.items()}
    for told in (*_passed(replayed), *_unwritten(plan, replayed, rows, at)):
        slots.setdefault(told.slot, told)
    found = sorted(slots.values(), key=lambda one: one.slot)
    return DayTold(on, replayed.hours, found, None if found else _nothing(versions, replayed, on))


def _passed(replayed: Replayed) -> Iterator[Told]:
    for slot, (why, because_at) in replayed.passed.items():
        yield Told(slot, absence=Absence(why.value), because_at=because_at)


def _unwritten(
    plan: Plan, replayed: Replayed, rows: Collection[dt.datetime], at: dt.datetime
) -> Iterator[Told]:
    """Where the clock stood, and nothing was written. Only a standstill that ended later can tell why."""
    slots = sorted(slot for slot in replayed.stood_on.difference(rows) if slot <= at - A_TICK_LATE)
    if not slots:
        return
    later = plan.nudges.filter(slot__gt=slots[0]).order_by("slot").values_list("slot", "state", "settled_at")
    known = list(later[:MOST_A_DAY])
    for slot in slots:
        state, settled_at = next((one[1:] for one in known if one[0] > slot), ("", None))
        down = state == State.EXPIRED and settled_at and settled_at - LONGEST_OUTAGE >= slot
        yield Told(slot, absence=Absence.SERVICE_DOWN if down else Absence.UNKNOWN)


def _nothing(versions: list[Version], replayed: Replayed, on: dt.date) -> Absence:
    timetable = versions[0].timetable if versions else None
    if timetable and timetable.begins(on + DAY) <= versions[0].since:
        return Absence.MADE_LATER
    return Absence.TO_COME if replayed.hours else Absence.NO_HOURS


def _versions(plan: Plan) -> list[Version]:
    """What the plan said of its times, and from when on."""
    columns = "every_minutes", "windows", "time_zone", "phase", "at_time", "days"
    history: Any = Plan.pgh_event_model  # type: ignore[attr-defined]  # made by the decorator
    found: list[Version] = []
    events = history.objects.filter(pgh_obj=plan.pk).order_by("pgh_id")
    for since, deleted, *times in events.values_list("pgh_created_at", "deleted_at", *columns):
        every, windows, zone, phase, at_time, days = times
        timetable = rhythm_of(every, json.dumps(windows), zone, phase, at_time, json.dumps(days))
        if not found or found[-1].timetable != timetable:
            found.append(Version(since, None if deleted else timetable))
    return found


def _anews(plan: Plan, on: dt.date) -> list[Anew]:
    """Breaks and answers around the day, which set the clock of a plan for breaks."""
    if plan.kind != Kind.BREAK:
        return []
    around = plan.rhythm.begins(on - 2 * DAY), plan.rhythm.begins(on + 2 * DAY)
    taken = BreakTaken.everything.filter(person=plan.person_id, clock_is_off=False, taken_at__range=around)
    breaks = [Anew(made, min(took, made)) for made, took in taken.values_list("created_at", "taken_at")]
    reported = {one.since for one in breaks}
    answered = plan.nudges.filter(responded_at__range=around, due_at__range=around).exclude(
        responded_at__in=reported  # said by the break itself
    )
    put_off = dict(plan.nudges.filter(snoozed_from__in=answered).values_list("snoozed_from", "slot"))
    answers = [
        Anew(said_at, put_off.get(pk, said_at) if response == Response.SNOOZED else said_at)
        for pk, response, said_at in answered.values_list("pk", "response", "responded_at")
    ]
    return [*breaks, *answers]


def _earlier(plan: Plan, on: dt.date) -> list[Earlier]:
    """The nudges around the day that an edit had to keep its distance from."""
    around = plan.nudges.filter(local_date__range=(on - 2 * DAY, on + DAY))
    return [
        Earlier(due_at, day, None if state in {*CAME, State.DUE, State.SENDING} else settled_at)
        for due_at, day, state, settled_at in around.values_list(
            "due_at", "local_date", "state", "settled_at"
        )
    ]
