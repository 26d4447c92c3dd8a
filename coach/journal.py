"""Writing in the diary, and what follows from it in the same transaction: warning signs are heeded, and the
episode is assessed anew.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from coach import assessing, screening
from coach.models import DiaryEntry, Episode, Outcome, Person


def write(
    person: Person, entry_id: UUID, content: Mapping[str, Any], *, base_seq: int | None, at: dt.datetime
) -> tuple[DiaryEntry, Outcome]:
    """Put an entry; raises what `LiveManager.put` raises."""
    with transaction.atomic():
        entry, outcome = person.diary.put(entry_id, content, base_seq=base_seq)
        if outcome is not Outcome.UNCHANGED:
            follow_up([entry], at=at)
        return entry, outcome


def strike(person: Person, entry_id: UUID, *, at: dt.datetime) -> None:
    """Delete an entry; what it led us to say stays said, and is said anew without it."""
    with transaction.atomic():
        entry, outcome = person.diary.bury(entry_id, at=at)
        if outcome is not Outcome.UNCHANGED:
            follow_up([entry], at=at)


def follow_up(entries: Iterable[DiaryEntry], *, at: dt.datetime) -> None:
    """What entries just written or struck lead to: each episode is assessed once, each sign heeded.

    Where the service gives no advice it comes to no verdicts either.
    """
    entries = list(entries)
    episodes = Episode.everything.select_related("person").in_bulk({entry.episode_id for entry in entries})
    if settings.COACH_ADVICE:
        for episode in episodes.values():
            assessing.assess(episode, at=at)
    for entry in entries:
        if entry.deleted_at is None:
            entry.episode = episodes[entry.episode_id]
            screening.heed(entry, at=at)
