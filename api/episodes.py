"""Episodes: one complaint each, with the course the coach sees in its diary."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.me import caller
from api.rows import Rows, RowSerializer
from coach import assessing, complaint
from coach.course.policy import WHO
from coach.models import Assessment, Episode, Outcome, Synced
from coach.models.consent import Purpose
from coach.models.episode import Aggravator, Quality, Radiation

EARLIEST = dt.date(1950, 1, 1)
HISTORY = 60  # assessments shown


def several(kind: Any) -> Any:
    """Any number of different choices of `kind`."""
    return serializers.ListField(
        child=serializers.ChoiceField(choices=kind.choices), required=False, max_length=len(kind.choices)
    )


class EpisodeSerializer(RowSerializer):
    qualities = several(Quality)
    radiation = several(Radiation)
    worse_with = several(Aggravator)
    activities = serializers.ListField(
        child=serializers.CharField(max_length=120),
        required=False,
        max_length=3,
        help_text="up to three activities that suffer, in the person's own words",
    )

    class Meta:
        model = Episode
        fields = [
            "id",
            "region",
            "onset_on",
            "onset_kind",
            "pattern",
            "qualities",
            "radiation",
            "worse_with",
            "activities",
            "closed_on",
            "created_at",
            "seq",
            "base_seq",
        ]
        read_only_fields = ["id", "created_at"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        today = self.context["request"].user.today(at=timezone.now())
        onset, closed = attrs["onset_on"], attrs.get("closed_on")
        if not EARLIEST <= onset <= today:
            raise serializers.ValidationError(
                {"onset_on": _("Give the day it began: not in the future, and not before 1950.")},
                code="out_of_range",
            )
        if closed is not None and not onset <= closed <= today:
            raise serializers.ValidationError(
                {"closed_on": _("An episode ends on or after the day it began, and not in the future.")},
                code="out_of_range",
            )
        return attrs


class NextStepSerializer(serializers.Serializer[Any]):
    """What may be done next; going on as now is the answer where there is none."""

    key = serializers.CharField()
    who = serializers.ChoiceField(
        choices=WHO, allow_null=True, help_text="with whom; null for a step this service no longer advises"
    )
    text = serializers.CharField()
    source = serializers.CharField(  # type: ignore[assignment]  # a field, not the option
        allow_blank=True, help_text="who advises it: short names of documents"
    )


class AssessmentSerializer(serializers.ModelSerializer[Assessment]):
    explanation = serializers.SerializerMethodField(help_text="the verdict in words, with what it rests on")
    next_step = serializers.SerializerMethodField()

    class Meta:
        model = Assessment
        fields = ["at", "verdict", "probability", "week", "entries", "days", "explanation", "next_step"]

    def get_explanation(self, assessment: Assessment) -> str:
        return assessment.explained(get_language() or "nl")

    @extend_schema_field(NextStepSerializer(allow_null=True))
    def get_next_step(self, assessment: Assessment) -> dict[str, Any] | None:
        """As a service may change its steps, who and source are those of today."""
        if not assessment.next_step:
            return None
        step = next((one for one in settings.COACH_POLICIES if one.key == assessment.next_step), None)
        return {
            "key": assessment.next_step,
            "who": step and step.who,
            "text": assessment.step_explained(get_language() or "nl"),
            "source": step.source if step else "",
        }


class LineSerializer(serializers.Serializer[Any]):
    days = serializers.ListField(child=serializers.FloatField(), help_text="days since the onset")


class PointsSerializer(LineSerializer):
    pain = serializers.ListField(child=serializers.FloatField())


class FittedSerializer(LineSerializer):
    level = serializers.ListField(child=serializers.FloatField())
    low = serializers.ListField(child=serializers.FloatField())
    high = serializers.ListField(child=serializers.FloatField())


class BandSerializer(LineSerializer):
    low = serializers.ListField(child=serializers.FloatField())
    middle = serializers.ListField(child=serializers.FloatField())
    high = serializers.ListField(child=serializers.FloatField())


class ReferenceSerializer(LineSerializer):
    level = serializers.ListField(child=serializers.FloatField())
    source = serializers.CharField()  # type: ignore[assignment]  # a field, not the option
    phase = serializers.CharField()


class CourseSerializer(serializers.Serializer[Any]):
    """What the coach sees in the diary. All pain values are 0–10 (NPRS)."""

    advice = serializers.ChoiceField(
        choices=["on", "off"], help_text="off: this service gives no verdicts; the lines are still drawn"
    )
    current = AssessmentSerializer(allow_null=True)
    history = AssessmentSerializer(many=True, help_text="the last of each day, newest first")
    points = PointsSerializer()
    fitted = FittedSerializer()
    band = BandSerializer()
    references = ReferenceSerializer(many=True)


class Episodes(Rows):
    """The caller's complaints, newest first."""

    serializer_class = EpisodeSerializer
    queryset = Episode.objects.none()  # for the schema; rows come from `mine`
    ordering = ("-created_at", "-id")
    purpose = Purpose.HEALTH_DATA

    def mine(self) -> Any:
        return caller(self.request).episodes

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        return complaint.write(caller(self.request), pk, content, base_seq=base_seq, at=timezone.now())

    @extend_schema(responses=CourseSerializer, filters=False)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def course(self, request: Request, pk: UUID) -> Response:
        """Whether it gets better: the current assessment, earlier ones, and lines ready to draw."""
        return Response(CourseSerializer(course_of(self.get_object(), at=timezone.now())).data)


def course_of(episode: Episode, *, at: dt.datetime) -> dict[str, Any]:
    """The content of a `CourseSerializer`."""
    history = list(episode.assessments.last_of_each_day()[:HISTORY]) if settings.COACH_ADVICE else []
    return {
        "advice": "on" if settings.COACH_ADVICE else "off",
        "current": history[0] if history else None,
        "history": history,
        **assessing.drawing(episode, at=at),
    }
