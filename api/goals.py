"""How many breaks the caller means to take in a week."""

import datetime as dt
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.me import caller
from api.rows import require
from api.strict import StrictSerializer
from coach.models.consent import Purpose
from exercises.adherence import monday_of
from reminders.models import WeeklyGoal
from reminders.models.adherence import MOST_A_WEEK


class NewGoalSerializer(StrictSerializer):
    breaks_per_week = serializers.IntegerField(min_value=1, max_value=MOST_A_WEEK)


class GoalSerializer(serializers.Serializer[Any]):
    breaks_per_week = serializers.IntegerField(allow_null=True, help_text="null: no goal")


class Goal(APIView):
    """It holds from this week on; earlier weeks keep the one they had. `adherence/` tells how it goes."""

    @extend_schema(operation_id="me_goal_retrieve", responses=GoalSerializer)
    def get(self, request: Request) -> Response:
        """The goal of this week."""
        return self._standing(request)

    @extend_schema(operation_id="me_goal_update", request=NewGoalSerializer, responses=GoalSerializer)
    def put(self, request: Request) -> Response:
        """Set a goal; no consecutive days are counted, so a bad day costs no more than that day."""
        require(request.user, Purpose.REMINDERS)
        given = NewGoalSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        self._aim(request, given.validated_data["breaks_per_week"])
        return self._standing(request)

    @extend_schema(operation_id="me_goal_destroy", responses={204: None})
    def delete(self, request: Request) -> Response:
        """Go on without a goal."""
        if caller(request).weekly_goals.exists():
            self._aim(request, None)
        return Response(status=status.HTTP_204_NO_CONTENT)

    def _aim(self, request: Request, breaks: int | None) -> None:
        WeeklyGoal.objects.aim(caller(request), breaks, since=_this_week(request))

    def _standing(self, request: Request) -> Response:
        breaks = caller(request).weekly_goals.in_week(_this_week(request))
        return Response(GoalSerializer({"breaks_per_week": breaks}).data)


def _this_week(request: Request) -> dt.date:
    return monday_of(caller(request).today(at=timezone.now()))
