"""The intake and the follow-ups: which questionnaire is open, and keeping what was answered."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from coach.intake import FOLLOW_UP, INTAKE, Questionnaire, first_week_after, follow_up_due
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


@dataclass(frozen=True)
class FollowUp:
    """The follow-up of `week` (2, 4, 6 or 12) of one episode, to be answered from `since` through `until`."""

    episode: UUID
    week: int
    since: dt.date
    until: dt.date


def keep(
    episode: Episode,
    kind: IntakeAnswers.Kind,
    answers: Mapping[str, Any],
    *,
    answers_id: UUID,
    at: dt.datetime,
) -> tuple[IntakeAnswers, bool]:
    """Append answers that `coach.intake.check` found no fault with, and say whether they are new.

    The same id and answers again are not. Raises `OtherAnswers`, `NotOpen`, and `DoesNotExist` for somebody
    else's id.
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
    return _same(found, episode, kind, answers), new


def current(episode: Episode, kind: IntakeAnswers.Kind) -> IntakeAnswers | None:
    """The newest answers of a kind."""
    found: IntakeAnswers | None = episode.intake_answers.filter(kind=kind).newest_first().first()
    return found


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
