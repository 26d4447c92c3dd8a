"""What goes with worse days, in words and figures."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.triage import OfEpisode
from coach import comparing
from coach.associations import FACTORS, Association, Link, sentence

LINKS = [(one.value, one.value) for one in Link]


class AssociationSerializer(serializers.Serializer[Any]):
    """One thing beside the pain. `rho`, `low`, `high`: −1 to 1, null where there is too little to say."""

    factor = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]  # a field, not the option
    link = serializers.ChoiceField(choices=LINKS)
    text = serializers.CharField(
        help_text="what can be said, what it rests on, and what cannot be told from it"
    )
    days = serializers.IntegerField(help_text="with both written down")
    days_with = serializers.IntegerField()
    days_without = serializers.IntegerField()
    rho = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)


class AssociationsSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="what can be said of the whole")
    associations = AssociationSerializer(many=True, help_text="the clearest first")


class Associations(OfEpisode):
    serializer_class = AssociationsSerializer

    @extend_schema(operation_id="episodes_associations_retrieve")
    def get(self, request: Request, pk: UUID) -> Response:
        """What goes with worse days in the last year, each with its interval; never a cause."""
        found = comparing.compared(self.get_object(), at=timezone.now())
        clear = sum(one.link in {Link.MORE_PAIN, Link.LESS_PAIN} for one in found)
        body = {"text": _text(found, clear), "associations": [_shown(one) for one in found]}
        return Response(AssociationsSerializer(body).data)


def _text(found: tuple[Association, ...], clear: int) -> str:
    if clear:
        return _("Some things go together with your better or worse days. That does not say why.")
    if any(one.correlation for one in found):
        return _("Nothing you wrote down clearly goes together with your better or worse days.")
    return _("There is too little to say yet: it takes ten days with something and ten without.")


def _shown(one: Association) -> dict[str, Any]:
    language, figures = get_language() or "nl", one.correlation
    return {
        "factor": one.factor,
        "label": FACTORS[one.factor].label.say(language),
        "link": one.link,
        "text": sentence(one, language),
        "days": one.days,
        "days_with": one.days_with,
        "days_without": one.days_without,
        "rho": figures and round(figures.rho, 3),
        "low": figures and round(figures.low, 3),
        "high": figures and round(figures.high, 3),
    }
