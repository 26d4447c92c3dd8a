"""The exercise library, in the language asked for."""

from functools import lru_cache
from typing import Any

import django_filters
from django.http import Http404
from django.utils.http import parse_etags
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from exercises import figures
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


class Svg(BaseRenderer):
    """A drawing as it is."""

    media_type = "image/svg+xml"
    format = "svg"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        return data if isinstance(data, str) else JSONRenderer().render(data)


@lru_cache(maxsize=512)
def drawn(key: str, language: str) -> str:
    return figures.draw(key, language)


class Exercises(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """Exercises and micro-breaks, in order of their key."""

    serializer_class = ExerciseSerializer
    filterset_class = ExerciseFilters
    lookup_value_converter = "slug"
    ordering = ("slug",)
    queryset = Exercise.objects.filter(retired=False)

    @extend_schema(responses={(200, "image/svg+xml"): OpenApiTypes.STR, 304: None}, filters=False)
    @action(detail=True, renderer_classes=[Svg, JSONRenderer], filter_backends=[])
    def figure(self, request: Request, pk: str) -> Response:
        """How it is done, start and end, as a drawing with a title in the language asked for."""
        exercise = self.get_object()
        if not exercise.figures:
            raise Http404
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        tag = f'"{exercise.content_hash[:24]}-{language}"'
        headers = {"ETag": tag, "Cache-Control": "private, max-age=604800", "Vary": "Accept-Language"}
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return Response(status=304, headers=headers)
        return Response(drawn(exercise.figures[0], language), headers=headers)
