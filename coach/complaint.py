"""Telling about a complaint, and what follows from it in the same transaction: its days are counted from the
onset, so what the coach says of its course is said anew.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from coach import assessing
from coach.models import Episode, Outcome, Person


def write(
    person: Person, episode_id: UUID, content: Mapping[str, Any], *, base_seq: int | None, at: dt.datetime
) -> tuple[Episode, Outcome]:
    """Put an episode; raises what `LiveManager.put` raises."""
    with transaction.atomic():
        episode, outcome = person.episodes.put(episode_id, content, base_seq=base_seq)
        if outcome is not Outcome.UNCHANGED:
            follow_up([episode], at=at)
        return episode, outcome


def follow_up(episodes: Iterable[Episode], *, at: dt.datetime) -> None:
    """What episodes just written lead to: those of which something was said are assessed anew.

    One of which nothing was said yet has no diary. One assessed at this very moment was assessed for its
    diary, which came in the same batch.
    """
    for episode in episodes:
        said_at = episode.assessments.newest_first().values_list("at", flat=True).first()
        if settings.COACH_ADVICE and episode.deleted_at is None and said_at not in {None, at}:
            assessing.assess(episode, at=at)
