"""What a person is asked on which of their own days, whether they follow a programme or not: the diary, the
intake, its follow-ups, and the warning signs.

What is open stands once: on the day it falls due, or today where it fell due before. What was done stands on
the day it was done.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from coach import interview, screening
from coach.models import Episode, IntakeAnswers, Person, TriageReport

DAY = dt.timedelta(days=1)


class Asked(StrEnum):
    """What is asked of an episode."""

    INTAKE = "intake"
    FOLLOW_UP = "follow_up"
    TRIAGE = "triage"


@dataclass(frozen=True)
class Item:
    """One thing to answer about an episode. `until`: the last day it can be, where there is one.

    `week`: of a follow-up, 2, 4, 6 or 12. `why`: of the warning signs, a `coach.triage.Reason`.
    """

    asked: Asked
    episode: UUID
    done: bool = False
    week: int | None = None
    why: str | None = None
    until: dt.date | None = None


@dataclass
class Day:
    """`checked_in`: whether the person wrote in the diary; of a day to come always false."""

    on: dt.date
    checked_in: bool = False
    items: list[Item] = field(default_factory=list)


def agenda(person: Person, first: dt.date, last: dt.date, *, at: dt.datetime) -> list[Day]:
    """Every day from `first` through `last`, on the person's own calendar."""
    days = {day: Day(day) for day in _days(first, last)}
    for on in person.diary.filter(local_day__range=(first, last)).values_list("local_day", flat=True):
        days[on].checked_in = True
    items: dict[dt.date, list[Item]] = defaultdict(list)
    for on, item in (*_done(person, first, last), *_open(person, last, at=at)):
        items[on].append(item)
    for on, day in days.items():
        day.items = items[on]
    return list(days.values())


def _done(person: Person, first: dt.date, last: dt.date) -> Iterator[tuple[dt.date, Item]]:
    midnight = dt.time(tzinfo=dt.UTC)
    around = (dt.datetime.combine(first, midnight) - DAY, dt.datetime.combine(last, midnight) + 2 * DAY)
    rows = {"person": person, "episode__deleted_at": None, "at__range": around}
    answered = IntakeAnswers.objects.filter(**rows).order_by("at", "id")
    for episode, at, week in answered.values_list("episode", "at", "week"):
        asked = Asked.INTAKE if week is None else Asked.FOLLOW_UP
        yield person.today(at=at), Item(asked, episode, done=True, week=week)
    reports = TriageReport.objects.filter(**rows).asked().order_by("at", "id")
    for episode, at, why in reports.values_list("episode", "at", "why"):
        yield person.today(at=at), Item(Asked.TRIAGE, episode, done=True, why=why)


def _open(person: Person, last: dt.date, *, at: dt.datetime) -> Iterator[tuple[dt.date, Item]]:
    today = person.today(at=at)
    open_ones = person.episodes.filter(closed_on=None).select_related("person")
    for episode in open_ones.order_by("-onset_on", "-id"):
        if not episode.intake_answers.intakes().exists():
            yield today, Item(Asked.INTAKE, episode.pk)
        yield from _signs(episode, today, last, at=at)
    for on, due in interview.follow_ups_ahead(person, today, last):
        yield on, Item(Asked.FOLLOW_UP, due.episode, week=due.week, until=due.until)


def _signs(
    episode: Episode, today: dt.date, last: dt.date, *, at: dt.datetime
) -> Iterator[tuple[dt.date, Item]]:
    """The next time the signs are asked about; when the one after that is depends on the answer."""
    found = screening.next_due(episode, at=at, until=last)
    if found is not None:
        on, why = found
        yield max(on, today), Item(Asked.TRIAGE, episode.pk, why=why)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    return (first + ahead * DAY for ahead in range((last - first).days + 1))
