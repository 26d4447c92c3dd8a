"""How the OpenAPI document is drawn: one Problem for every error, and every error each route can give."""

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import force_instance
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers

from api.problems import MEDIA_TYPE
from api.strict import StrictMixin


class ProblemDetailSerializer(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="stable, for programs")
    detail = serializers.CharField(help_text="for people, in the language asked for")
    attr = serializers.CharField(allow_null=True, help_text="the field it is about, dotted where nested")


class ProblemSerializer(serializers.Serializer[Any]):
    """An error (RFC 9457)."""

    type = serializers.CharField(help_text="urn:coach:problem:<code>")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = ProblemDetailSerializer(many=True)  # type: ignore[assignment]  # a field, not the property
    current = serializers.DictField(required=False, help_text="at 409: the server's copy of the row")


WHEN = {
    "400": "the body or a parameter is wrong; `errors` names each field",
    "401": "no token, or one that is no longer good",
    "403": "a consent is missing, a warning sign is open, or a physio signed in without a second factor",
    "404": "no such object, or not yours",
    "409": "changed since the copy this was based on",
    "410": "deleted; use a new id",
    "413": "the body is larger than 1 MiB",
    "415": "the body is not JSON",
}
BODY = {"PUT", "POST", "PATCH"}
PHYSIOS_ONLY = "/api/v1/clients/"
ANSWERED = ("/triage/", "/intake/", "/follow-up/", "/decisions/")  # sent once, under an id of the phone's


class Schema(AutoSchema):
    """Adds to each operation the problems it can answer with."""

    def get_operation_id(self) -> str:
        return super().get_operation_id().removeprefix("api_v1_")

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        if direction == "request" and isinstance(force_instance(serializer), StrictMixin):  # type: ignore[no-untyped-call]
            schema["additionalProperties"] = False
        return schema

    def _get_response_bodies(self, direction: Literal["request", "response"] = "response") -> Any:
        bodies = super()._get_response_bodies(direction)
        if self.method == "PUT" and getattr(self.view, "action", "") == "update":
            bodies["201"] = {**bodies["200"], "description": "stored for the first time"}
        for code in self._problems():
            problem = OpenApiResponse(ProblemSerializer, description=WHEN[code])
            bodies[code] = self._get_response_for_code(problem, code, [MEDIA_TYPE])  # type: ignore[no-untyped-call]
        if getattr(self.view, "may_be_unchanged", False):
            bodies["304"] = {"description": "unchanged since the copy whose `ETag` came as `If-None-Match`"}
        return bodies

    def _problems(self) -> list[str]:
        codes = {"401"}
        if self.method in BODY:
            codes |= {"400", "413", "415"}
        if self._is_list_view():
            codes |= {"400"}
        if "{" in self.path:
            codes |= {"404"}
        if self.path.startswith(PHYSIOS_ONLY):
            codes |= {"400", "403", "404"}
        if self.method == "PUT":
            codes |= {"403", "409", "410"}
        if self.method == "POST":
            codes |= self._problems_of_a_post()
        return sorted(codes)

    def _problems_of_a_post(self) -> set[str]:
        if self.path.endswith("/breaks/"):
            return {"403", "404", "409", "410"}
        if self.path.endswith(ANSWERED):
            return {"403", "409"}
        return {"403"} if self.path.endswith("/physios/") else set()
