"""What the coach asks the caller on which day; what a programme asks stands in its enrolment's agenda."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.me import caller
from api.spans import SPAN, span_of
from coach import agenda
from coach.models.triage import ASKED

KINDS = [(one.value, one.value) for one in agenda.Asked]


class AskedSerializer(serializers.Serializer[Any]):
    """One thing to answer about an episode."""

    asked = serializers.ChoiceField(
        choices=KINDS, help_text="answer it under episodes/{episode}/: intake/, follow-up/ or triage/"
    )
    episode = serializers.UUIDField()
    done = serializers.BooleanField()
    week = serializers.IntegerField(
        allow_null=True, help_text="of a follow-up: 2, 4, 6 or 12 weeks after the intake"
    )
    why = serializers.ChoiceField(
        choices=ASKED, allow_null=True, help_text="of the warning signs: why they are asked about"
    )
    until = serializers.DateField(
        allow_null=True, help_text="the last day it can be answered, where there is one"
    )


class AskedDaySerializer(serializers.Serializer[Any]):
    """What is open stands once: on the day it falls due, or today. What was done stands on its own day."""

    date = serializers.DateField()
    checked_in = serializers.BooleanField(help_text="whether there is an entry in the diary")
    items = AskedSerializer(many=True)


class Agenda(APIView):
    @extend_schema(
        operation_id="me_agenda_list", parameters=SPAN, responses=AskedDaySerializer(many=True), filters=False
    )
    def get(self, request: Request) -> Response:
        """The diary, the intake, the follow-ups and the warning signs, on the caller's own days."""
        first, last = span_of(request)
        days = agenda.agenda(caller(request), first, last, at=timezone.now())
        return Response(AskedDaySerializer([_shown(day) for day in days], many=True).data)


def _shown(day: agenda.Day) -> dict[str, Any]:
    items = [
        {
            "asked": one.asked,
            "episode": one.episode,
            "done": one.done,
            "week": one.week,
            "why": one.why,
            "until": one.until,
        }
        for one in day.items
    ]
    return {"date": day.on, "checked_in": day.checked_in, "items": items}
