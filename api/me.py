"""The caller: profile, consents, who read along, and the physios they let in."""

from typing import Any, cast

from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import generics, mixins, serializers, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from api.rows import require
from api.strict import StrictModelSerializer, StrictSerializer
from coach.models import AccessLog, CareInvitation, CareLink, Consent, Person
from coach.models.consent import Purpose


def caller(request: Request) -> Person:
    """The signed-in person. Views that need one refuse everybody else before this."""
    return cast("Person", request.user)


class PersonSerializer(StrictModelSerializer):
    class Meta:
        model = Person
        fields = ["id", "email", "display_name", "language", "time_zone", "birth_year", "joined_at"]
        read_only_fields = ["id", "email", "joined_at"]


class Me(generics.RetrieveUpdateAPIView[Person]):
    """Read or change the caller's own profile."""

    http_method_names = ["get", "patch", "head", "options"]
    serializer_class = PersonSerializer

    def get_object(self) -> Person:
        return caller(self.request)


class ConsentSerializer(StrictModelSerializer):
    class Meta:
        model = Consent
        fields = ["id", "purpose", "version", "given", "at"]
        read_only_fields = ["id", "at"]


class Consents(mixins.ListModelMixin, mixins.CreateModelMixin, viewsets.GenericViewSet[Any]):
    """Every yes and no the caller ever said, newest first. POST adds one; none is ever changed."""

    serializer_class = ConsentSerializer
    queryset = Consent.objects.none()  # for the schema
    ordering = ("-at", "-id")

    def get_queryset(self) -> Any:
        return caller(self.request).consents.all()

    def perform_create(self, serializer: serializers.BaseSerializer[Any]) -> None:
        serializer.save(person=caller(self.request), at=timezone.now())


class AccessSerializer(serializers.ModelSerializer[AccessLog]):
    class Meta:
        model = AccessLog
        fields = ["id", "reader_name", "at", "part"]


class Accesses(mixins.ListModelMixin, viewsets.GenericViewSet[Any]):
    """Who read the caller's record, when, and which part of it."""

    serializer_class = AccessSerializer
    queryset = AccessLog.objects.none()  # for the schema
    ordering = ("-at", "-id")

    def get_queryset(self) -> Any:
        return AccessLog.objects.filter(person=caller(self.request))


class CareLinkSerializer(serializers.ModelSerializer[CareLink]):
    physio_name = serializers.CharField(source="physio", read_only=True)

    class Meta:
        model = CareLink
        fields = ["id", "physio_name", "started_at", "ended_at"]


class InvitationCodeSerializer(StrictSerializer):
    code = serializers.CharField(max_length=16)


class Physios(
    mixins.ListModelMixin, mixins.RetrieveModelMixin, mixins.DestroyModelMixin, viewsets.GenericViewSet[Any]
):
    """The physios the caller lets read along. POST an invitation's code to add one, DELETE to end it."""

    serializer_class = CareLinkSerializer
    queryset = CareLink.objects.none()  # for the schema
    lookup_value_converter = "uuid"
    ordering = ("-started_at", "-id")

    def get_queryset(self) -> Any:
        return CareLink.objects.filter(client=caller(self.request)).select_related("physio")

    @extend_schema(request=InvitationCodeSerializer, responses={201: CareLinkSerializer})
    def create(self, request: Request) -> Response:
        require(request.user, Purpose.PHYSIO_ACCESS)
        given = InvitationCodeSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        try:
            link = CareInvitation.accept(given.validated_data["code"], caller(request), at=timezone.now())
        except CareInvitation.DoesNotExist as error:
            raise serializers.ValidationError(
                {
                    "code": _(
                        "This code is unknown, used or older than two weeks. Ask your physio for a new one."
                    )
                },
                code="unknown_code",
            ) from error
        return Response(CareLinkSerializer(link).data, status.HTTP_201_CREATED)

    def perform_destroy(self, instance: CareLink) -> None:
        if instance.ended_at is None:
            instance.end(at=timezone.now())
