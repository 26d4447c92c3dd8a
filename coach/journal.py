"""Writing in the diary, and what follows from it in the same transaction: warning signs are heeded, and the
episode is assessed anew.
"""

import datetime as dt
from collections.abc import Mapping
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
            assess_anew(entry.episode, at=at)
            screening.heed(entry, at=at)
        return entry, outcome


def strike(person: Person, entry_id: UUID, *, at: dt.datetime) -> None:
    """Delete an entry; what it led us to say stays said, and is said anew without it."""
    with transaction.atomic():
        person.diary.bury(entry_id, at=at)
        assess_anew(DiaryEntry.everything.select_related("episode").get(pk=entry_id).episode, at=at)


def assess_anew(episode: Episode, *, at: dt.datetime) -> None:
    """Where the service gives no advice it comes to no verdicts either."""
    if settings.COACH_ADVICE:
        assessing.assess(episode, at=at)
