"""Reminder plans of the caller, and what they will do in the coming week."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from api.me import caller
from api.plans import PlanSerializer
from api.rows import Rows
from coach.models import Outcome, Synced
from coach.models.consent import Purpose
from reminders import planning
from reminders.models import BusyCalendar, Plan


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

    def mine(self) -> Any:
        return caller(self.request).plans

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        return planning.put(caller(self.request), pk, content, base_seq=base_seq, at=timezone.now())

    def discard(self, pk: UUID) -> None:
        planning.remove(caller(self.request), pk, at=timezone.now())

    @extend_schema(responses=PreviewSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def preview(self, request: Request, pk: UUID) -> Response:
        """When this plan will nudge in the coming seven days, as it stands now."""
        plan = self.get_object()
        return Response(PreviewSerializer(plan.coming_week(at=timezone.now()), many=True).data)

    @extend_schema(responses=BusyCalendarSerializer, filters=False)
    @action(detail=True, url_path="busy-calendar", pagination_class=None, filter_backends=[])
    def busy_calendar(self, request: Request, pk: UUID) -> Response:
        """How reading the plan's `busy_calendar_url` goes; not found where it has none."""
        calendar = get_object_or_404(BusyCalendar, plan=self.get_object())
        return Response(BusyCalendarSerializer(calendar).data)
