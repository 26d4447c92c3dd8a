"""The caller's days off: ill, on holiday, resting."""

import datetime as dt
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework import serializers

from api.me import caller
from api.rows import Rows, RowSerializer
from coach.models import DayOff
from coach.models.consent import Purpose

EARLIEST = dt.date(2000, 1, 1)
LONGEST = dt.timedelta(days=366)
AHEAD = dt.timedelta(days=2 * 366)


class DayOffSerializer(RowSerializer):
    class Meta:
        model = DayOff
        fields = ["id", "kind", "starts_on", "ends_on", "created_at", "seq", "base_seq"]
        read_only_fields = ["id", "created_at"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs["starts_on"], attrs["ends_on"]
        today = caller(self.context["request"]).today(at=timezone.now())
        if not EARLIEST <= first <= today + AHEAD:
            message = _("Give a first day in this century, and no more than two years ahead.")
            raise serializers.ValidationError({"starts_on": message}, code="out_of_range")
        if not first <= last < first + LONGEST:
            message = _("Give a last day on or after the first, and no more than a year later.")
            raise serializers.ValidationError({"ends_on": message}, code="out_of_range")
        return attrs


class DayOffFilters(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=DayOff.Kind.choices)
    since = django_filters.DateFilter(
        field_name="ends_on", lookup_expr="gte", help_text="with a day on or after this one"
    )
    until = django_filters.DateFilter(
        field_name="starts_on", lookup_expr="lte", help_text="with a day on or before this one"
    )


class DaysOff(Rows):
    """The caller's days off, the last first. `starts_on` and `ends_on` are both days off; two may overlap."""

    serializer_class = DayOffSerializer
    queryset = DayOff.objects.none()  # for the schema; rows come from `mine`
    filterset_class = DayOffFilters
    ordering = ("-starts_on", "-id")
    purpose = Purpose.HEALTH_DATA

    def mine(self) -> Any:
        return caller(self.request).days_off
