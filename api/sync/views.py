"""GET what changed, POST what I changed."""

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.filters import refuse_unknown
from api.me import caller
from api.problems import MEDIA_TYPE
from api.schema import WHEN, ProblemSerializer
from api.strict import StrictSerializer
from api.sync import cursor, feed, upload
from api.sync.shapes import LARGEST_LIMIT, FeedSerializer, UploadedSerializer, UploadSerializer

USUAL_LIMIT = 200
PARAMETERS = {"cursor", "limit"}


class LooseUploadSerializer(StrictSerializer):
    changes = serializers.ListField(
        child=serializers.JSONField(allow_null=True),
        max_length=LARGEST_LIMIT,
        help_text="applied in this order",
    )


class Sync(APIView):
    @extend_schema(
        operation_id="sync_retrieve",
        parameters=[
            OpenApiParameter("cursor", str, description="from the last answer; none: from the beginning"),
            OpenApiParameter(
                "limit",
                {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": USUAL_LIMIT},
                description="how many rows at most",
            ),
        ],
        responses={
            200: FeedSerializer,
            (400, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=WHEN["400"]),
            (410, MEDIA_TYPE): OpenApiResponse(
                ProblemSerializer, description="the cursor is foreign, too old or from before a restore"
            ),
        },
    )
    def get(self, request: Request) -> Response:
        """What changed of the caller's data since `cursor`, oldest first."""
        refuse_unknown(set(request.query_params) - PARAMETERS, PARAMETERS)
        person, limit = caller(request), _limit(request.query_params.get("limit", str(USUAL_LIMIT)))
        stand = cursor.stand(person)
        told = request.query_params.get("cursor")
        since = cursor.unseal(told, person, stand) if told else cursor.Position(0, stand.pruned)
        page = feed.page(
            person, since, stand, limit=limit, at=timezone.now(), context={"request": request, "view": self}
        )
        sealed = cursor.seal(page.position, person, stand)
        return Response({"changes": page.changes, "cursor": sealed, "has_more": page.has_more})

    @extend_schema(
        operation_id="sync_create",
        request=UploadSerializer,
        responses={200: UploadedSerializer},
    )
    def post(self, request: Request) -> Response:
        """Store changes made offline, up to 500. Each is answered by itself; the same batch again gets the
        same bytes.
        """
        given = LooseUploadSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        context = {"request": request, "view": self}
        changes = given.validated_data["changes"]
        return Response(upload.take_in(caller(request), changes, at=timezone.now(), context=context))


def _limit(asked: str) -> int:
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked) <= LARGEST_LIMIT:
        raise serializers.ValidationError(
            {"limit": _("Ask for 1 to %(most)s changes at a time.") % {"most": LARGEST_LIMIT}}, code="limit"
        )
    return int(asked)
