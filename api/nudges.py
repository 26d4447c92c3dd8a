"""Nudges of the caller: what came, what did not and why, and the answers to them."""

import datetime as dt
from typing import Any
from uuid import UUID

import django_filters
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response as HttpResponse

from api.columns import Found
from api.content import BroughtSerializer, brought
from api.me import caller
from api.questions import QuestionSerializer, asked
from api.rows import Lists, ListsAndItems
from api.safety import SafetyMessageSerializer, unread
from api.strict import StrictSerializer
from reminders import answering
from reminders.answering import LONGEST_SNOOZE, SHORTEST_SNOOZE, USUAL_SNOOZE, CannotAnswer
from reminders.inbox import waits
from reminders.models import Nudge
from reminders.models.nudge import Reason, Response, State, ignored
from reminders.models.plan import Kind

IGNORED = "ignored"
ACTIONS = {"done": Response.DONE, "snooze": Response.SNOOZED, "skip": Response.SKIPPED}


class NudgeSerializer(serializers.ModelSerializer[Nudge]):
    """One time of a plan: whether it came and why, what was answered, and what it brings."""

    # Said by `api.columns` alone. In the context: `person`, whose they are.
    beside = ("response", "quiet", "exercise")

    kind = serializers.ChoiceField(source="plan.kind", choices=Kind.choices)
    explanation = serializers.CharField(read_only=True, help_text="in words, why it did or did not come")
    notice = serializers.CharField(read_only=True, help_text="something to tell with it; empty on most days")
    response = serializers.ChoiceField(
        choices=[*Response.choices, (IGNORED, "not answered in time"), ("", "waits, or never came")],
        read_only=True,
        help_text="what the person answered",
    )
    content = BroughtSerializer(read_only=True, help_text="what it brings")

    class Meta:
        model = Nudge
        fields = [
            "id",
            "plan",
            "kind",
            "local_date",
            "due_at",
            "expires_at",
            "state",
            "reason",
            "explanation",
            "notice",
            "settled_at",
            "channel",
            "attempts",
            "delivered_at",
            "opened_at",
            "open_until",
            "response",
            "responded_at",
            "snoozed_from",
            "content",
        ]

    def explanation_of_many(self, rows: Found) -> dict[UUID, str]:
        return {row["id"]: str(_why(row["state"], row["reason"])) for row in rows}

    def notice_of_many(self, rows: Found) -> dict[UUID, str]:
        kept_quiet = _(
            "You did not answer three in a row, so every second one stays away for the rest of the day."
        )
        return {row["id"]: kept_quiet if row["quiet"] else "" for row in rows}

    def response_of_many(self, rows: Found) -> dict[UUID, str]:
        return {row["id"]: _answer(row["state"], row["response"], row["open_until"]) for row in rows}

    def content_of_many(self, rows: Found) -> dict[UUID, Any]:
        return brought(rows, self.context["person"])


def _why(state: str, reason: str) -> Any:
    return Reason(reason).label if reason else State(state).label


def _answer(state: str, response: str, open_until: dt.datetime | None) -> str:
    return IGNORED if ignored(state, response, open_until, at=timezone.now()) else response


class AnswerSerializer(StrictSerializer):
    action = serializers.ChoiceField(choices=sorted(ACTIONS))
    minutes = serializers.IntegerField(
        min_value=SHORTEST_SNOOZE,
        max_value=LONGEST_SNOOZE,
        default=USUAL_SNOOZE,
        help_text="for a snooze: ask again in so many minutes",
    )


class ReceiptSerializer(StrictSerializer):
    delivered_at = serializers.DateTimeField(required=False, help_text="when it arrived on the device")
    opened_at = serializers.DateTimeField(required=False, help_text="when the person opened it")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs:
            raise serializers.ValidationError(
                {"delivered_at": _("Give when it arrived, when it was opened, or both.")}, code="required"
            )
        return attrs


class NudgeFilters(django_filters.FilterSet):
    plan = django_filters.UUIDFilter(field_name="plan_id")
    state = django_filters.ChoiceFilter(choices=State.choices)
    since = django_filters.IsoDateTimeFilter(field_name="due_at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="due_at", lookup_expr="lt")


class OfNudges(Lists):
    """The caller's, newest first."""

    serializer_class = NudgeSerializer
    queryset = Nudge.objects.none()  # for the schema
    ordering = ("-due_at", "-id")

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "person": self.request.user}


class Nudges(OfNudges, ListsAndItems):
    """What was sent and what was not, newest first, each with its reason."""

    filterset_class = NudgeFilters
    lookup_value_converter = "uuid"

    def get_queryset(self) -> Any:
        return caller(self.request).nudges.begun(at=timezone.now())

    @extend_schema(request=AnswerSerializer, responses=NudgeSerializer)
    @action(detail=True, methods=["post"], url_path="response", filter_backends=[])
    def answer(self, request: Request, pk: UUID) -> HttpResponse:
        """Answer a nudge: done, snooze (ask again in `minutes`), or skip."""
        nudge = self.get_object()
        given = AnswerSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            answering.answer(
                nudge,
                ACTIONS[given.validated_data["action"]],
                at=timezone.now(),
                minutes=given.validated_data["minutes"],
            )
        except CannotAnswer as why:
            raise serializers.ValidationError({"action": str(why)}, code=why.code) from why
        return HttpResponse(self.one(pk))

    @extend_schema(request=ReceiptSerializer, responses=NudgeSerializer)
    @action(detail=True, methods=["post"], filter_backends=[])
    def receipts(self, request: Request, pk: UUID) -> HttpResponse:
        """Report that a nudge arrived or was opened, late if need be; what was reported first stays."""
        nudge = self.get_object()
        given = ReceiptSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        said = given.validated_data
        nudge.receive(
            delivered_at=said.get("delivered_at"), opened_at=said.get("opened_at"), at=timezone.now()
        )
        return HttpResponse(self.one(pk))


class InboxSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = NudgeSerializer(many=True)
    questions = QuestionSerializer(many=True, help_text="what we ask about a plan; answer at its question/")
    safety = SafetyMessageSerializer(
        many=True, help_text="to be shown before anything else, until their acknowledgement/"
    )


class Inbox(OfNudges):
    """The nudges that wait for an answer, newest first, what we ask about the plans they come from, and what
    the person has to know for their safety.
    """

    def get_queryset(self) -> Any:
        return caller(self.request).nudges.open(at=timezone.now())

    @extend_schema(responses=forced_singular_serializer(InboxSerializer))  # type: ignore[no-untyped-call]
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        page, person = super().list(request, *args, **kwargs), caller(request)
        questions, safety = waits(person.pk)
        more = {
            "questions": asked(person) if questions else [],
            "safety": SafetyMessageSerializer(unread(person), many=True).data if safety else [],
        }
        return HttpResponse({**page.data, **more})
