"""Why did I, or did I not, get this? Each time of a day of a plan, and what became of it."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.request import Request

from api.filters import refuse_unknown
from api.spans import day_asked
from reminders.history import ABSENT, Absence, told_days
from reminders.models import Plan
from reminders.models.nudge import KEPT_DAYS, Reason, Response, State

ON = OpenApiParameter(
    "on",
    OpenApiTypes.DATE,
    description=f"a day of the plan's own clock, one of the last {KEPT_DAYS}; today where left out",
)
REASONS = sorted({*Reason.values, *Absence.values})


class HoursSerializer(serializers.Serializer[Any]):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()


class ToldSerializer(serializers.Serializer[Any]):
    """One time at which the plan came, might have come, or would come as it stands now."""

    slot = serializers.DateTimeField(help_text="the planned moment")
    nudge = serializers.UUIDField(
        source="nudge.pk", default=None, allow_null=True, help_text="null: none was made"
    )
    due_at = serializers.DateTimeField(
        source="nudge.due_at", default=None, allow_null=True, help_text="where it was put off: until when"
    )
    state = serializers.ChoiceField(
        choices=[*State.choices, (ABSENT, "no nudge was made")],
        help_text="`sent` came; `unknown` may have come",
    )
    reason = serializers.ChoiceField(choices=[*REASONS, ""], help_text="empty where it came")
    explanation = serializers.CharField(help_text="the same in words")
    because_at = serializers.DateTimeField(
        allow_null=True, help_text="of the break, the answer, the edit or the end of the hours behind it"
    )
    snoozed_from = serializers.UUIDField(
        source="nudge.snoozed_from_id", default=None, allow_null=True, help_text="the nudge put off till this"
    )
    response = serializers.ChoiceField(source="nudge.response", default="", choices=[*Response.choices, ""])
    responded_at = serializers.DateTimeField(source="nudge.responded_at", default=None, allow_null=True)


class DayToldSerializer(serializers.Serializer[Any]):
    """A day up to now; what is still to come is in `preview/`."""

    on = serializers.DateField()
    hours = HoursSerializer(many=True, help_text="outside these nothing comes")
    nothing = serializers.ChoiceField(
        choices=["", *sorted(Absence.values)], help_text="where `slots` is empty: why"
    )
    explanation = serializers.SerializerMethodField(help_text="the same in words; else empty")
    slots = ToldSerializer(many=True, help_text="the earliest first")

    def get_explanation(self, told: Any) -> str:
        return str(told.nothing.label) if told.nothing else ""

    def to_representation(self, instance: Any) -> Any:
        return {**super().to_representation(instance), "nothing": instance.nothing or ""}


def day_of(request: Request, plan: Plan) -> dt.date:
    """The day asked for. Raises a 400 that names the parameter and the days there are."""
    refuse_unknown(set(request.query_params) - {"on"}, {"on"})
    first, last = told_days(plan, at=timezone.now())
    on = day_asked(request, "on") or last
    if not first <= on <= last:
        message = _("Give a day from %(first)s to %(last)s.") % {"first": first, "last": last}
        raise serializers.ValidationError({"on": message}, code="out_of_range")
    return on
