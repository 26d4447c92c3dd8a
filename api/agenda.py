"""What is asked of the caller on which day: by the coach, and by each programme they follow."""

import datetime as dt
from collections import defaultdict
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.enrolments import AgendaDaySerializer, shown_day
from api.me import caller
from api.shared import language
from api.spans import SPAN, span_of
from coach import agenda
from coach.models import Person
from coach.models.triage import ASKED
from exercises.scheduling import running_agendas

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


class ProgrammeDaySerializer(AgendaDaySerializer):
    """A day of one programme, as its own agenda gives it."""

    enrolment = serializers.UUIDField()
    title = serializers.CharField()


class AskedDaySerializer(serializers.Serializer[Any]):
    """What is open stands once: on the day it falls due, or today. What was done stands on its own day."""

    date = serializers.DateField()
    checked_in = serializers.BooleanField(help_text="whether there is an entry in the diary")
    items = AskedSerializer(many=True)
    programmes = ProgrammeDaySerializer(many=True, help_text="of each programme that has this day")


class Agenda(APIView):
    @extend_schema(
        operation_id="me_agenda_list", parameters=SPAN, responses=AskedDaySerializer(many=True), filters=False
    )
    def get(self, request: Request) -> Response:
        """Exercises, diary, intake, follow-ups and warning signs, on the caller's own days."""
        first, last = span_of(request)
        person, at = caller(request), timezone.now()
        programmes = _programmes(person, first, last, at=at)
        days = agenda.agenda(person, first, last, at=at)
        shown = [{**_shown(day), "programmes": programmes[day.on]} for day in days]
        return Response(AskedDaySerializer(shown, many=True).data)


def _programmes(
    person: Person, first: dt.date, last: dt.date, *, at: dt.datetime
) -> dict[dt.date, list[dict[str, Any]]]:
    """By day: what each programme says of it, the one that began first before the others."""
    found: dict[dt.date, list[dict[str, Any]]] = defaultdict(list)
    for enrolment, days in running_agendas(person, first, last, at=at):
        title = enrolment.programme.text("title", language())
        for one in days:
            found[one.day.on].append({"enrolment": enrolment.pk, "title": title, **shown_day(one)})
    return found


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
