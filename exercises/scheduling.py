"""From rows to an agenda: an enrolment's versions, what was done and the days off, for `exercises.agenda`.

Days are the person's own. A day on which a warning sign was open, or the programme rested, is a day off.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from coach.models import DayOff, Person, TriageReport
from exercises import agenda
from exercises.agenda import Off, OffKind, Routine, State, Version
from exercises.agenda.weeks import weeks
from exercises.models import Enrolment, EnrolmentVersion, Session, Status
from exercises.programmes import Content, Day, Prescription

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


def days_together(
    begun: QuerySet[Enrolment], span_of: Callable[[UUID], tuple[dt.date, dt.date]], *, at: dt.datetime
) -> Mapping[UUID, list[agenda.Day]]:
    """By person, the days of all of `begun` within that person's span, its first and last day."""
    days: dict[UUID, list[agenda.Day]] = defaultdict(list)
    for enrolment in with_history(begun):
        scheduled = agenda_of(enrolment, *span_of(enrolment.person_id), at=at)
        days[enrolment.person_id] += [one.day for one in scheduled]
    return days


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
    def rows(self) -> list[EnrolmentVersion]:
        """The versions in order."""
        return sorted(self.enrolment.versions.all(), key=lambda row: row.number)

    @cached_property
    def contents(self) -> dict[int, Content]:
        """By the number of the version."""
        return {row.number: row.plan for row in self.rows}

    @cached_property
    def programme(self) -> agenda.Programme:
        """Versions that only change a dose are one here, so that what was missed may move past them."""
        versions: dict[dt.date, tuple[Any, ...]] = {}
        for row in self.rows:
            asked = _weeks(self.contents[row.number])
            if not versions or list(versions.values())[-1] != asked or row.since in versions:
                versions[row.since] = asked
        return agenda.Programme(
            self.enrolment.starts_on, tuple(Version(since, asked) for since, asked in versions.items())
        )

    @cached_property
    def sessions(self) -> dict[dt.date, list[Session]]:
        by_day: dict[dt.date, list[Session]] = defaultdict(list)
        for session in self.in_order:
            by_day[session.local_day].append(session)
        return by_day

    @cached_property
    def in_order(self) -> list[Session]:
        """The sessions in the order of their days."""
        return sorted(self.enrolment.sessions.all(), key=lambda one: (one.local_day, one.pk))

    @property
    def done(self) -> dict[dt.date, set[str]]:
        return {day: {session.day for session in some} for day, some in self.sessions.items()}

    @cached_property
    def offs(self) -> list[Off]:
        return [*self._days_off(), *self._rests(), *self._warned()]

    def week_on(self, on: dt.date) -> int:
        """The week of the programme, counted from 0: the first before it begins, the last after its end."""
        found = 0
        for _first, week in weeks(self.programme, self.offs, on):
            found = week
        return found

    def asked(self, session: Session, exercise: str) -> Prescription | None:
        """What the version a session was done under asked of an exercise at the time."""
        content = self.contents[session.version]
        return content.phase_in(self.week_on(session.local_day)).prescription(exercise)

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
        some = self.sessions.get(on)
        begun = [row.number for row in self.rows if row.since <= on]
        number = some[-1].version if some else max(begun, default=self.rows[0].number)
        return number, self.contents[number]

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
        pauses: Iterable[Any] = self.person.pauses if known else _pauses().filter(person=self.person)
        for one in pauses:
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
