"""The nightly pass: everyone who still writes, assessed anew, though they wrote nothing today.

Time alone changes the answer: a fourth week begins, silence widens what is known. The pass goes through the
episodes in order of their id, a chunk at a time, so that its memory does not grow with their number.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from coach import assessing, course
from coach.course import Entry
from coach.models import Assessment, Consent, DiaryEntry, Episode
from coach.models.consent import Purpose

CHUNK = 256  # episodes held in memory, and assessed in one transaction
STILL_WRITES = dt.timedelta(days=90)
STALE = dt.timedelta(days=1)


def assess_everyone(*, at: dt.datetime, chunk: int = CHUNK) -> int:
    """Assess every episode due at `at`; returns how many. Twice, or two at once, is as good as once."""
    if not settings.COACH_ADVICE:
        return 0
    return sum(_assess(some, at=at) for some in _chunks(at, chunk))


def due(*, at: dt.datetime) -> Any:
    """Open, with an entry in the last 90 days, a standing consent, and nothing said in the last day."""
    consent = Consent.objects.filter(person=OuterRef("person"), purpose=Purpose.HEALTH_DATA)
    recent = DiaryEntry.objects.filter(episode=OuterRef("pk"), recorded_at__gte=at - STILL_WRITES)
    fresh = Assessment.objects.filter(episode=OuterRef("pk"), at__gt=at - STALE)
    live = Episode.objects.filter(closed_on=None, person__is_active=True)
    agreed = live.alias(agrees=Subquery(consent.order_by("-at", "-id").values("given")[:1]))
    return agreed.filter(Exists(recent), ~Exists(fresh), agrees=True)


def _chunks(at: dt.datetime, size: int) -> Iterator[list[UUID]]:
    """By id, so that one that stays due (another pass holds it) is not met again."""
    rows = due(at=at).order_by("pk").values_list("pk", flat=True)
    found = list(rows[:size])
    while found:
        yield found
        found = list(rows.filter(pk__gt=found[-1])[:size])


@transaction.atomic
def _assess(ids: list[UUID], *, at: dt.datetime) -> int:
    """Assess those that no other pass has in hand, if they are still due once they are in ours."""
    ours = Episode.objects.select_for_update(skip_locked=True, no_key=True, of=("self",)).filter(pk__in=ids)
    held = list(ours.values_list("pk", flat=True))
    episodes = list(due(at=at).filter(pk__in=held).select_related("person").order_by("person", "pk"))
    diaries, recovered = _diaries(episodes), _recovered(episodes)
    cases = (assessing.case(one, diaries[one.pk], recovered.get(one.pk), at=at) for one in episodes)
    said = zip(episodes, assessing.concluded(cases), strict=True)
    assessing.append([assessing.worded(one, found, at=at) for one, found in said])
    return len(episodes)


def _diaries(episodes: list[Episode]) -> dict[UUID, list[Entry]]:
    """Every entry of these episodes, oldest first."""
    by_id = {one.pk: one for one in episodes}
    rows = DiaryEntry.objects.filter(episode__in=episodes).order_by("recorded_at", "id")
    diaries: dict[UUID, list[Entry]] = defaultdict(list)
    for episode, *entry in rows.values_list("episode", "recorded_at", "utc_offset", "pain").iterator():
        diaries[episode].append(assessing.counted(by_id[episode], *entry))
    return diaries


def _recovered(episodes: list[Episode]) -> dict[UUID, dt.datetime]:
    """When each was last found recovered, of those that were."""
    said = Assessment.objects.filter(episode__in=episodes, verdict=course.Verdict.RECOVERED)
    latest = said.order_by("episode", "-at", "-id").distinct("episode")
    return dict(latest.values_list("episode", "at"))
