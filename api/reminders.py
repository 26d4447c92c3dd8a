"""Reminder plans of the caller, and what they will do in the coming week."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.history import ON, DayToldSerializer, day_of
from api.me import caller
from api.plans import PauseSerializer, PlanSerializer
from api.questions import QuestionAnswerSerializer, QuestionSerializer
from api.rows import Rows
from coach.models import Outcome, Synced
from coach.models.consent import Purpose
from reminders import asking, planning
from reminders.asking import NothingAsked
from reminders.history import what_became_of
from reminders.models import BusyCalendar, Plan
from reminders.preview import coming_week


class PreviewSerializer(serializers.Serializer[Any]):
    due_at = serializers.DateTimeField()
    local_date = serializers.DateField()


class BusyCalendarSerializer(serializers.Serializer[Any]):
    fetched_at = serializers.DateTimeField(allow_null=True, help_text="null until it was read once")
    problem = serializers.CharField(
        source="get_problem_display", help_text="why it could not be read, and what mends that; else empty"
    )


class Reminders(Rows):
    """The caller's plans, newest first."""

    serializer_class = PlanSerializer
    queryset = Plan.objects.none()  # for the schema; rows come from `mine`
    ordering = ("-created_at", "-id")
    purpose = Purpose.REMINDERS
    http_method_names = [*Rows.http_method_names, "post"]

    def mine(self) -> Any:
        return caller(self.request).plans

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        return planning.put(caller(self.request), pk, content, base_seq=base_seq, at=timezone.now())

    def discard(self, pk: UUID) -> None:
        planning.remove(caller(self.request), pk, at=timezone.now())

    @extend_schema(responses=PreviewSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def preview(self, request: Request, pk: UUID) -> Response:
        """When this plan will nudge in the coming seven days, as things stand now.

        What a pause, days off, the daily cap, a meeting or a warning sign holds back is left out.
        """
        plan = self.get_object()
        return Response(PreviewSerializer(coming_week(plan, at=timezone.now()), many=True).data)

    @extend_schema(parameters=[ON], responses=DayToldSerializer, filters=False)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def history(self, request: Request, pk: UUID) -> Response:
        """Why did I, or did I not, get this? Every time of a day, and what became of it."""
        plan = self.get_object()
        told = what_became_of(plan, day_of(request, plan), at=timezone.now())
        return Response(DayToldSerializer(told).data)

    @extend_schema(request=PauseSerializer, responses=PlanSerializer)
    @action(detail=True, methods=["put"], pagination_class=None, filter_backends=[])
    def pause(self, request: Request, pk: UUID) -> Response:
        """Let the plan rest for some hours, until tomorrow, or until a day. DELETE lets it go on at once."""
        plan, now = self.get_object(), timezone.now()
        given = PauseSerializer(data=request.data, context={"today": plan.rhythm.local_date(now)})
        given.is_valid(raise_exception=True)
        hours, day = given.validated_data.get("hours"), given.validated_data.get("until")
        until = now + dt.timedelta(hours=hours) if hours else plan.rhythm.begins(day)
        return self._paused(pk, until)

    @extend_schema(request=None, responses={200: PlanSerializer})
    @pause.mapping.delete
    def resume(self, request: Request, pk: UUID) -> Response:
        """Let the plan go on. What was held back meanwhile is not caught up."""
        self.get_object()
        return self._paused(pk, None)

    def _paused(self, pk: UUID, until: dt.datetime | None) -> Response:
        plan = planning.pause(caller(self.request), pk, until=until)
        return Response(self.get_serializer(plan).data)

    @extend_schema(request=QuestionAnswerSerializer, responses=QuestionSerializer)
    @action(detail=True, methods=["post"], pagination_class=None, filter_backends=[])
    def question(self, request: Request, pk: UUID) -> Response:
        """Answer what we asked about this plan: see `questions` in the inbox."""
        plan = self.get_object()
        given = QuestionAnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            question = asking.answer(plan, given.validated_data["answer"], at=timezone.now())
        except NothingAsked as why:
            message = _("There is no open question about this plan.")
            raise serializers.ValidationError({"answer": message}, code="nothing_asked") from why
        return Response(QuestionSerializer(question).data)

    @extend_schema(responses=BusyCalendarSerializer, filters=False)
    @action(detail=True, url_path="busy-calendar", pagination_class=None, filter_backends=[])
    def busy_calendar(self, request: Request, pk: UUID) -> Response:
        """How reading the plan's `busy_calendar_url` goes; not found where it has none."""
        calendar = get_object_or_404(BusyCalendar, plan=self.get_object())
        return Response(BusyCalendarSerializer(calendar).data)
