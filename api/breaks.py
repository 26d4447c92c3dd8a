"""Breaks the caller took without being asked."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import django_filters
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.me import caller
from api.rows import Rows, RowSerializer, require
from coach.models import Outcome, Synced
from coach.models.consent import Purpose
from reminders import breaks
from reminders.models import BreakTaken

EARLIEST, LATEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC), dt.datetime(2100, 1, 1, tzinfo=dt.UTC)


class BreakSerializer(RowSerializer):
    class Meta:
        model = BreakTaken
        fields = ["id", "taken_at", "local_day", "clock_is_off", "seq", "base_seq"]
        read_only_fields = ["id", "local_day", "clock_is_off"]

    def validate_taken_at(self, taken_at: dt.datetime) -> dt.datetime:
        if not EARLIEST <= taken_at < LATEST:
            raise serializers.ValidationError(
                _("Give a moment in this century. Is the phone's clock right?"), code="out_of_range"
            )
        return taken_at


class NewBreakSerializer(BreakSerializer):
    id = serializers.UUIDField(help_text="made by the phone, so that sending it twice is sending it once")

    class Meta(BreakSerializer.Meta):
        fields = ["id", "taken_at"]
        read_only_fields: list[str] = []


class BreakFilters(django_filters.FilterSet):
    since = django_filters.IsoDateTimeFilter(field_name="taken_at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="taken_at", lookup_expr="lt")


class Breaks(Rows):
    """Breaks the caller took without being asked, newest first. Each starts the interval anew.

    A report may come late. One more than 30 days old or ahead of time is kept with `clock_is_off`, and counts
    for nothing.
    """

    http_method_names = ["get", "post", "delete", "head", "options"]
    serializer_class = BreakSerializer
    queryset = BreakTaken.objects.none()  # for the schema; rows come from `mine`
    filterset_class = BreakFilters
    ordering = ("-taken_at", "-id")
    purpose = Purpose.REMINDERS

    def mine(self) -> Any:
        return caller(self.request).breaks

    @extend_schema(request=NewBreakSerializer, responses={200: BreakSerializer, 201: BreakSerializer})
    def create(self, request: Request) -> Response:
        """Report a break; the same report again changes nothing."""
        require(request.user, self.purpose)
        given = NewBreakSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        return self.stored(given.validated_data["id"], {"taken_at": given.validated_data["taken_at"]}, None)

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        return breaks.put(caller(self.request), pk, content, base_seq=base_seq, at=timezone.now())
