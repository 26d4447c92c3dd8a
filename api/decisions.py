"""What was decided about the dose of an exercise, in words, and the caller's wish for less."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from api.refusals import Conflicting
from api.rows import require
from api.strict import StrictSerializer
from coach.models.consent import Purpose
from exercises import overruling
from exercises.deciding import NotAsked
from exercises.enrolling import Over
from exercises.models import Action, Decision

LESS = [(one.value, one.label) for one in overruling.LESS]


class DoseSerializer(serializers.Serializer[Any]):
    """Null: the exercise has no such part."""

    sets = serializers.IntegerField()
    repetitions = serializers.IntegerField(allow_null=True)
    seconds = serializers.IntegerField(allow_null=True)
    load_kg = serializers.FloatField(allow_null=True)


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    before = DoseSerializer()
    after = DoseSerializer()
    reasons = serializers.SerializerMethodField(help_text="the names of the rules that held")
    explanation = serializers.SerializerMethodField(help_text="what happens and why, in words")
    note = serializers.CharField(help_text="in the words of who overruled")

    class Meta:
        model = Decision
        fields = [
            "id",
            "at",
            "enrolment",
            "session",
            "exercise",
            "action",
            "before",
            "after",
            "version",
            "reasons",
            "explanation",
            "note",
            "made_by",
            "made_by_name",
            "overrules",
            "seq",
        ]

    def get_reasons(self, decision: Decision) -> list[str]:
        return [reason["name"] for reason in decision.reasons]

    def get_explanation(self, decision: Decision) -> str:
        return decision.explained(get_language() or "nl")


class LessSerializer(StrictSerializer):
    id = serializers.UUIDField(help_text="made by the phone: sent again, it is the same decision")
    exercise = serializers.SlugField(max_length=64)
    action = serializers.ChoiceField(
        choices=LESS, help_text="hold: take the last step up back; step_back: a step less than now"
    )


class Deciding(viewsets.GenericViewSet[Any]):
    """Adds `decisions/` to the enrolments."""

    @extend_schema(responses=DecisionSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], filter_backends=[])
    def decisions(self, request: Request, pk: UUID) -> Response:
        """What was decided of each exercise, newest first: by the rule, the physio or the caller."""
        self.ordering = ("-at", "-id")
        page = self.paginate_queryset(self.get_object().decisions.all())
        return self.get_paginated_response(DecisionSerializer(page, many=True).data)

    @extend_schema(request=LessSerializer, responses={201: DecisionSerializer, 200: DecisionSerializer})
    @decisions.mapping.post
    def take_less(self, request: Request, pk: UUID) -> Response:
        """Do less of an exercise than was decided. More is up to the rule and the physio."""
        enrolment = self.get_object()
        require(request.user, Purpose.HEALTH_DATA)
        given = LessSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        made, new = _taken(enrolment, given.validated_data)
        return Response(DecisionSerializer(made).data, status.HTTP_201_CREATED if new else status.HTTP_200_OK)


def _taken(enrolment: Any, wish: dict[str, Any]) -> tuple[Decision, bool]:
    try:
        return overruling.take_less(
            enrolment, wish["exercise"], Action(wish["action"]), decision_id=wish["id"], at=timezone.now()
        )
    except Decision.DoesNotExist as error:
        raise Http404 from error
    except overruling.OtherDecision as other:
        message = _("This id holds another decision. Send this one under a new id.")
        raise Conflicting(DecisionSerializer(other.current).data, message) from other
    except NotAsked as error:
        message = _("The programme does not ask this exercise now. Check its key.")
        raise serializers.ValidationError({"exercise": message}, code="not_asked") from error
    except Over as error:
        message = _("This programme is over; nothing of it is asked any more.")
        raise serializers.ValidationError({"exercise": message}, code="over") from error
    except overruling.NoRoom as error:
        message = _("This is the least there is of it. Ask your physio, or leave it out.")
        raise serializers.ValidationError({"action": message}, code="no_room") from error
