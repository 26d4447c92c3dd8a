"""What a nudge brings: an exercise, the session of that day, or a form that is due. None of it is pushed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from rest_framework import serializers

from api.programmes import PrescriptionSerializer
from api.shared import TranslatedList, TranslatedText, language
from coach import interview
from exercises.models import Exercise
from reminders.models import Nudge
from reminders.models.plan import Kind
from reminders.sessions import left_to_do


class BroughtExerciseSerializer(serializers.ModelSerializer[Exercise]):
    name = TranslatedText()
    steps = TranslatedList()
    cautions = TranslatedList()
    duration_seconds = serializers.IntegerField()
    figure = serializers.SerializerMethodField(help_text="path of its drawing")

    class Meta:
        model = Exercise
        fields = ["slug", "name", "steps", "cautions", "duration_seconds", "figure"]

    def get_figure(self, exercise: Exercise) -> str:
        return reverse("exercises-figure", args=[exercise.pk])


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


def brought(nudges: Sequence[Nudge]) -> dict[UUID, Any]:
    """Nudge → what it brings, of one person's; sessions and forms only while it waits for an answer."""
    now = timezone.now()
    waiting = [nudge for nudge in nudges if nudge.is_open(at=now)]
    sessions, follow_ups = _sessions(waiting, now), _follow_ups(waiting)
    return {
        nudge.pk: BroughtSerializer(
            {
                "exercise": nudge.exercise,
                "sessions": sessions.get(nudge.pk, []),
                "follow_ups": follow_ups.get(nudge.pk, []),
            }
        ).data
        for nudge in nudges
    }


def _sessions(waiting: Sequence[Nudge], now: dt.datetime) -> dict[UUID, Any]:
    calls = [nudge for nudge in waiting if nudge.plan.kind == Kind.SESSION]
    if not calls:
        return {}
    days = [nudge.local_date for nudge in calls]
    left = left_to_do({nudge.person_id for nudge in calls}, min(days), max(days), at=now)
    return {nudge.pk: left.get((nudge.person_id, nudge.local_date), []) for nudge in calls}


def _follow_ups(waiting: Sequence[Nudge]) -> dict[UUID, Any]:
    calls = [nudge for nudge in waiting if nudge.plan.kind == Kind.DIARY]
    return {nudge.pk: interview.follow_ups_due(nudge.person, on=nudge.local_date) for nudge in calls}
