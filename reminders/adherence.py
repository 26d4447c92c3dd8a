"""How much of what was due a person did, week by week: exercise sessions, and breaks.

Breaks count over what was truly brought. A nudge counts once it came and was answered with done or skip, or
came for certain and was ignored; what was held back, failed, expired or still waits counts neither way. One
that was snoozed is asked again, and only the last of those counts. A break taken without being asked counts
for, unless it lies within ten minutes of another or of a "done", which is then the same one. Days off never
count against anybody: of them only what was done is counted. No streaks: a week has a goal, or none.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from coach.models import DayOff, Person
from exercises import adherence, scheduling
from exercises.adherence import monday_of
from exercises.models import Enrolment
from reminders.models import AdherenceDay, Plan
from reminders.models.plan import Kind
from reminders.rhythm import WEEKDAYS

DAY = dt.timedelta(days=1)
WEEK = 7 * DAY

COUNT = """
SELECT person_id, day, sum(offered)::int, sum(done)::int, sum(unasked)::int
FROM (
    SELECT nudge.person_id, nudge.local_date AS day, count(*) AS offered,
           count(*) FILTER (WHERE nudge.response = 'done') AS done, 0 AS unasked
    FROM reminders_nudge nudge JOIN reminders_plan plan ON plan.id = nudge.plan_id AND plan.kind = 'break'
    WHERE nudge.person_id = ANY(%(people)s) AND nudge.due_at BETWEEN %(start)s AND %(end)s
      AND (nudge.response IN ('done', 'skipped')
           OR nudge.state = 'sent' AND nudge.response = '' AND nudge.open_until <= %(at)s)
    GROUP BY 1, 2
    UNION ALL
    SELECT person_id, local_day, 0, 0, count(*)
    FROM (SELECT *, lag(taken_at) OVER (PARTITION BY person_id ORDER BY taken_at) AS before
          FROM reminders_breaktaken
          WHERE person_id = ANY(%(people)s) AND taken_at BETWEEN %(start)s AND %(end)s
            AND deleted_at IS NULL AND NOT clock_is_off) taken
    WHERE (before IS NULL OR taken_at - before >= interval '10 minutes')
      AND NOT EXISTS (
          SELECT FROM reminders_nudge nudge
          JOIN reminders_plan plan ON plan.id = nudge.plan_id AND plan.kind = 'break'
          WHERE nudge.person_id = taken.person_id AND nudge.response = 'done'
            AND nudge.due_at BETWEEN taken_at - interval '1 day' AND taken_at + interval '10 minutes'
            AND abs(extract(epoch FROM nudge.responded_at - taken_at)) < 600)
    GROUP BY 1, 2
) counted
WHERE day BETWEEN %(first)s AND %(last)s
GROUP BY 1, 2
"""


class Counts(NamedTuple):
    """The breaks of one day."""

    offered: int = 0
    done: int = 0
    unasked: int = 0

    def kept(self, *, day_off: bool) -> tuple[int, int]:
        """Due and done; on a day off nothing was due but what was done."""
        done = self.done + self.unasked
        return (done if day_off else self.offered + self.unasked), done


@dataclass(frozen=True)
class Week:
    """Seven days from the Monday `starts_on`. `breaks_goal`: of the whole week, less for days off in it."""

    starts_on: dt.date
    sessions_due: int
    sessions_done: int
    breaks_due: int
    breaks_done: int
    breaks_goal: int | None


@dataclass(frozen=True)
class Lately:
    """The days from `since` up to today, on the person's own calendar."""

    since: dt.date
    sessions_due: int
    sessions_done: int
    breaks_due: int
    breaks_done: int


ByDay = Mapping[tuple[UUID, dt.date], Counts]
ByWeek = Mapping[tuple[UUID, dt.date], tuple[int, int]]


def weeks_of(person: Person, first: dt.date, last: dt.date, *, at: dt.datetime) -> list[Week]:
    """Every week with a day from `first` to `last`; of its days only those in between count."""
    agendas = scheduling.running_agendas(person, first, last, at=at)
    sessions = adherence.by_week((one.day for _, some in agendas for one in some), first, last)
    breaks = breaks_by_week([person.pk], first, last, at=at)
    goals = _goals(person, [week.starts_on for week in sessions])
    return [
        Week(
            week.starts_on,
            week.sessions_due,
            week.sessions_done,
            *breaks.get((person.pk, week.starts_on), (0, 0)),
            goals[week.starts_on],
        )
        for week in sessions
    ]


def lately(people: Collection[Person], *, days: int, at: dt.datetime) -> dict[UUID, Lately]:
    """The last so many days of each of them, today the last; as many queries for many people as for one."""
    spans = {one.pk: (one.today(at=at) - (days - 1) * DAY, one.today(at=at)) for one in people}
    sessions = _sessions(spans, at=at)
    breaks = _breaks(spans, at=at)
    return {
        person: Lately(
            first,
            sum(week.sessions_due for week in sessions[person]),
            sum(week.sessions_done for week in sessions[person]),
            sum(due for due, _ in breaks[person]),
            sum(done for _, done in breaks[person]),
        )
        for person, (first, _last) in spans.items()
    }


def breaks_by_week(people: Collection[UUID], first: dt.date, last: dt.date, *, at: dt.datetime) -> ByWeek:
    """Due and done, by person and Monday; no key where nothing was."""
    found: dict[tuple[UUID, dt.date], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for person, day, due, done in _kept_by_day(people, first, last, at=at):
        before = found[person, monday_of(day)]
        found[person, monday_of(day)] = before[0] + due, before[1] + done
    return found


def breaks_by_day(people: Collection[UUID], first: dt.date, last: dt.date, *, at: dt.datetime) -> ByDay:
    """By person and day, whether its nudges are still there or were folded away."""
    folded = AdherenceDay.objects.filter(person__in=people, local_date__range=(first, last))
    columns = "person", "local_date", "offered", "done", "unasked"
    kept = {(person, day): Counts(*counts) for person, day, *counts in folded.values_list(*columns)}
    return {**counted(people, first, last, at=at), **kept}


def counted(people: Collection[UUID], first: dt.date, last: dt.date, *, at: dt.datetime) -> ByDay:
    """By what is there of nudges and breaks."""
    noon = dt.time(12, tzinfo=dt.UTC)
    known: dict[str, Any] = {
        "people": list(people),
        "first": first,
        "last": last,
        # Wherever on earth, and whatever night it is the end of.
        "start": dt.datetime.combine(first - 2 * DAY, noon),
        "end": dt.datetime.combine(last + 3 * DAY, noon),
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, known)
        return {(person, day): Counts(*counts) for person, day, *counts in cursor.fetchall()}


def _kept_by_day(
    people: Collection[UUID], first: dt.date, last: dt.date, *, at: dt.datetime
) -> Iterator[tuple[UUID, dt.date, int, int]]:
    """Person, day, due and done."""
    off = _days_off(people, first, last)
    for (person, day), counts in breaks_by_day(people, first, last, at=at).items():
        yield person, day, *counts.kept(day_off=day in off[person])


Spans = Mapping[UUID, tuple[dt.date, dt.date]]


def _sessions(spans: Spans, *, at: dt.datetime) -> Mapping[UUID, list[adherence.Week]]:
    """Of all programmes of each person together, the weeks from their first to their last day."""
    begun = Enrolment.objects.filter(person__in=spans).order_by("starts_on", "id")
    days = scheduling.days_together(begun, spans.__getitem__, at=at)
    return {person: adherence.by_week(days.get(person, ()), *span) for person, span in spans.items()}


def _breaks(spans: Spans, *, at: dt.datetime) -> Mapping[UUID, list[tuple[int, int]]]:
    """Due and done on each day from their first to their last."""
    found: dict[UUID, list[tuple[int, int]]] = defaultdict(list)
    first = min((first for first, _ in spans.values()), default=at.date())
    last = max((last for _, last in spans.values()), default=at.date())
    for person, day, due, done in _kept_by_day(list(spans), first, last, at=at):
        if spans[person][0] <= day <= spans[person][1]:
            found[person].append((due, done))
    return found


def goal_of(aim: int, asked: Collection[int], off: Collection[dt.date], monday: dt.date) -> int:
    """What is left of a goal in a week with days `off`. `asked`: on which weekdays, 0 is Monday."""
    free = [day for day in asked if monday + day * DAY not in off]
    return round(aim * len(free) / len(asked))


def _goals(person: Person, weeks: Sequence[dt.date]) -> dict[dt.date, int | None]:
    goals = list(person.weekly_goals.order_by("since").values_list("since", "breaks"))
    if not goals:
        return dict.fromkeys(weeks)
    off = _days_off([person.pk], weeks[0], weeks[-1] + WEEK)[person.pk]
    asked, found = _weekdays(person), {}
    for monday in weeks:
        aim = next((breaks for since, breaks in reversed(goals) if since <= monday), None)
        found[monday] = goal_of(aim, asked, off, monday) if aim else None
    return found


def _weekdays(person: Person) -> set[int]:
    """On which the person's plans ask for breaks; the whole week where none does."""
    plans = Plan.objects.filter(person=person, kind=Kind.BREAK).values_list("windows", flat=True)
    asked = {WEEKDAYS.index(day) for windows in plans for day, ranges in windows.items() if ranges}
    return asked or set(range(7))


def _days_off(people: Collection[UUID], first: dt.date, last: dt.date) -> Mapping[UUID, set[dt.date]]:
    off: dict[UUID, set[dt.date]] = defaultdict(set)
    some = DayOff.objects.filter(person__in=people, starts_on__lte=last, ends_on__gte=first)
    for person, starts_on, ends_on in some.values_list("person", "starts_on", "ends_on"):
        day = max(starts_on, first)
        while day <= min(ends_on, last):
            off[person].add(day)
            day += DAY
    return off
