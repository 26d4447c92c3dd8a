"""GET what is held about me, DELETE me."""

from typing import Any

from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.me import Me, caller
from api.privacy import erasure, export, fhir
from api.privacy.reauthentication import require_reauthentication
from api.problems import MEDIA_TYPE
from api.rendering import Json
from api.schema import WHEN, ProblemSerializer

NEEDED = OpenApiResponse(ProblemSerializer, description="code `reauthentication_needed`: prove it is you")


class FhirJson(Json):
    media_type = "application/fhir+json"
    format = "fhir"


class TableSerializer(serializers.Serializer[Any]):
    title = serializers.CharField()
    rows = serializers.ListField(child=serializers.DictField())
    history = serializers.ListField(child=serializers.DictField(), help_text="every version there ever was")


class ExportSerializer(serializers.Serializer[Any]):
    format = serializers.IntegerField()
    exported_at = serializers.DateTimeField()
    tables = serializers.DictField(child=TableSerializer())


class Export(APIView):
    renderer_classes = [Json, FhirJson]

    @extend_schema(
        operation_id="me_export_retrieve",
        parameters=[OpenApiParameter("format", str, enum=["json", "fhir"])],
        responses={
            (200, "application/json"): ExportSerializer,
            (200, "application/fhir+json"): OpenApiTypes.OBJECT,
            (403, MEDIA_TYPE): NEEDED,
            (404, MEDIA_TYPE): OpenApiResponse(ProblemSerializer, description=WHEN["404"]),
        },
    )
    def get(self, request: Request) -> Response:
        """Everything held about the caller; as FHIR: what of it is health data, a Bundle of R4 resources.

        Prove first that it is you, at `accounts/app/v1/auth/reauthenticate`.
        """
        at = timezone.now()
        require_reauthentication(request, at=at)
        whole = fhir.bundle if request.accepted_renderer.format == FhirJson.format else export.everything
        kind = request.accepted_renderer.format
        name = f'attachment; filename="coach-{at:%Y-%m-%d}.{kind}.json"'
        return Response(whole(caller(request), at=at), headers={"Content-Disposition": name})


class MeErasable(Me):
    http_method_names = [*Me.http_method_names, "delete"]

    @extend_schema(operation_id="me_destroy", responses={204: None, (403, MEDIA_TYPE): NEEDED})
    def delete(self, request: Request) -> Response:
        """Erase the caller: every row, every earlier version, every sign-in. There is no way back.

        Prove first that it is you, at `accounts/app/v1/auth/reauthenticate`.
        """
        require_reauthentication(request, at=timezone.now())
        erasure.erase(caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)
