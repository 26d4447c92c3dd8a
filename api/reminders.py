"""Reminder plans of the caller, and what they will do in the coming week."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.me import caller
from api.rows import Rows, RowSerializer
from coach.models import Outcome, Synced
from coach.models.consent import Purpose
from reminders import planning
from reminders.models import Plan
from reminders.rhythm import Rhythm, RhythmError
from reminders.rhythm.errors import MESSAGES

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FIELD = {"every": "every_minutes", "windows": "windows", "zone": "time_zone"}
LONGEST_PAUSE = dt.timedelta(days=366)


class PlanSerializer(RowSerializer):
    windows = serializers.DictField(
        child=serializers.ListField(child=serializers.ListField(child=serializers.CharField(max_length=5))),
        help_text='hours per weekday on the person\'s own clock: {"mon": [["09:00", "12:30"]]}; '
        "a night shift crosses midnight and belongs to the day it begins on",
    )

    class Meta:
        model = Plan
        fields = ["id", "kind", "every_minutes", "windows", "time_zone", "paused_until", "seq", "base_seq"]
        read_only_fields = ["id"]
        extra_kwargs: ClassVar[dict[str, Any]] = {
            "time_zone": {"validators": []}
        }  # the rhythm checks it, with the same words

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        try:
            Rhythm.parse(every=attrs["every_minutes"], windows=attrs["windows"], zone=attrs["time_zone"])
        except RhythmError as error:
            message = _(MESSAGES[error.code]) % error.params
            raise serializers.ValidationError({FIELD[error.field]: message}, code=error.code) from error
        if longest_grid(attrs).next_after(timezone.now()) is None:
            message = _("No range is long enough for a break every %(every)s minutes. Lengthen one.")
            raise serializers.ValidationError(
                {"windows": message % {"every": attrs["every_minutes"]}}, code="no_room_for_a_break"
            )
        paused_until = attrs.get("paused_until")
        if paused_until is not None and paused_until > timezone.now() + LONGEST_PAUSE:
            raise serializers.ValidationError(
                {"paused_until": _("Pause for a year at most, or delete the plan.")}, code="out_of_range"
            )
        return attrs


def longest_grid(attrs: dict[str, Any]) -> Rhythm:
    """The rhythm with the earliest first break it may be given: where this one is silent, all are."""
    every = attrs["every_minutes"]
    return Rhythm.parse(
        every=every, windows=attrs["windows"], zone=attrs["time_zone"], phase=(every + 1) // 2
    )


class PreviewSerializer(serializers.Serializer[Any]):
    due_at = serializers.DateTimeField()
    local_date = serializers.DateField()


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
