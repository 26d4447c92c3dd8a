"""What is worth knowing: the workplace checklist, myths, advice and information, in two languages."""

from functools import cache

import django_filters
from rest_framework import serializers

from api.columns import Found
from api.shared import Shared, TranslatedText, having, language
from exercises.catalogue import load_sources, vocabulary
from exercises.models import Card, choices


class CardSerializer(serializers.ModelSerializer[Card]):
    """What a card looks like."""

    title = TranslatedText()
    body = TranslatedText()
    reviewed_on = serializers.DateField()
    source_title = serializers.CharField(help_text="the document it rests on, to be shown with the card")

    class Meta:
        model = Card
        fields = [
            *("slug", "kind", "topic", "title", "body", "regions"),
            *("source", "source_title", "reviewed_on"),
        ]
        read_only_fields = fields

    def source_title_of_many(self, rows: Found) -> dict[str, str]:
        return {row["slug"]: source_titles()[row["source"], language()] for row in rows}


class CardFilters(django_filters.FilterSet):
    kind = django_filters.ChoiceFilter(choices=choices(vocabulary.CardGroup))
    topic = django_filters.ChoiceFilter(choices=choices(vocabulary.Topic))
    region = django_filters.ChoiceFilter("regions", choices=choices(vocabulary.Region), method=having)


@cache
def source_titles() -> dict[tuple[str, str], str]:
    """(key of the source, language) → publisher, title and date."""
    return {
        (source.key, tongue): f"{source.publisher}: {source.title.in_language(tongue)} ({source.updated})"
        for source in load_sources()
        for tongue in ("nl", "en")
    }


class Cards(Shared):
    """Cards that a physio vouches for, the checklist in the order one walks it."""

    serializer_class = CardSerializer
    filterset_class = CardFilters
    ordering = ("place", "slug")
    queryset = Card.objects.shown()
