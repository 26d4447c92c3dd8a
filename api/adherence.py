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
from exercises import adherence, scheduling


class WeekSerializer(serializers.Serializer[Any]):
    """Days off, rests and days with an open warning sign count neither way; what is still to come neither."""

    starts_on = serializers.DateField(help_text="a Monday")
    sessions_due = serializers.IntegerField()
    sessions_done = serializers.IntegerField(help_text="of those that were due; in part is done too")


class Adherence(APIView):
    @extend_schema(
        operation_id="adherence_list", parameters=SPAN, responses=WeekSerializer(many=True), filters=False
    )
    def get(self, request: Request) -> Response:
        """One row per calendar week that the days from `from` to `to` touch, the earliest first."""
        first, last = span_of(request)
        person, at = caller(request), timezone.now()
        found = scheduling.running_agendas(person, first, last, at=at)
        days = (one.day for _enrolment, some in found for one in some)
        return Response(WeekSerializer(adherence.by_week(days, first, last), many=True).data)
