"""The intake and the follow-ups: which questionnaire is open, and keeping what was answered."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from coach import complaint
from coach.intake import (
    FACTS,
    FOLLOW_UP,
    INTAKE,
    Questionnaire,
    facts,
    first_week_after,
    follow_up_due,
    to_begin_with,
)
from coach.models import Episode, IntakeAnswers, Person

Kind = IntakeAnswers.Kind
QUESTIONNAIRES: Mapping[str, Questionnaire] = {Kind.INTAKE: INTAKE, Kind.FOLLOW_UP: FOLLOW_UP}


class OtherAnswers(Exception):
    """The id already holds something else: `current`."""

    def __init__(self, current: Any) -> None:
        super().__init__(current.pk)
        self.current = current


class NotOpen(Exception):
    """There is no follow-up to answer now."""


class AfterTheEnd(Exception):
    """The intake says that the complaint began after the day on which the episode ended."""


@dataclass(frozen=True)
class FollowUp:
    """The follow-up of `week` (2, 4, 6 or 12) of one episode, to be answered from `since` through `until`."""

    episode: UUID
    week: int
    since: dt.date
    until: dt.date


@transaction.atomic
def keep(
    episode: Episode,
    kind: IntakeAnswers.Kind,
    answers: Mapping[str, Any],
    *,
    answers_id: UUID,
    at: dt.datetime,
) -> tuple[IntakeAnswers, bool]:
    """Append answers that `coach.intake.check` found no fault with, and say whether they are new.

    The same id and answers again are not. What a new intake says of the complaint stands in the episode from
    then on. Raises `OtherAnswers`, `NotOpen`, `AfterTheEnd`, and `DoesNotExist` for somebody else's id.
    """
    found = IntakeAnswers.objects.filter(pk=answers_id).first()
    if found is not None:
        return _same(found, episode, kind, answers), False
    found, new = IntakeAnswers.objects.get_or_create(
        pk=answers_id,
        defaults={
            "person_id": episode.person_id,
            "episode": episode,
            "kind": kind,
            "week": _open_week(episode, at=at) if kind == Kind.FOLLOW_UP else None,
            "version": QUESTIONNAIRES[kind].version,
            "answers": dict(answers),
            "at": at,
        },
    )
    if new and kind == Kind.INTAKE:
        _tell(episode, answers, at=at)
    return _same(found, episode, kind, answers), new


def current(episode: Episode, kind: IntakeAnswers.Kind) -> IntakeAnswers | None:
    """The newest answers of a kind."""
    found: IntakeAnswers | None = episode.intake_answers.filter(kind=kind).newest_first().first()
    return found


def begun(episode: Episode, kind: IntakeAnswers.Kind) -> dict[str, Any]:
    """What a form begins with: what was last answered and what stands in the episode, by item.

    A follow-up begins with the activities alone, to be scored again.
    """
    answers = answers_to_intake(episode)
    stands = to_begin_with(answers, {name: getattr(episode, name) for name in FACTS})
    if kind == Kind.INTAKE:
        born = episode.person.birth_year
        return {**stands, "birth_year": born} if born else stands
    named = stands.get("activities", ())
    return {"activities": [{"name": one["name"], "score": None} for one in named]}


def answers_to_intake(episode: Episode) -> dict[str, Any]:
    """The newest answers to the intake, by item; empty before the first."""
    found = current(episode, Kind.INTAKE)
    return dict(found.answers) if found else {}


def follow_up_now(episode: Episode, *, at: dt.datetime) -> int | None:
    """The follow-up (2, 4, 6 or 12) that is to be answered now, or None."""
    week = _week(episode, at=at)
    done = episode.intake_answers.filter(kind=Kind.FOLLOW_UP).values_list("week", flat=True)
    return None if week is None else follow_up_due(week, {one for one in done if one is not None})


def follow_ups_due(person: Person, *, on: dt.date) -> list[FollowUp]:
    """What is to be answered on `on`, a day of the person's own calendar: one at most of each open episode.

    Answers given on that day or before count as given. The oldest first.
    """
    due = (_due(episode, said, on) for episode, said in _said_by_episode(person, on).items())
    return sorted((one for one in due if one), key=lambda one: (one.since, str(one.episode)))


def follow_ups_ahead(person: Person, first: dt.date, last: dt.date) -> list[tuple[dt.date, FollowUp]]:
    """What falls due from `first` through `last` if nothing is answered meanwhile, each on its day.

    What fell due before `first` and is still open then stands there.
    """
    days = [first + dt.timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    due = (
        (day, _due(episode, said, day))
        for episode, said in _said_by_episode(person, first).items()
        for day in days
    )
    return [(day, one) for day, one in due if one is not None and day in (first, one.since)]


def _said_by_episode(person: Person, on: dt.date) -> dict[UUID, list[tuple[dt.date, int | None]]]:
    """By open episode: the day of each intake and follow-up up to `on`, with the week it is about."""
    open_then = Q(closed_on=None) | Q(closed_on__gt=on)
    rows = person.intake_answers.filter(episode__in=person.episodes.filter(open_then)).order_by("at", "id")
    said: dict[UUID, list[tuple[dt.date, int | None]]] = defaultdict(list)
    for episode, at, week in rows.values_list("episode", "at", "week"):
        if (day := person.today(at=at)) <= on:
            said[episode].append((day, week))
    return said


def _due(episode: UUID, said: Collection[tuple[dt.date, int | None]], on: dt.date) -> FollowUp | None:
    first = next((day for day, week in said if week is None), on)
    week = follow_up_due((on - first).days // 7, {week for _, week in said if week is not None})
    if week is None:
        return None
    until = first + dt.timedelta(weeks=first_week_after(week), days=-1)
    return FollowUp(episode, week, first + dt.timedelta(weeks=week), until)


def _tell(episode: Episode, answers: Mapping[str, Any], *, at: dt.datetime) -> None:
    """Let what was said stand: of the complaint in the episode, of the year of birth with the person."""
    episode.refresh_from_db(from_queryset=Episode.objects.select_for_update(of=("self",), no_key=True))
    news = {name: value for name, value in facts(answers).items() if getattr(episode, name) != value}
    if episode.closed_on is not None and news.get("onset_on", episode.onset_on) > episode.closed_on:
        raise AfterTheEnd
    for name, value in news.items():
        setattr(episode, name, value)
    if news:
        episode.save(update_fields=list(news))
        complaint.follow_up([episode], at=at)
    person, born = episode.person, answers.get("birth_year")
    if born is not None and person.birth_year != int(born):
        person.birth_year = int(born)
        person.save(update_fields=["birth_year"])


def _open_week(episode: Episode, *, at: dt.datetime) -> int:
    """The follow-up whose time it is, answered before or not: a correction is about the same week."""
    week = _week(episode, at=at)
    scheduled = None if week is None else follow_up_due(week, ())
    if scheduled is None:
        raise NotOpen
    return scheduled


def _week(episode: Episode, *, at: dt.datetime) -> int | None:
    """Whole weeks since the first intake on the person's own calendar; None before it."""
    first = episode.intake_answers.intakes().order_by("at").values_list("at", flat=True).first()
    if first is None:
        return None
    return max(0, (episode.person.today(at=at) - episode.person.today(at=first)).days // 7)


def _same(
    found: IntakeAnswers, episode: Episode, kind: IntakeAnswers.Kind, answers: Mapping[str, Any]
) -> IntakeAnswers:
    if found.person_id != episode.person_id:
        raise IntakeAnswers.DoesNotExist
    if (found.episode_id, found.kind, found.answers) != (episode.pk, kind, dict(answers)):
        raise OtherAnswers(found)
    return found
