"""From rows to an agenda: an enrolment's versions, what was done and the days off, for `exercises.agenda`.

Days are the person's own. A day on which a warning sign was open, or the programme rested, is a day off.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from coach.models import DayOff, Person, TriageReport
from exercises import agenda
from exercises.agenda import Off, OffKind, Routine, State, Version
from exercises.models import Enrolment, EnrolmentVersion, Session, Status
from exercises.programmes import Content, Day

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """One day of one enrolment: what the agenda says of it, and under which version, in full."""

    day: agenda.Day
    state: State
    version: int
    routines: tuple[Day, ...]


def with_history(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """The same enrolments with all that their agendas need, in one query each however many they are."""
    return enrolments.select_related("person", "programme").prefetch_related(
        Prefetch("versions", EnrolmentVersion.objects.defer("note").order_by("number")),
        "status_changes",
        Prefetch("sessions", Session.objects.defer("note").order_by("local_day", "id")),
        "person__days_off",
        Prefetch("person__triage_reports", _pauses(), to_attr="pauses"),
    )


def running_agendas(
    person: Person, first: dt.date, last: dt.date, *, at: dt.datetime
) -> list[tuple[Enrolment, list[Scheduled]]]:
    """Each enrolment of a person that has days from `first` to `last`, with those days."""
    begun = with_history(person.enrolments.filter(starts_on__lte=last).order_by("starts_on", "id"))
    found = [(one, agenda_of(one, first, last, at=at)) for one in begun]
    return [(one, days) for one, days in found if days]


def agenda_of(enrolment: Enrolment, first: dt.date, last: dt.date, *, at: dt.datetime) -> list[Scheduled]:
    """The days of one enrolment, best read by `with_history`; none after it was stopped or finished."""
    history = History(enrolment)
    today = enrolment.person.today(at=at)
    days = agenda.agenda(history.programme, history.done, history.offs, today, first, last)
    return [history.scheduled(day) for day in days if history.runs_on(day)]


def last_day(enrolment: Enrolment) -> dt.date | None:
    """The day it ends as things stand; None while it rests until further notice."""
    history = History(enrolment)
    return agenda.last_day(history.programme, history.offs)


class History:
    """What is known of one enrolment, as the agenda takes it."""

    def __init__(self, enrolment: Enrolment) -> None:
        self.enrolment = enrolment
        self.person: Any = enrolment.person

    @cached_property
    def contents(self) -> list[tuple[int, dt.date, Content]]:
        """Number, first day and content of each version, in order."""
        rows = sorted(self.enrolment.versions.all(), key=lambda row: row.number)
        return [(row.number, row.since, row.plan) for row in rows]

    @cached_property
    def programme(self) -> agenda.Programme:
        """Versions that only change a dose are one here, so that what was missed may move past them."""
        versions: dict[dt.date, tuple[Any, ...]] = {}
        for _number, since, content in self.contents:
            weeks = _weeks(content)
            if not versions or list(versions.values())[-1] != weeks or since in versions:
                versions[since] = weeks
        return agenda.Programme(
            self.enrolment.starts_on, tuple(Version(since, weeks) for since, weeks in versions.items())
        )

    @cached_property
    def sessions(self) -> dict[dt.date, list[Session]]:
        by_day: dict[dt.date, list[Session]] = defaultdict(list)
        for session in self.enrolment.sessions.all():
            by_day[session.local_day].append(session)
        return by_day

    @property
    def done(self) -> dict[dt.date, set[str]]:
        return {day: {session.day for session in some} for day, some in self.sessions.items()}

    @cached_property
    def offs(self) -> list[Off]:
        return [*self._days_off(), *self._rests(), *self._warned()]

    def runs_on(self, day: agenda.Day) -> bool:
        """Before the day it ended, and on that day what was done."""
        ended = self._ended_on
        return ended is None or day.on < ended or (day.on == ended and bool(day.done))

    def scheduled(self, day: agenda.Day) -> Scheduled:
        number, content = self._in_force(day.on)
        phase = content.phase_in(day.week)
        routines = tuple(one for one in phase.days if one.key in day.routines)
        state = State.PARTLY_DONE if day.state == State.DONE and self._partly(day, routines) else day.state
        return Scheduled(day, state, number, routines)

    def _in_force(self, on: dt.date) -> tuple[int, Content]:
        """What was done stays tied to the version it was done under; else the latest that has begun."""
        by_number = {number: content for number, _since, content in self.contents}
        if some := self.sessions.get(on):
            return some[-1].version, by_number[some[-1].version]
        begun = [number for number, since, _content in self.contents if since <= on]
        number = max(begun, default=self.contents[0][0])
        return number, by_number[number]

    def _partly(self, day: agenda.Day, routines: Iterable[Day]) -> bool:
        """Whether an exercise of what was asked is missing, or was left before its end."""
        asked = {one.exercise for routine in routines for one in routine.prescriptions}
        whole = {
            one["exercise"]
            for session in self.sessions.get(day.on, ())
            for one in session.exercises
            if one["completed"]
        }
        return not asked <= whole

    @property
    def _ended_on(self) -> dt.date | None:
        changes = self._changes()
        over = changes and changes[-1].status in {Status.FINISHED, Status.STOPPED}
        return changes[-1].on if over else None

    def _changes(self) -> list[Any]:
        return sorted(self.enrolment.status_changes.all(), key=lambda one: (one.at, one.pk))

    def _days_off(self) -> Iterator[Off]:
        for one in self.person.days_off.all():
            yield Off(OFF_KINDS[one.kind], one.starts_on, one.ends_on)

    def _rests(self) -> Iterator[Off]:
        """From the day it was paused to the day before it went on or ended."""
        changes = self._changes()
        for now, later in pairwise([*changes, None]):
            if now is not None and now.status == Status.PAUSED:
                yield from _off(now.on, later.on - DAY if later else None)

    def _warned(self) -> Iterator[Off]:
        zone = self.person.zone
        known = hasattr(self.person, "pauses")
        for one in self.person.pauses if known else _pauses().filter(person=self.person):
            until = one.lifted_at and one.lifted_at.astimezone(zone).date() - DAY
            yield from _off(one.at.astimezone(zone).date(), until)


OFF_KINDS = {
    DayOff.Kind.SICK: OffKind.SICK,
    DayOff.Kind.HOLIDAY: OffKind.HOLIDAY,
    DayOff.Kind.REST: OffKind.REST,
}


def _off(first: dt.date, last: dt.date | None) -> Iterator[Off]:
    """Days off for a rest; none where it ended on the day it began."""
    if last is None or last >= first:
        yield Off(OffKind.PAUSED, first, last)


def _weeks(content: Content) -> tuple[tuple[Routine, ...], ...]:
    """The routines of each week of a programme."""
    phases = [tuple(_routine(day) for day in phase.days) for phase in content.phases]
    return tuple(phases[place] for place in content.week_by_week())


def _routine(day: Day) -> Routine:
    weekdays = frozenset(one.number for one in day.weekdays)
    return Routine(day.key, day.times_per_week, day.rest_days, weekdays)


def _pauses() -> QuerySet[TriageReport]:
    """None where the service gives no advice: then nothing pauses."""
    pauses = TriageReport.objects.with_lifting()
    return pauses if settings.COACH_ADVICE else pauses.none()
