"""Nudges of the caller: what came, what did not and why, and the answers to them."""

from typing import Any
from uuid import UUID

import django_filters
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.helpers import forced_singular_serializer
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response as HttpResponse

from api.content import BroughtSerializer, brought
from api.me import caller
from api.questions import QuestionSerializer
from api.safety import SafetyMessageSerializer, unread
from api.strict import StrictSerializer
from reminders import answering
from reminders.answering import LONGEST_SNOOZE, SHORTEST_SNOOZE, USUAL_SNOOZE, CannotAnswer
from reminders.models import Nudge
from reminders.models.nudge import Response, State
from reminders.models.plan import Kind

IGNORED = "ignored"
ACTIONS = {"done": Response.DONE, "snooze": Response.SNOOZED, "skip": Response.SKIPPED}


class NudgeList(serializers.ListSerializer[Any]):
    """A page of one person's nudges; what they bring is looked up for all of them at once."""

    def to_representation(self, data: Any) -> list[Any]:
        nudges = list(data)
        contents = brought(nudges)
        shown = super().to_representation(nudges)
        return [{**one, "content": contents[nudge.pk]} for nudge, one in zip(nudges, shown, strict=True)]


class NudgeSerializer(serializers.ModelSerializer[Nudge]):
    kind = serializers.ChoiceField(source="plan.kind", choices=Kind.choices)
    explanation = serializers.SerializerMethodField(help_text="in words, why it did or did not come")
    notice = serializers.SerializerMethodField(help_text="something to tell with it; empty on most days")
    response = serializers.SerializerMethodField(
        help_text="done, snoozed, skipped, or ignored: came and not answered in time; empty while it waits"
    )

    content = serializers.SerializerMethodField(help_text="what it brings")

    class Meta:
        model = Nudge
        list_serializer_class = NudgeList
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

    def get_explanation(self, nudge: Nudge) -> str:
        return str(nudge.get_reason_display() or nudge.get_state_display())

    def get_notice(self, nudge: Nudge) -> str:
        if not nudge.quiet:
            return ""
        return _("You did not answer three in a row, so every second one stays away for the rest of the day.")

    @extend_schema_field(BroughtSerializer)
    def get_content(self, nudge: Nudge) -> Any:
        in_a_list = isinstance(self.parent, NudgeList)
        return None if in_a_list else brought([nudge])[nudge.pk]

    @extend_schema_field(serializers.ChoiceField(choices=[*Response.values, IGNORED, ""]))
    def get_response(self, nudge: Nudge) -> str:
        return IGNORED if nudge.ignored(at=timezone.now()) else nudge.response


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


class Nudges(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Any]):
    """What was sent and what was not, newest first, each with its reason."""

    serializer_class = NudgeSerializer
    queryset = Nudge.objects.none()  # for the schema
    filterset_class = NudgeFilters
    lookup_value_converter = "uuid"
    ordering = ("-due_at", "-id")

    def get_queryset(self) -> Any:
        return caller(self.request).nudges.begun(at=timezone.now()).with_content()

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
        return HttpResponse(self.get_serializer(nudge).data)


class InboxSerializer(serializers.Serializer[Any]):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = NudgeSerializer(many=True)
    questions = QuestionSerializer(many=True, help_text="what we ask about a plan; answer at its question/")
    safety = SafetyMessageSerializer(
        many=True, help_text="to be shown before anything else, until their acknowledgement/"
    )


class Inbox(mixins.ListModelMixin, viewsets.GenericViewSet[Any]):
    """The nudges that wait for an answer, newest first, what we ask about the plans they come from, and what
    the person has to know for their safety.
    """

    serializer_class = NudgeSerializer
    queryset = Nudge.objects.none()  # for the schema
    ordering = ("-due_at", "-id")

    def get_queryset(self) -> Any:
        return caller(self.request).nudges.open(at=timezone.now()).with_content()

    @extend_schema(responses=forced_singular_serializer(InboxSerializer))  # type: ignore[no-untyped-call]
    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        page = super().list(request, *args, **kwargs)
        questions = caller(request).plan_questions.open().order_by("-asked_at", "-id")
        more = {
            "questions": QuestionSerializer(questions, many=True).data,
            "safety": SafetyMessageSerializer(unread(caller(request)), many=True).data,
        }
        return HttpResponse({**page.data, **more})
