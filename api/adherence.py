"""How much of what was due the caller did, week by week."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.me import caller
from api.spans import SPAN, span_of
from reminders.adherence import weeks_of


class WeekSerializer(serializers.Serializer[Any]):
    """Days off, rests and days with an open warning sign count neither way; what is still to come neither."""

    starts_on = serializers.DateField(help_text="a Monday")
    sessions_due = serializers.IntegerField()
    sessions_done = serializers.IntegerField(help_text="of those that were due; in part is done too")
    breaks_due = serializers.IntegerField(
        help_text="brought and then answered or ignored, and those taken without being asked"
    )
    breaks_done = serializers.IntegerField(help_text="of those")
    breaks_goal = serializers.IntegerField(
        allow_null=True, help_text="the goal for the whole week, less for days off in it; null without one"
    )


class Adherence(APIView):
    @extend_schema(
        operation_id="adherence_list", parameters=SPAN, responses=WeekSerializer(many=True), filters=False
    )
    def get(self, request: Request) -> Response:
        """One row per calendar week that the days from `from` to `to` touch, the earliest first."""
        first, last = span_of(request)
        person, at = caller(request), timezone.now()
        return Response(WeekSerializer(weeks_of(person, first, last, at=at), many=True).data)
