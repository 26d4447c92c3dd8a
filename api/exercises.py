"""The exercise library, in the language asked for."""

from functools import lru_cache
from typing import Any

import django_filters
from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from api.rendering import Json
from api.shared import Shared, TranslatedList, TranslatedText, having, language
from exercises import figures
from exercises.catalogue import vocabulary
from exercises.models import Exercise, choices

DRAWING = "image/svg+xml; charset=utf-8"


class ExerciseSerializer(serializers.ModelSerializer[Exercise]):
    """What an exercise looks like."""

    name = TranslatedText()
    purpose = TranslatedText()
    steps = TranslatedList()
    cautions = TranslatedList()
    position = serializers.ChoiceField(choices(vocabulary.Position))
    duration_seconds = serializers.IntegerField()
    reviewed_on = serializers.DateField()

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
            "activities",
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
            "licence",
            "author",
            "reviewed_on",
        ]
        read_only_fields = fields


class ExerciseFilters(django_filters.FilterSet):
    region = django_filters.ChoiceFilter("regions", choices=choices(vocabulary.Region), method=having)
    place = django_filters.ChoiceFilter("places", choices=choices(vocabulary.Place), method=having)
    equipment = django_filters.ChoiceFilter(choices=choices(vocabulary.Equipment), method=having)
    activity = django_filters.ChoiceFilter("activities", choices=choices(vocabulary.Activity), method=having)
    kind = django_filters.ChoiceFilter(choices=choices(vocabulary.Kind))
    level = django_filters.ChoiceFilter(choices=choices(vocabulary.Level))
    micro_break = django_filters.BooleanFilter()
    q = django_filters.CharFilter(
        method="search",
        max_length=100,
        help_text="words of a name or a purpose, in nl or en, typos forgiven; the best match comes first",
    )

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)


class Svg(Json):
    """Lets a phone ask for a drawing and nothing else. A refusal comes as a problem all the same."""

    media_type = "image/svg+xml"
    format = "svg"


@lru_cache(maxsize=512)
def drawn(key: str, tongue: str) -> str:
    return figures.draw(key, tongue)


class Exercises(Shared):
    """Exercises and micro-breaks that a physio vouches for, in order of their key."""

    serializer_class = ExerciseSerializer
    filterset_class = ExerciseFilters
    ordering: tuple[str, ...] = ("slug",)
    queryset = Exercise.objects.shown()

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        if "rank" in rows.query.annotations:
            self.ordering = ("-rank", "slug")
        return rows

    @extend_schema(responses={(200, "image/svg+xml"): OpenApiTypes.STR}, filters=False)
    @action(detail=True, renderer_classes=[Svg, Json], filter_backends=[])
    def figure(self, request: Request, pk: str) -> HttpResponse:
        """How it is done, start and end, as a drawing with a title in the language asked for."""
        keys = self.get_queryset().filter(pk=pk).values_list("figures", flat=True).first()
        if not keys:
            raise Http404
        return HttpResponse(drawn(keys[0], language()), content_type=DRAWING)
