"""What is known of people that decides which exercise their break brings, for many of them at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from coach.models import Episode, TriageAcknowledgement, TriageReport
from coach.triage import Word
from exercises.models import Enrolment, Exercise, Status
from reminders.content import MicroBreak, choose, circle

FIELDS = ("slug", "kind", "level", "regions", "places", "equipment", "ruled_out_by")

LAST = """
SELECT person.id, last.exercise_id
FROM unnest(%s::uuid[]) AS person (id)
CROSS JOIN LATERAL (
    SELECT exercise_id FROM reminders_nudge nudge
    WHERE nudge.person_id = person.id AND nudge.due_at BETWEEN %s AND %s AND exercise_id IS NOT NULL
    ORDER BY due_at DESC, id DESC LIMIT 1) last
"""
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
LATELY = dt.timedelta(days=4)  # over a weekend; after a longer rest one may begin anywhere


def exercises_for(people: Collection[UUID], *, at: dt.datetime) -> dict[UUID, str | None]:
    """Person → key of the exercise for a break at `at`, in five queries however many people."""
    rows = Exercise.objects.shown().filter(micro_break=True).values(*FIELDS)
    quiet = circle(_micro_break(row) for row in rows)
    regions, signs, last = _regions(people), _signs(people), _last(people, at)
    return {
        person: choose(quiet, regions=regions[person], signs=signs[person], last=last.get(person), who=person)
        for person in people
    }


def _micro_break(row: dict[str, Any]) -> MicroBreak:
    several = {name: frozenset(row[name]) for name in ("regions", "places", "equipment", "ruled_out_by")}
    return MicroBreak(row["slug"], row["kind"], row["level"], **several)


def _regions(people: Collection[UUID]) -> dict[UUID, set[str]]:
    """Where it hurts now, and what the person's programmes are for."""
    regions: dict[UUID, set[str]] = defaultdict(set)
    hurting = Episode.objects.filter(person__in=people, closed_on=None)
    for person, region in hurting.values_list("person", "region"):
        regions[person].add(region)
    active = Enrolment.objects.filter(person__in=people, status=Status.ACTIVE)
    for person, some in active.values_list("person", "programme__regions"):
        regions[person].update(some)
    return regions


def _signs(people: Collection[UUID]) -> dict[UUID, set[str]]:
    """Reported of an open complaint, and nobody has looked at it.

    The newest answers stand for all before them; what was written in the diary since comes on top.
    """
    newest = TriageReport.objects.asked().filter(episode=OuterRef("episode")).newest_first().values("at")[:1]
    standing = TriageReport.objects.filter(
        ~Exists(TriageAcknowledgement.objects.filter(report=OuterRef("pk"), word=Word.LOOKED_AT)),
        person__in=people,
        episode__closed_on=None,
        episode__deleted_at=None,
        at__gte=Coalesce(Subquery(newest), LONG_AGO),
    )
    signs: dict[UUID, set[str]] = defaultdict(set)
    for person, some in standing.values_list("person", "signs"):
        signs[person].update(some)
    return signs


def _last(people: Collection[UUID], at: dt.datetime) -> dict[UUID, str]:
    with connection.cursor() as cursor:
        cursor.execute(LAST, [list(people), at - LATELY, at])
        return dict(cursor.fetchall())
