"""Safety messages of the caller: what to do about a warning, or that it is time to have somebody look."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.me import caller
from api.triage import CallSerializer
from coach.models import Person
from reminders.models import SafetyMessage


class SafetyMessageSerializer(serializers.ModelSerializer[SafetyMessage]):
    """All of `text` is to be shown, at once, and whom to call beneath it."""

    title = serializers.SerializerMethodField(help_text="names no symptom: may show on a locked screen")
    text = serializers.SerializerMethodField()
    calls = serializers.SerializerMethodField(help_text="whom to call, in this order; empty for a review")

    class Meta:
        model = SafetyMessage
        fields = [
            "id",
            "kind",
            "episode",
            "report",
            "created_at",
            "title",
            "text",
            "calls",
            "acknowledged_at",
        ]

    def get_title(self, message: SafetyMessage) -> str:
        if message.report is not None:
            return str(message.report.said[_language()]["title"])
        return _("It is time to have somebody look at it with you")

    def get_text(self, message: SafetyMessage) -> str:
        if message.report is not None:
            return str(message.report.said[_language()]["text"])
        return message.assessment.explained(_language()) if message.assessment else ""

    @extend_schema_field(CallSerializer(many=True))
    def get_calls(self, message: SafetyMessage) -> Any:
        return message.report.said[_language()]["calls"] if message.report else []


def _language() -> str:
    return get_language() or "nl"


def unread(person: Person) -> Any:
    """Newest first; none where the service gives no advice."""
    if not settings.COACH_ADVICE:
        return SafetyMessage.objects.none()
    open_ones = SafetyMessage.objects.filter(person=person).open()
    return open_ones.select_related("report", "assessment").order_by("-created_at", "-id")


class Acknowledgement(generics.GenericAPIView[SafetyMessage]):
    serializer_class = SafetyMessageSerializer
    queryset = SafetyMessage.objects.none()  # for the schema

    @extend_schema(operation_id="safety_messages_acknowledgement_create", request=None)
    def post(self, request: Request, pk: UUID) -> Response:
        """Say that it was read: it leaves the inbox and is not sent again. Said twice is said once.

        A pause that the warning brought is lifted by a word about the report itself.
        """
        mine = SafetyMessage.objects.filter(person=caller(request), pk=pk)
        mine.acknowledge(at=timezone.now())
        message = get_object_or_404(mine.select_related("report", "assessment"))
        return Response(self.get_serializer(message).data)
