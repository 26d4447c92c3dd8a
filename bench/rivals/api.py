"""The rivals of `bench/api.py`: the same rows by plain Django, and by DRF as its tutorial does it."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from allauth.headless.tokens.strategies.jwt.internal import validate_access_token
from django.http import HttpRequest, JsonResponse
from django.test import Client
from django.urls import include, path
from rest_framework import serializers, viewsets
from rest_framework.pagination import PageNumberPagination
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.routers import SimpleRouter

from api.authentication import BearerToken
from bench._signing_in import access_token
from coach.models import DiaryEntry, Person
from coach.models.consent import Purpose
from coach.models.fields import new_id

FIELDS = [
    "id", "episode", "recorded_at", "utc_offset", "local_day", "pain", "pain_now", "pain_worst", "stiffness",
    "interference", "sleep", "stress", "worry", "activity_minutes", "symptoms", "medication", "activities",
    "note", "seq",
]  # fmt: skip
NOW = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)


def plain(request: HttpRequest) -> JsonResponse:
    """Plain Django."""
    found = validate_access_token(request.headers["Authorization"].removeprefix("Bearer "))
    assert found
    person, _ = found
    if request.method == "POST":
        rows = [DiaryEntry(person=person, **row) for row in json.loads(request.body)]
        DiaryEntry.objects.bulk_create(rows)
        return JsonResponse({"stored": len(rows)})
    since, limit = int(request.GET["since"]), int(request.GET["limit"])
    found_rows = DiaryEntry.everything.filter(person=person, seq__gt=since).order_by("seq")[:limit]
    return JsonResponse({"changes": list(found_rows.values(*FIELDS))})


class EntrySerializer(serializers.ModelSerializer[DiaryEntry]):
    class Meta:
        model = DiaryEntry
        fields = FIELDS
        read_only_fields = ["local_day", "seq"]


class Page(PageNumberPagination):
    page_size = 500
    page_size_query_param = "page_size"


class Entries(viewsets.ModelViewSet[DiaryEntry]):
    """DRF's usual way; a list in a POST is several rows."""

    authentication_classes = [BearerToken]
    throttle_classes: list[Any] = []
    renderer_classes = [JSONRenderer]
    parser_classes = [JSONParser]
    filter_backends: list[Any] = []
    pagination_class = Page
    serializer_class = EntrySerializer
    queryset = DiaryEntry.objects.order_by("seq")

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(person=self.request.user)

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        serializer = self.get_serializer(data=request.data, many=True)
        serializer.is_valid(raise_exception=True)
        serializer.save(person=request.user)
        return Response(serializer.data, 201)


router = SimpleRouter()
router.register("drf", Entries)
urlpatterns = [path("plain/", plain), *router.urls, path("api/v1/", include("api.urls"))]


@dataclass(frozen=True)
class Rival:
    """One way of doing a job. What is made before and looked at afterwards is not timed."""

    url: str
    body: Callable[[], Any] | None
    rows_in: Callable[[Any], int]


class Phone(Client):
    """A signed-in person with one complaint and a diary."""

    def __init__(self, entries: int) -> None:
        person = Person.objects.create_user("bench@example.org")
        for purpose in Purpose:
            person.consents.create(purpose=purpose, version="1", given=True, at=NOW)
        super().__init__(headers={"authorization": f"Bearer {access_token(person)}"})
        self.person = person
        self.episode, _ = person.episodes.put(new_id(), {"region": "neck", "onset_on": NOW.date()})
        rows = [DiaryEntry(person=person, episode=self.episode, **row) for row in written(entries)]
        self.kept = {row.pk for row in DiaryEntry.objects.bulk_create(rows)}

    def send(self, rival: Rival, body: Any) -> Any:
        if body is None:
            return self.get(rival.url)
        return self.post(rival.url, body, content_type="application/json")

    def forget(self) -> None:
        """Drop what the last round wrote, so that the next one finds the same."""
        DiaryEntry.everything.exclude(pk__in=self.kept).delete()

    def lists(self, count: int) -> dict[str, Rival]:
        return {
            "coach": Rival(f"/api/v1/diary/?page_size={count}", None, lambda told: len(told["results"])),
            "Django": Rival(f"/plain/?since=1&limit={count}", None, lambda told: len(told["changes"])),
            "DRF": Rival(f"/drf/?page_size={count}", None, lambda told: len(told["results"])),
        }

    def pulls(self) -> dict[str, Rival]:
        start = self.get("/api/v1/sync/?limit=1").json()["cursor"]  # past the episode
        url = f"/api/v1/sync/?limit=500&cursor={start}"
        return {
            "coach": Rival(url, None, lambda told: sum(one["type"] == "diary" for one in told["changes"])),
            "Django": Rival("/plain/?since=1&limit=500", None, lambda told: len(told["changes"])),
            "DRF": Rival("/drf/", None, lambda told: len(told["results"])),
        }

    def uploads(self, count: int) -> dict[str, Rival]:
        def applied(told: Any) -> int:
            return sum(one["status"] == "applied" for one in told["results"])

        def listed(episode: str) -> list[Any]:
            return [{**row, episode: str(self.episode.pk)} for row in written(count)]

        def batch() -> Any:
            rows = ((row.pop("id"), row) for row in listed("episode"))
            items = [{"op": "put", "type": "diary", "id": row_id, "data": row} for row_id, row in rows]
            return {"changes": items}

        return {
            "coach": Rival("/api/v1/sync/", batch, applied),
            "Django": Rival("/plain/", lambda: listed("episode_id"), lambda told: told["stored"]),
            "DRF": Rival("/drf/", lambda: listed("episode"), len),
        }

    def nothing_new(self) -> dict[str, Rival]:
        cursor, more = "", True
        while more:
            page = self.get(f"/api/v1/sync/?limit=500&cursor={cursor}").json()
            cursor, more = page["cursor"], page["has_more"]
        return {"coach": Rival(f"/api/v1/sync/?cursor={cursor}", None, lambda told: len(told["changes"]))}


def written(count: int) -> list[dict[str, Any]]:
    """Entries of somebody who takes it seriously: two a day, most of it filled in."""
    return [
        {
            "id": str(new_id()),
            "recorded_at": (NOW - dt.timedelta(hours=12 * turn)).isoformat(),
            "utc_offset": 60,
            "pain": turn % 11,
            "pain_worst": 7,
            "sleep": 3,
            "stress": 2,
            "worry": 1,
            "activity_minutes": 30,
            "symptoms": ["tired"],
            "medication": ["paracetamol 500 mg"],
            "activities": {"tuinieren": 4, "autorijden": 6},
            "note": "stijf na een lange dag achter het bureau",
        }
        for turn in range(count)
    ]
