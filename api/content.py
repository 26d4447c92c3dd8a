"""What a nudge brings: an exercise, the session of that day, or a form that is due. None of it is pushed."""

import datetime as dt
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers

from api import columns
from api.columns import Found
from api.programmes import PrescriptionSerializer
from api.shared import TranslatedList, TranslatedText, language
from coach import interview
from coach.models import Person
from exercises.models import Exercise
from reminders.models.nudge import is_open
from reminders.models.plan import Kind
from reminders.sessions import left_to_do


class BroughtExerciseSerializer(serializers.ModelSerializer[Exercise]):
    name = TranslatedText()
    steps = TranslatedList()
    cautions = TranslatedList()
    duration_seconds = serializers.IntegerField()
    figure = serializers.CharField(read_only=True, help_text="path of its drawing")

    class Meta:
        model = Exercise
        fields = ["slug", "name", "steps", "cautions", "duration_seconds", "figure"]

    def figure_of_many(self, rows: Found) -> dict[str, str]:
        return {row["slug"]: reverse("exercises-figure", args=[row["slug"]]) for row in rows}


class BroughtSessionSerializer(serializers.Serializer[Any]):
    """A routine that is due on the day of the nudge and was not done yet."""

    enrolment = serializers.UUIDField()
    key = serializers.CharField(help_text="tells the kinds of days of a programme apart")
    title = serializers.SerializerMethodField()
    takes_seconds = serializers.IntegerField()
    prescriptions = PrescriptionSerializer(many=True)

    def get_title(self, routine: Any) -> str:
        return str(getattr(routine.title, language()))


class BroughtFollowUpSerializer(serializers.Serializer[Any]):
    """A follow-up that waits: its form is at `episodes/{episode}/follow-up/`."""

    episode = serializers.UUIDField()
    week = serializers.IntegerField(help_text="2, 4, 6 or 12")
    until = serializers.DateField(help_text="the last day on which it can be answered")


class BroughtSerializer(serializers.Serializer[Any]):
    exercise = BroughtExerciseSerializer(allow_null=True, help_text="of a break; null where none fits")
    sessions = BroughtSessionSerializer(many=True, help_text="of a call to exercise that waits")
    follow_ups = BroughtFollowUpSerializer(many=True, help_text="of a call for the diary that waits")


def brought(nudges: Found, person: Person) -> dict[UUID, Any]:
    """Nudge → what it brings, of one person's; sessions and forms only while it waits for an answer."""
    now = timezone.now()
    waiting = [one for one in nudges if is_open(one["state"], one["response"], one["open_until"], at=now)]
    exercises, sessions = _exercises(nudges), _sessions(waiting, person, now)
    follow_ups = _follow_ups(waiting, person)
    return {
        nudge["id"]: {
            "exercise": exercises.get(nudge["exercise"]),
            "sessions": sessions.get(nudge["id"], []),
            "follow_ups": follow_ups.get(nudge["id"], []),
        }
        for nudge in nudges
    }


def _exercises(nudges: Found) -> dict[str, Any]:
    slugs = {nudge["exercise"] for nudge in nudges} - {None}
    if not slugs:
        return {}
    found = columns.read(BroughtExerciseSerializer(), Exercise.objects.filter(pk__in=slugs))
    return {row["slug"]: row for row in found}


def _sessions(waiting: Found, person: Person, now: dt.datetime) -> dict[UUID, Any]:
    days = {nudge["id"]: nudge["local_date"] for nudge in waiting if nudge["kind"] == Kind.SESSION}
    if not days:
        return {}
    left = left_to_do({person.pk}, min(days.values()), max(days.values()), at=now)
    return {
        pk: BroughtSessionSerializer(left.get((person.pk, day), []), many=True).data
        for pk, day in days.items()
    }


def _follow_ups(waiting: Found, person: Person) -> dict[UUID, Any]:
    days = {nudge["id"]: nudge["local_date"] for nudge in waiting if nudge["kind"] == Kind.DIARY}
    return {
        pk: BroughtFollowUpSerializer(interview.follow_ups_due(person, on=day), many=True).data
        for pk, day in days.items()
    }
