"""The rivals of `bench/api.py`: the same work by plain Django, and by DRF as its tutorial does it.

All of them let the same token in, read and write the same columns, sealed ones included, and ask for the same
consent. What only Coach does (following up what was written, receipts, turns) they leave out.
"""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import include, path
from rest_framework import serializers, viewsets
from rest_framework.pagination import PageNumberPagination
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from api.authentication import BearerToken
from api.triage import OutcomeSerializer
from coach.models import DayOff, DiaryEntry, Person, TriageReport
from coach.models.consent import Purpose

ENTRY = [
    "id", "episode", "recorded_at", "utc_offset", "local_day", "pain", "pain_now", "pain_worst",
    "pain_by_region", "stiffness", "interference", "sleep", "stress", "worry", "activity_minutes", "triggers",
    "symptoms", "medication", "activities", "note", "seq",
]  # fmt: skip
DAY_OFF = ["id", "kind", "starts_on", "ends_on", "created_at", "seq"]


def diary(request: HttpRequest) -> JsonResponse:
    """Plain Django: the newest, those that changed since, or new ones."""
    person = _caller(request)
    if request.method == "POST":
        rows = [DiaryEntry(person=person, **row) for row in json.loads(request.body)]
        DiaryEntry.objects.bulk_create(rows)
        return JsonResponse({"stored": len(rows)})
    rows = DiaryEntry.objects.filter(person=person)
    if "since" in request.GET:
        rows = rows.filter(seq__gt=int(request.GET["since"])).order_by("seq")
    else:
        rows = rows.order_by("-recorded_at", "-id")
    entries = list(rows.values(*ENTRY)[: int(request.GET["limit"])])
    reports = TriageReport.objects.filter(entry__in=[entry["id"] for entry in entries]).order_by("at", "id")
    last = {report.entry_id: OutcomeSerializer(report).data for report in reports}
    return JsonResponse({"results": [{**entry, "triage": last.get(entry["id"])} for entry in entries]})


def day_off(request: HttpRequest, pk: UUID) -> JsonResponse:
    """Plain Django: kept under the phone's own id, once."""
    person = _caller(request)
    if not person.agrees_to(Purpose.HEALTH_DATA):
        raise PermissionDenied
    found, made = DayOff.objects.get_or_create(pk=pk, defaults={"person": person, **json.loads(request.body)})
    return JsonResponse({name: getattr(found, name) for name in DAY_OFF}, status=201 if made else 200)


def _caller(request: HttpRequest) -> Person:
    signed_in: Any = BearerToken().authenticate(request)  # type: ignore[arg-type]  # it reads the headers only
    if signed_in is None:
        raise PermissionDenied
    person: Person = signed_in[0]
    return person


class Usual:
    """What DRF does where nothing else is said, for whoever has one of our tokens."""

    authentication_classes = [BearerToken]
    throttle_classes: list[Any] = []
    renderer_classes = [JSONRenderer]
    parser_classes = [JSONParser]
    filter_backends: list[Any] = []


class WrittenSerializer(serializers.ModelSerializer[DiaryEntry]):
    class Meta:
        model = DiaryEntry
        fields = ENTRY
        read_only_fields = ["local_day", "seq"]


class EntrySerializer(WrittenSerializer):
    triage = serializers.SerializerMethodField()

    class Meta(WrittenSerializer.Meta):
        fields = [*ENTRY, "triage"]

    def get_triage(self, entry: DiaryEntry) -> Any:
        reports = sorted(entry.triage_reports.all(), key=lambda report: (report.at, report.pk))
        return OutcomeSerializer(reports[-1]).data if reports else None


class Page(PageNumberPagination):
    page_size = 500
    page_size_query_param = "page_size"


class Entries(Usual, viewsets.ModelViewSet[DiaryEntry]):
    """A list in a POST is several rows."""

    pagination_class = Page
    queryset = DiaryEntry.objects.order_by("-recorded_at", "-id").prefetch_related("triage_reports")

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(person=self.request.user)

    def get_serializer_class(self) -> Any:
        return EntrySerializer if self.action == "list" else WrittenSerializer

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data, many=True)
        serializer.is_valid(raise_exception=True)
        serializer.save(person=request.user)
        return Response(serializer.data, 201)


class DayOffSerializer(serializers.ModelSerializer[DayOff]):
    class Meta:
        model = DayOff
        fields = DAY_OFF
        read_only_fields = ["created_at", "seq"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not attrs["starts_on"] <= attrs["ends_on"] < attrs["starts_on"] + dt.timedelta(days=366):
            raise serializers.ValidationError({"ends_on": "from the first day to a year later"})
        return attrs


class DaysOff(Usual, viewsets.ModelViewSet[DayOff]):
    """PUT makes what is not there."""

    serializer_class = DayOffSerializer

    def get_queryset(self) -> Any:
        return DayOff.objects.filter(person=self.request.user)

    def update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        person: Any = request.user
        if not person.agrees_to(Purpose.HEALTH_DATA):
            raise PermissionDenied
        serializer = self.get_serializer(self.get_queryset().filter(**kwargs).first(), data=request.data)
        serializer.is_valid(raise_exception=True)
        serializer.save(person=person, **kwargs)
        return Response(serializer.data, 201)


router = SimpleRouter()
router.register("drf/diary", Entries)
router.register("drf/days-off", DaysOff, "drf-days-off")
urlpatterns = [
    path("plain/diary/", diary),
    path("plain/days-off/<uuid:pk>/", day_off),
    *router.urls,
    path("api/v1/", include("api.urls")),
]
