"""What a physio reads: the clients who let them, most urgent first, and of each the diary and the course.

Every reading is written to the access log of the client, as in the dashboard.
"""

from typing import Any
from uuid import UUID

import django_filters
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from api.diary import Diary, DiarySerializer
from api.episodes import CourseSerializer, Episodes, EpisodeSerializer, course_of
from api.filters import refuse_unknown
from api.rows import Listed
from api.staff import ForPhysios
from coach.caseload import ORDER, caseload, with_rows
from coach.models import AccessLog, Client, DiaryEntry, Episode
from coach.models.assessment import VERDICTS
from coach.models.episode import Region
from exercises.caseload import QUESTIONS
from reminders.adherence import lately
from reminders.caseload import OPEN_NUDGES

DAYS = 28


class PainTrendSerializer(serializers.Serializer[Any]):
    """The last six weeks, oldest first; both lists are equally long."""

    days = serializers.ListField(child=serializers.FloatField(), help_text="before now: negative, or 0")
    pain = serializers.ListField(child=serializers.FloatField())

    def to_representation(self, instance: list[tuple[float, float]]) -> dict[str, Any]:
        days, pain = zip(*instance, strict=True) if instance else ((), ())
        return {"days": [round(day, 3) for day in days], "pain": list(pain)}


class ClientAdherenceSerializer(serializers.Serializer[Any]):
    """How much of what was due was done, in four weeks up to today; counted as in `adherence/`."""

    since = serializers.DateField()
    sessions_due = serializers.IntegerField()
    sessions_done = serializers.IntegerField()
    breaks_due = serializers.IntegerField()
    breaks_done = serializers.IntegerField()


class ClientSerializer(serializers.Serializer[Any]):
    """A client with the complaint that is open, or the last one; null where there is none yet."""

    id = serializers.UUIDField()
    display_name = serializers.CharField()
    email = serializers.EmailField()
    warned = serializers.BooleanField(help_text="a warning sign that no physio has looked at")
    questions = serializers.IntegerField(
        source=QUESTIONS.attribute, help_text="about so many exercises the physio is asked what to do"
    )
    open_nudges = serializers.IntegerField(
        source=OPEN_NUDGES.attribute, help_text="that wait for the client's answer"
    )
    episode = serializers.UUIDField(source="current_episode", allow_null=True)
    region = serializers.ChoiceField(choices=Region.choices, allow_null=True)
    onset_on = serializers.DateField(allow_null=True)
    weeks = serializers.IntegerField(source="row.weeks", allow_null=True, help_text="whole, since the onset")
    verdict = serializers.ChoiceField(choices=VERDICTS, allow_null=True, help_text="what the coach last said")
    pain = serializers.IntegerField(allow_null=True, help_text="in the latest entry, 0–10")
    written_at = serializers.DateTimeField(allow_null=True, help_text="when the latest entry was recorded")
    silent_days = serializers.IntegerField(
        source="row.silent_days", allow_null=True, help_text="whole, by the client's calendar"
    )
    silent_too_long = serializers.BooleanField(
        source="row.silent_too_long", help_text="over a week, and not recovered: the verdict may be stale"
    )
    trend = PainTrendSerializer(source="row.trend")
    adherence = ClientAdherenceSerializer(source="lately")


class ClientFilters(django_filters.FilterSet):
    verdict = django_filters.ChoiceFilter(choices=VERDICTS)
    region = django_filters.ChoiceFilter(choices=Region.choices)
    warned = django_filters.BooleanFilter()


class Clients(ForPhysios, viewsets.GenericViewSet[Any]):
    http_method_names = ["get", "head", "options"]
    serializer_class = ClientSerializer
    queryset = Client.objects.none()  # for the schema
    filterset_class = ClientFilters
    lookup_value_converter = "uuid"
    ordering = ORDER

    def get_queryset(self) -> Any:
        return caseload(self.physio, at=timezone.now())

    def list(self, request: Request) -> Response:
        """The clients who let the calling physio read along, who needs attention most first."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.told(page or ()))

    def retrieve(self, request: Request, pk: UUID) -> Response:
        """One of them, as in the list."""
        return Response(self.told([self.get_object()])[0])

    def told(self, clients: Any) -> Any:
        """What the list says of each; each is noted as seen."""
        at = timezone.now()
        clients = with_rows(clients, at=at)
        kept = lately(clients, days=DAYS, at=at)
        for client in clients:
            client.lately = kept[client.pk]
        AccessLog.objects.note(clients, reader=self.physio, part=AccessLog.Part.WORKLIST, at=at)
        return self.get_serializer(clients, many=True).data


class OfClient(ForPhysios):
    """Something of one client, to read. Whatever is answered is noted as seen.

    Anybody who is not a client of the caller does not exist.
    """

    http_method_names = ["get", "head", "options"]
    client: Client

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.client = get_object_or_404(Client.objects.of(self.physio), pk=kwargs["client_id"])

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        if response.status_code == 200 and request.method != "OPTIONS":
            part = AccessLog.Part.RECORD
            AccessLog.objects.note([self.client], reader=self.physio, part=part, at=timezone.now())
        return super().finalize_response(request, response, *args, **kwargs)


class ClientDiary(OfClient, Listed):
    """The diary of a client, newest first, as the client's own `diary/` shows it."""

    serializer_class = DiarySerializer
    queryset = DiaryEntry.objects.none()  # for the schema; rows come from `mine`
    filterset_class = Diary.filterset_class
    ordering = Diary.ordering

    def mine(self) -> Any:
        return self.client.diary


class ClientEpisodes(OfClient, Listed):
    """The complaints of a client, newest first, as the client's own `episodes/` shows them."""

    serializer_class = EpisodeSerializer
    queryset = Episode.objects.none()  # for the schema; rows come from `mine`
    ordering = Episodes.ordering

    def mine(self) -> Any:
        return self.client.episodes


class ClientCourse(OfClient):
    @extend_schema(operation_id="clients_episodes_course_retrieve", responses=CourseSerializer, filters=False)
    def get(self, request: Request, client_id: UUID, pk: UUID) -> Response:
        """What the client is told of one complaint: the verdicts in words, and lines ready to draw."""
        refuse_unknown(set(request.query_params), set())
        episode = get_object_or_404(self.client.episodes, pk=pk)
        return Response(CourseSerializer(course_of(episode, at=timezone.now())).data)
