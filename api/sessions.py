"""Sessions: what the caller did of a programme, logged when there is time and a connection."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import django_filters
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.enrolments import refusal
from api.me import caller
from api.programmes import words
from api.rows import Rows, RowSerializer
from api.strict import StrictSerializer
from coach.models import Outcome, Put, Synced
from coach.models.consent import Purpose
from exercises import deciding, training
from exercises.enrolling import MayNot
from exercises.models import Enrolment, Exercise, Session, StopReason
from exercises.programmes import Band, Side
from reminders import answering


def rating(**options: Any) -> serializers.IntegerField:
    """0–10 or nothing."""
    return serializers.IntegerField(
        min_value=0, max_value=10, required=False, allow_null=True, default=None, **options
    )


def count(most: int, **options: Any) -> serializers.IntegerField:
    return serializers.IntegerField(
        min_value=0, max_value=most, required=False, allow_null=True, default=None, **options
    )


@extend_schema_field({"type": "number", "minimum": 0, "maximum": 10, "multipleOf": 0.5})
class Effort(serializers.FloatField):
    """Borg CR10: 0 nothing at all, 10 extremely strong; halves allowed."""

    def to_internal_value(self, data: Any) -> float:
        effort: float = super().to_internal_value(data)
        if effort * 2 % 1:
            raise serializers.ValidationError(
                _("Give whole or half points, such as 3.5."), code="half_points"
            )
        return effort


class DoneSerializer(StrictSerializer):
    """What was done of one exercise. What is left out was not told; a part not told counts as asked."""

    exercise = serializers.SlugField(max_length=64, help_text="its key in `exercises/`")
    sets = serializers.IntegerField(min_value=0, max_value=20, help_text="begun and done; half a set is none")
    repetitions = count(200, help_text="in each set")
    seconds = count(7200, help_text="each repetition was held, or each set kept up")
    load_kg = serializers.FloatField(
        min_value=0, max_value=300, required=False, allow_null=True, default=None
    )
    band = serializers.ChoiceField(choices=words(Band), required=False, allow_null=True, default=None)
    side = serializers.ChoiceField(choices=words(Side), required=False, allow_null=True, default=None)
    effort = Effort(
        min_value=0,
        max_value=10,
        required=False,
        allow_null=True,
        default=None,
        help_text="how hard it felt: Borg CR10, 0–10, halves allowed",
    )
    pain_during = rating(help_text="the worst while doing it")
    pain_after = rating(help_text="right afterwards")
    completed = serializers.BooleanField(help_text="done to its end")
    stopped = serializers.ChoiceField(
        choices=StopReason.choices,
        required=False,
        allow_null=True,
        default=None,
        help_text="why not: needed where `completed` is false, and only there",
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["completed"] == (attrs["stopped"] is not None):
            message = _("Say why it was left before its end, and only then.")
            raise serializers.ValidationError({"stopped": message}, code="stopped_or_completed")
        return attrs


class OwnEnrolment(serializers.PrimaryKeyRelatedField[Any]):
    """An enrolment of the caller's own; any other does not exist."""

    def get_queryset(self) -> Any:
        return caller(self.context["request"]).enrolments.all()


class SessionSerializer(RowSerializer):
    """`started_at` and `recorded_at` are kept as reported, however odd: see `clock_is_off`."""

    enrolment = OwnEnrolment(pk_field=serializers.UUIDField())
    version = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, help_text="of the enrolment, the one it was done under"
    )
    day = serializers.SlugField(max_length=32, help_text="the `key` of the day of the programme")
    exercises = serializers.ListField(child=DoneSerializer(), allow_empty=False, max_length=40)
    note = serializers.CharField(max_length=5000, required=False, allow_blank=True)

    class Meta:
        model = Session
        fields = [
            "id",
            "enrolment",
            "version",
            "day",
            "started_at",
            "utc_offset",
            "recorded_at",
            "local_day",
            "clock_is_off",
            "exercises",
            "next_day_pain",
            "note",
            "seq",
            "base_seq",
        ]
        read_only_fields = ["id", "local_day", "clock_is_off"]

    def validate_exercises(self, done: list[dict[str, Any]]) -> list[dict[str, Any]]:
        done = [dict(one) for one in done]
        slugs = [one["exercise"] for one in done]
        known = set(Exercise.objects.filter(slug__in=slugs).values_list("slug", flat=True))
        if unknown := sorted(set(slugs) - known):
            message = _("There is no exercise “%(slug)s”. Check its key.") % {"slug": unknown[0]}
            raise serializers.ValidationError(message, code="unknown")
        if len(set(slugs)) < len(slugs):
            message = _("Name each exercise once, with all its sets.")
            raise serializers.ValidationError(message, code="twice")
        return done

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        enrolment: Enrolment = attrs["enrolment"]
        version = enrolment.versions.filter(number=attrs["version"]).first()
        if version is None:
            message = _("This enrolment has no such version; its last is %(number)s.")
            raise serializers.ValidationError(
                {"version": message % {"number": enrolment.version}}, code="unknown"
            )
        keys = sorted({day.key for phase in version.plan.phases for day in phase.days})
        if attrs["day"] not in keys:
            message = _("This version knows no such day. It has: %(keys)s.") % {"keys": ", ".join(keys)}
            raise serializers.ValidationError({"day": message}, code="unknown")
        return attrs


def follow_up(sessions: Iterable[Session], *, at: dt.datetime) -> None:
    """What sessions just reported or struck lead to, in every room."""
    sessions = list(sessions)
    deciding.follow_up(sessions, at=at)
    answering.trained(sessions, at=at)


class SessionFilters(django_filters.FilterSet):
    enrolment = django_filters.UUIDFilter(field_name="enrolment_id")
    since = django_filters.DateFilter(field_name="local_day", lookup_expr="gte")
    until = django_filters.DateFilter(field_name="local_day", lookup_expr="lte")


class Sessions(Rows):
    """The caller's sessions, newest first. Storing one decides about the next dose: see `decisions/`."""

    serializer_class = SessionSerializer
    queryset = Session.objects.none()  # for the schema; rows come from `mine`
    filterset_class = SessionFilters
    ordering = ("-local_day", "-id")
    purpose = Purpose.HEALTH_DATA

    def mine(self) -> Any:
        return caller(self.request).sessions

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        now = timezone.now()
        try:
            session, outcome = training.write(caller(self.request), Put(pk, content, base_seq), at=now)
        except MayNot as no:
            raise refusal(no) from no
        answering.trained([session], at=now)
        return session, outcome
