"""Wellness programmes: join with a code, leave at any time. The organisation never sees a person."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from api.me import caller
from api.strict import StrictSerializer
from coach.models import Membership, Organisation


class MembershipSerializer(serializers.ModelSerializer[Membership]):
    id = serializers.UUIDField(source="organisation_id", read_only=True)
    name = serializers.CharField(source="organisation.name", read_only=True)

    class Meta:
        model = Membership
        fields = ["id", "name", "role", "joined_at"]


class JoinSerializer(StrictSerializer):
    code = serializers.CharField(max_length=16)


class Organisations(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet[Any]
):
    """The organisations the caller belongs to. POST a code to join, DELETE to leave."""

    serializer_class = MembershipSerializer
    queryset = Membership.objects.none()  # for the schema
    lookup_field = "organisation_id"
    lookup_url_kwarg = "pk"
    lookup_value_converter = "uuid"
    ordering = ("-joined_at", "-id")

    def get_queryset(self) -> Any:
        return caller(self.request).memberships.filter(left_at=None).select_related("organisation")

    @extend_schema(request=JoinSerializer, responses={201: MembershipSerializer})
    def create(self, request: Request) -> Response:
        given = JoinSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            membership = Organisation.join(given.validated_data["code"], caller(request), at=timezone.now())
        except Organisation.DoesNotExist as error:
            raise serializers.ValidationError(
                {"code": _("No organisation has this code. Ask your programme manager.")}, code="unknown_code"
            ) from error
        return Response(MembershipSerializer(membership).data, status.HTTP_201_CREATED)

    def perform_destroy(self, instance: Membership) -> None:
        instance.leave(at=timezone.now())
