"""Asking the course engine about an episode, and remembering what it said.

The engine counts in days since the onset and knows no clock and no database; this module turns entries into
days, and the engine's answer into an appended `Assessment`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal

from coach import course
from coach.course import Case, Entry
from coach.models import Assessment, Episode

DAY = dt.timedelta(days=1)
assessed = Signal()  # sent with `assessments`, in the transaction that appends them


def assess(episode: Episode, *, at: dt.datetime) -> Assessment:
    """Append what the diary of `episode` says at `at`; "not enough data" is an answer too."""
    (found,) = concluded([case(episode, diary_of(episode), _recovered_at(episode), at=at)])
    said = worded(episode, found, at=at)
    append([said])
    return said


def append(found: Sequence[Assessment]) -> None:
    """Store new assessments, and tell whoever listens, all or nothing."""
    with transaction.atomic(savepoint=False):
        Assessment.objects.bulk_create(found)
        assessed.send(Assessment, assessments=found)


def case(
    episode: Episode, entries: list[Entry], recovered_at: dt.datetime | None, *, at: dt.datetime
) -> Case:
    """An episode as the engine takes it; `recovered_at`: when it was last found recovered."""
    return Case(
        tuple(entries),
        _days(episode, at),
        began(entries),
        episode.region,
        _days(episode, recovered_at) if recovered_at else None,
    )


def concluded(cases: Iterable[Case]) -> Iterator[course.Assessment]:
    """What the engine says of each, in order, with the steps of this service."""
    return course.assess_many(cases, policies=settings.COACH_POLICIES)


def worded(episode: Episode, found: course.Assessment, *, at: dt.datetime) -> Assessment:
    """What the engine found, ready to be appended."""
    return Assessment(
        person_id=episode.person_id,
        episode=episode,
        at=at,
        verdict=found.verdict,
        probability=found.probability,
        week=found.week,
        entries=found.entries,
        days=found.days,
        sentence=found.sentence,
        params=found.params,
        next_step=found.next_step.key if found.next_step else "",
    )


def drawing(episode: Episode, *, at: dt.datetime) -> dict[str, Any]:
    """Points, fitted course, personal band and published courses, ready to draw."""
    entries = diary_of(episode)
    return course.drawing(entries, today=_days(episode, at), began=began(entries))


def diary_of(episode: Episode) -> list[Entry]:
    """The entries as the engine reads them: days since the onset on the person's own calendar, 0–10."""
    rows = episode.person.diary.of(episode).values_list("recorded_at", "utc_offset", "pain")
    return [counted(episode, *row) for row in rows]


def counted(episode: Episode, moment: dt.datetime, offset: int, pain: int) -> Entry:
    """One entry as the engine reads it; `offset`: minutes ahead of UTC."""
    midnight = dt.datetime.combine(episode.onset_on, dt.time(), tzinfo=dt.UTC)
    return Entry((moment + dt.timedelta(minutes=offset) - midnight) / DAY, float(pain))


def began(entries: list[Entry]) -> float:
    """The day, counted from the onset, on which the person began to write; never before the onset."""
    return max(0.0, float(int(entries[0].day))) if entries else 0.0


def _days(episode: Episode, at: dt.datetime) -> float:
    """Days from the onset to `at` on the person's own clock; entries written a little ahead still count."""
    local = at.astimezone(episode.person.zone).replace(tzinfo=dt.UTC)
    return (local - dt.datetime.combine(episode.onset_on, dt.time(), tzinfo=dt.UTC)) / DAY


def _recovered_at(episode: Episode) -> dt.datetime | None:
    """When the latest assessment that found this episode recovered was made."""
    latest = episode.assessments.filter(verdict=course.Verdict.RECOVERED).newest_first().first()
    return latest.at if latest else None
