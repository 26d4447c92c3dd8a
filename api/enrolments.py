"""A person's own programmes: picked or assigned, resting or over, day by day."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import django_filters
from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from api.columns import Found
from api.decisions import Deciding
from api.diary import OwnEpisode
from api.me import caller
from api.programmes import ContentSerializer, RoutineSerializer, words
from api.refusals import WarningOpen
from api.rows import Rows, RowSerializer
from api.shared import TranslatedText
from api.spans import SPAN, span_of
from coach.models import Outcome, Put, Synced
from coach.models.consent import Purpose
from exercises import enrolling, scheduling
from exercises.agenda import State
from exercises.models import Enrolment, EnrolmentVersion, Programme, Status, StatusChange
from exercises.programmes import plain

STATES = words(State)


class EnrolmentSerializer(RowSerializer):
    """`content` is what stands now; it changes with `version`."""

    programme = serializers.PrimaryKeyRelatedField(
        queryset=Programme.objects.all(),
        pk_field=serializers.SlugField(),
        help_text="one with `self_care`, unless a physio assigned it",
    )
    title = TranslatedText("programme")
    pain_rule = TranslatedText("programme", help_text="what to do when it hurts")
    episode = OwnEpisode(pk_field=serializers.UUIDField(), required=False, allow_null=True)
    content = serializers.SerializerMethodField()

    class Meta:
        model = Enrolment
        fields = [
            "id",
            "programme",
            "programme_version",
            "title",
            "pain_rule",
            "episode",
            "starts_on",
            "status",
            "assigned_by",
            "assigned_by_name",
            "version",
            "content",
            "created_at",
            "seq",
            "base_seq",
        ]
        read_only_fields = [
            "id",
            "programme_version",
            "assigned_by",
            "assigned_by_name",
            "version",
            "created_at",
        ]

    def to_internal_value(self, data: Any) -> Any:
        """A phone says the first four only: what is ours to fill takes no part in a comparison."""
        given = super().to_internal_value(data)
        return {name: value for name, value in given.items() if name not in self.Meta.read_only_fields}

    @extend_schema_field(ContentSerializer())
    def get_content(self, enrolment: Enrolment) -> Any:
        stored = enrolment.versions.all()  # those that stand, where the list read them beforehand
        current = next(one for one in stored if one.number == enrolment.version)
        return ContentSerializer(current.content).data

    def content_of_many(self, rows: Found) -> dict[UUID, Any]:
        standing = EnrolmentVersion.objects.filter(number=F("enrolment__version"))
        found = standing.filter(enrolment__in=[row["id"] for row in rows])
        return {
            pk: ContentSerializer(content).data for pk, content in found.values_list("enrolment", "content")
        }


class VersionSerializer(serializers.ModelSerializer[EnrolmentVersion]):
    """What was asked from the day `since` on, who decided so, and why."""

    content = ContentSerializer()
    note = serializers.CharField(help_text="in the words of who changed it")

    class Meta:
        model = EnrolmentVersion
        fields = ["number", "since", "made_by", "made_by_name", "note", "at", "content"]


class StatusChangeSerializer(serializers.ModelSerializer[StatusChange]):
    """From which of the person's own days it ran, rested or was over, by whom and why."""

    note = serializers.CharField(help_text="in the words of who decided so")

    class Meta:
        model = StatusChange
        fields = ["status", "on", "made_by", "made_by_name", "note", "at"]


class PlannedSerializer(RoutineSerializer):
    """A kind of day of the programme, as it stands for this day."""

    minutes = serializers.SerializerMethodField(help_text="about how long it takes")
    done = serializers.BooleanField()

    def get_minutes(self, routine: Mapping[str, Any]) -> int:
        return int(routine["minutes"])


class AgendaDaySerializer(serializers.Serializer[Any]):
    """`due`: to be done on this day; `caught_up`: done on another day of the week; the rest as it says."""

    date = serializers.DateField()
    week = serializers.IntegerField(help_text="of the programme, counted from 1; a lost week comes again")
    state = serializers.ChoiceField(choices=STATES)
    moved_from = serializers.DateField(
        allow_null=True, help_text="the day this was planned on, where that was another"
    )
    version = serializers.IntegerField(help_text="of the enrolment; name it in the session")
    routines = PlannedSerializer(many=True, help_text="what to do, or what was done; empty on a free day")


class EnrolmentFilters(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(choices=Status.choices)
    episode = django_filters.UUIDFilter(field_name="episode_id")


class Enrolments(Rows, Deciding):
    """The caller's programmes, the latest first.

    PUT picks a programme, or changes the `status` of one: paused, active again, stopped, finished.
    """

    # No delete: stopping keeps what was done.
    http_method_names = ["get", "put", "post", "head", "options"]
    serializer_class = EnrolmentSerializer
    queryset = Enrolment.objects.none()  # for the schema; rows come from `mine`
    filterset_class = EnrolmentFilters
    ordering = ("-starts_on", "-id")
    purpose = Purpose.HEALTH_DATA

    def mine(self) -> Any:
        return caller(self.request).enrolments

    def get_queryset(self) -> Any:
        standing = EnrolmentVersion.objects.filter(number=F("enrolment__version"))
        return self.mine().select_related("programme").prefetch_related(Prefetch("versions", standing))

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        try:
            return enrolling.put(caller(self.request), Put(pk, content, base_seq), at=timezone.now())
        except enrolling.MayNot as no:
            raise refusal(no) from no

    @extend_schema(responses=VersionSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def versions(self, request: Request, pk: UUID) -> Response:
        """Every version of what is asked, the first first; a session names the one it was done under."""
        versions = EnrolmentVersion.objects.filter(enrolment=self.get_object()).order_by("number")
        return Response(VersionSerializer(versions, many=True).data)

    @extend_schema(responses=StatusChangeSerializer(many=True), filters=False)
    @action(detail=True, url_path="status-changes", pagination_class=None, filter_backends=[])
    def status_changes(self, request: Request, pk: UUID) -> Response:
        """Each time it began, rested, went on or ended, the first first."""
        changes = StatusChange.objects.filter(enrolment=self.get_object()).order_by("at", "id")
        return Response(StatusChangeSerializer(changes, many=True).data)

    @extend_schema(responses=AgendaDaySerializer(many=True), filters=False, parameters=SPAN)
    @action(detail=True, pagination_class=None, filter_backends=[])
    def agenda(self, request: Request, pk: UUID) -> Response:
        """What to do on which of the caller's own days, and what became of it."""
        first, last = span_of(request)
        found = get_object_or_404(scheduling.with_history(self.mine()), pk=pk)
        days = scheduling.agenda_of(found, first, last, at=timezone.now())
        return Response(AgendaDaySerializer([shown_day(one) for one in days], many=True).data)


def refusal(no: enrolling.MayNot) -> APIException:
    """A problem that says why not, and what can be done instead."""
    if isinstance(no, enrolling.WarningSignOpen):
        return WarningOpen()
    if isinstance(no, enrolling.Fixed):
        message = _("This stays as it was chosen. Stop this one and pick another under a new id.")
        return serializers.ValidationError({no.field: message}, code="fixed")
    field, code, message = {
        enrolling.NotForSelfCare: (
            "programme",
            "not_self_care",
            _("This programme is given by a physio. Pick one with `self_care`, or ask your physio."),
        ),
        enrolling.AlreadyRunning: (
            "programme",
            "already_running",
            _("You are doing this programme already. Stop or finish that one first."),
        ),
        enrolling.NotThen: (
            "starts_on",
            "out_of_range",
            _("Give a first day at most a month ago and at most three months ahead."),
        ),
        enrolling.Over: (
            "status",
            "over",
            _("What is stopped or finished does not go on. Pick the programme anew, under a new id."),
        ),
    }[type(no)]
    return serializers.ValidationError({field: message}, code=code)


def shown_day(one: scheduling.Scheduled) -> dict[str, Any]:
    """The content of an `AgendaDaySerializer`."""
    day = one.day
    return {
        "date": day.on,
        "week": day.week + 1,
        "state": one.state,
        "moved_from": day.session_of if day.session_of != day.on else None,
        "version": one.version,
        "routines": [
            {
                **plain(routine),
                "minutes": max(1, round(routine.takes_seconds / 60)),
                "done": routine.key in day.done,
            }
            for routine in one.routines
        ],
    }
