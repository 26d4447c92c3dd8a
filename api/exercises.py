"""The exercise library, in the language asked for."""

from typing import Any

import django_filters
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema_field
from rest_framework import mixins, serializers, viewsets

from exercises.catalogue import vocabulary
from exercises.models import Exercise, choices


class TranslatedField(serializers.Field[Any, Any, Any, Any]):
    """A text of the row in the language of the request."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "read_only": True, "source": "*"})

    def to_representation(self, value: Exercise) -> Any:
        return value.text(str(self.field_name), get_language() or "nl")


@extend_schema_field(serializers.CharField())
class TranslatedText(TranslatedField):
    """One sentence."""


@extend_schema_field(serializers.ListField(child=serializers.CharField()))
class TranslatedList(TranslatedField):
    """Several sentences, in order."""


class ExerciseSerializer(serializers.ModelSerializer[Exercise]):
    name = TranslatedText()
    purpose = TranslatedText()
    steps = TranslatedList()
    cautions = TranslatedList()

    class Meta:
        model = Exercise
        fields = [
            "slug",
            "name",
            "purpose",
            "regions",
            "kind",
            "level",
            "places",
            "position",
            "equipment",
            "muscles",
            "micro_break",
            "duration_seconds",
            "sets",
            "repetitions",
            "hold_seconds",
            "both_sides",
            "steps",
            "cautions",
            "ruled_out_by",
            "source",
            "reviewed_on",
        ]


class ExerciseFilters(django_filters.FilterSet):
    region = django_filters.ChoiceFilter(
        field_name="regions", choices=choices(vocabulary.Region), method="having"
    )
    place = django_filters.ChoiceFilter(
        field_name="places", choices=choices(vocabulary.Place), method="having"
    )
    kind = django_filters.ChoiceFilter(choices=choices(vocabulary.Kind))
    level = django_filters.ChoiceFilter(choices=choices(vocabulary.Level))
    micro_break = django_filters.BooleanFilter()

    def having(self, queryset: Any, name: str, value: str) -> Any:
        """Rows whose list `name` holds `value`."""
        return queryset.filter(**{f"{name}__contains": [value]})


class Exercises(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """Exercises and micro-breaks, in order of their key."""

    serializer_class = ExerciseSerializer
    filterset_class = ExerciseFilters
    lookup_value_converter = "slug"
    ordering = ("slug",)
    queryset = Exercise.objects.filter(retired=False)
