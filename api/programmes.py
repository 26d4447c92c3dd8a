"""Ready programmes, in the language asked for."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.shared import Shared, TranslatedText, having, language
from exercises.catalogue import vocabulary
from exercises.models import Programme, choices
from exercises.programmes import Band, Side, Weekday


def words(kind: Any) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


@extend_schema_field(serializers.CharField())
class Said(serializers.Field[Any, Any, Any, Any]):
    """A text of stored content, in the language of the request."""

    def to_representation(self, value: dict[str, str]) -> str:
        return value[language()]


class RangeSerializer(serializers.Serializer[Any]):
    least = serializers.FloatField()
    most = serializers.FloatField()
    step = serializers.FloatField()


class BoundsSerializer(serializers.Serializer[Any]):
    """Within which the dose may move by itself; null: it stays."""

    sets = RangeSerializer(allow_null=True)
    repetitions = RangeSerializer(allow_null=True)
    seconds = RangeSerializer(allow_null=True)
    load_kg = RangeSerializer(allow_null=True)


class PrescriptionSerializer(serializers.Serializer[Any]):
    """An exercise and its dose. With repetitions, `seconds` is how long each is held; without, how long a
    set is kept up.
    """

    exercise = serializers.SlugField(help_text="its key in `exercises/`")
    sets = serializers.IntegerField()
    repetitions = serializers.IntegerField(allow_null=True)
    seconds = serializers.IntegerField(allow_null=True)
    load_kg = serializers.FloatField(allow_null=True)
    band = serializers.ChoiceField(choices=words(Band), allow_null=True)
    tempo = serializers.CharField(
        allow_blank=True, help_text='seconds down, held and up again, such as "3-1-2"'
    )
    rest_seconds = serializers.IntegerField(help_text="between sets")
    side = serializers.ChoiceField(
        choices=words(Side), allow_null=True, help_text="null: the exercise knows no sides"
    )
    bounds = BoundsSerializer()


class RoutineSerializer(serializers.Serializer[Any]):
    """What is done in one go."""

    key = serializers.CharField(help_text="tells the kinds of days of a phase apart")
    title = Said()
    times_per_week = serializers.IntegerField()
    rest_days = serializers.IntegerField(help_text="at least so many days between two times")
    weekdays = serializers.ListField(
        child=serializers.ChoiceField(choices=words(Weekday)), help_text="by preference; empty: none"
    )
    prescriptions = PrescriptionSerializer(many=True)


class PhaseSerializer(serializers.Serializer[Any]):
    weeks = serializers.IntegerField()
    title = Said()
    days = RoutineSerializer(many=True)


class LimitsSerializer(serializers.Serializer[Any]):
    """Pain 0–10: `fine` needs no thought, `allowed` must settle by the next day. `effort`: Borg CR10."""

    fine = serializers.IntegerField()
    allowed = serializers.IntegerField()
    effort = serializers.FloatField()


class ContentSerializer(serializers.Serializer[Any]):
    phases = PhaseSerializer(many=True)
    limits = LimitsSerializer()


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    title = TranslatedText()
    summary = TranslatedText()
    pain_rule = TranslatedText()

    class Meta:
        model = Programme
        fields = [
            "slug",
            "version",
            "title",
            "summary",
            "pain_rule",
            "regions",
            "level",
            "weeks",
            "self_care",
            "source",
            "reviewed_on",
        ]


class WholeProgrammeSerializer(ProgrammeSerializer):
    content = ContentSerializer()

    class Meta(ProgrammeSerializer.Meta):
        fields = [*ProgrammeSerializer.Meta.fields, "content"]


class ProgrammeFilters(django_filters.FilterSet):
    region = django_filters.ChoiceFilter("regions", choices=choices(vocabulary.Region), method=having)
    level = django_filters.ChoiceFilter(choices=choices(vocabulary.Level))
    self_care = django_filters.BooleanFilter()


class Programmes(Shared):
    """Ready programmes, in order of their key; each whole on its own address.

    Those with `self_care` may be picked: PUT an enrolment. The others are given by a physio.
    """

    serializer_class = ProgrammeSerializer
    filterset_class = ProgrammeFilters
    ordering = ("slug",)
    queryset = Programme.objects.shown()

    def get_serializer_class(self) -> Any:
        return WholeProgrammeSerializer if self.action == "retrieve" else ProgrammeSerializer
