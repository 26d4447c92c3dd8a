"""Nudges of the caller: what came, what did not and why, and the answers to them."""

from typing import Any
from uuid import UUID

import django_filters
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response as HttpResponse

from api.me import caller
from api.strict import StrictSerializer
from reminders import answering
from reminders.answering import LONGEST_SNOOZE, SHORTEST_SNOOZE, USUAL_SNOOZE, CannotAnswer
from reminders.models import Nudge
from reminders.models.nudge import Response, State

ACTIONS = {"done": Response.DONE, "snooze": Response.SNOOZED, "skip": Response.SKIPPED}


class NudgeSerializer(serializers.ModelSerializer[Nudge]):
    explanation = serializers.SerializerMethodField(help_text="in words, why it did or did not come")

    class Meta:
        model = Nudge
        fields = [
            "id",
            "plan",
            "local_date",
            "due_at",
            "expires_at",
            "state",
            "reason",
            "explanation",
            "settled_at",
            "response",
            "responded_at",
            "snoozed_from",
        ]

    def get_explanation(self, nudge: Nudge) -> str:
        return str(nudge.get_reason_display() or nudge.get_state_display())


class AnswerSerializer(StrictSerializer):
    action = serializers.ChoiceField(choices=sorted(ACTIONS))
    minutes = serializers.IntegerField(
        min_value=SHORTEST_SNOOZE,
        max_value=LONGEST_SNOOZE,
        default=USUAL_SNOOZE,
        help_text="for a snooze: ask again in so many minutes",
    )


class NudgeFilters(django_filters.FilterSet):
    plan = django_filters.UUIDFilter(field_name="plan_id")
    state = django_filters.ChoiceFilter(choices=State.choices)
    since = django_filters.IsoDateTimeFilter(field_name="due_at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="due_at", lookup_expr="lt")


class Nudges(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """What was sent and what was not, newest first, each with its reason."""

    serializer_class = NudgeSerializer
    queryset = Nudge.objects.none()  # for the schema
    filterset_class = NudgeFilters
    lookup_value_converter = "uuid"
    ordering = ("-due_at", "-id")

    def get_queryset(self) -> Any:
        return caller(self.request).nudges.all()

    @extend_schema(request=AnswerSerializer, responses=NudgeSerializer)
    @action(detail=True, methods=["post"], url_path="response", filter_backends=[])
    def answer(self, request: Request, pk: UUID) -> HttpResponse:
        """Answer a nudge: done, snooze (ask again in `minutes`), or skip."""
        nudge = self.get_object()
        given = AnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            answered = answering.answer(
                nudge,
                ACTIONS[given.validated_data["action"]],
                at=timezone.now(),
                minutes=given.validated_data["minutes"],
            )
        except CannotAnswer as why:
            raise serializers.ValidationError({"action": str(why)}, code=why.code) from why
        return HttpResponse(self.get_serializer(answered).data)


class Inbox(mixins.ListModelMixin, viewsets.GenericViewSet[Any]):
    """The nudges that wait for an answer, newest first."""

    serializer_class = NudgeSerializer
    queryset = Nudge.objects.none()  # for the schema
    ordering = ("-due_at", "-id")

    def get_queryset(self) -> Any:
        return caller(self.request).nudges.open(at=timezone.now())
