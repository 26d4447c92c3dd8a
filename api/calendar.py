"""The caller's breaks and sessions in their own calendar program, under an address that only they know."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone, translation
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_serializer
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.me import caller
from api.rendering import Json
from reminders.calendars.writing import written
from reminders.models import CalendarFeed


class ICalendar(Json):
    media_type = "text/calendar"
    format = "ics"


@extend_schema_serializer(component_name="CalendarAddress")
class FeedSerializer(serializers.Serializer[Any]):
    url = serializers.CharField(
        allow_null=True, help_text="where a calendar program finds it; told once, when it is made"
    )
    made_at = serializers.DateTimeField(allow_null=True, help_text="null while there is none")


class Feed(APIView):
    """The address of the caller's calendar: there is one or none."""

    @extend_schema(operation_id="me_calendar_retrieve", responses=FeedSerializer)
    def get(self, request: Request) -> Response:
        """Whether there is an address, and since when. What it is was told when it was made."""
        feed = CalendarFeed.objects.filter(person=caller(request)).first()
        return Response({"url": None, "made_at": feed and feed.made_at})

    @extend_schema(operation_id="me_calendar_create", request=None, responses={201: FeedSerializer})
    def post(self, request: Request) -> Response:
        """Make an address; the one before it works no longer. Whoever knows it can read the calendar."""
        feed, secret = CalendarFeed.objects.open(caller(request), at=timezone.now())
        url = request.build_absolute_uri(reverse("calendar", args=[secret]))
        return Response({"url": url, "made_at": feed.made_at}, status.HTTP_201_CREATED)

    @extend_schema(operation_id="me_calendar_destroy", responses={204: None})
    def delete(self, request: Request) -> Response:
        """Let the address work no longer. May be repeated."""
        CalendarFeed.objects.filter(person=caller(request)).delete()
        return Response(status=status.HTTP_204_NO_CONTENT)


class Calendar(APIView):
    """What a calendar program asks for; it has no token."""

    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    renderer_classes = [ICalendar]

    @extend_schema(
        operation_id="calendar_retrieve",
        auth=[],
        responses={(200, ICalendar.media_type): OpenApiResponse(OpenApiTypes.STR, description="RFC 5545")},
    )
    def get(self, request: Request, secret: str) -> Response:
        """The breaks of the coming week and the sessions of the coming four, in the person's language."""
        try:
            person = CalendarFeed.objects.behind(secret)
        except CalendarFeed.DoesNotExist as error:
            raise Http404 from error
        with translation.override(person.language):
            return Response(written(person, at=timezone.now()))
