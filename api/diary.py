"""The pain diary of the caller."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

import django_filters
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.columns import Found
from api.me import caller
from api.rows import Rows, RowSerializer
from api.triage import OutcomeSerializer
from coach import journal
from coach.models import DiaryEntry, Outcome, Synced, TriageReport
from coach.models.consent import Purpose
from coach.models.diary import TRIGGER_CHOICES
from coach.models.episode import Region
from coach.models.triage import LAST_OF_ENTRY
from exercises import deciding
from reminders import answering

CLOCK_SKEW = dt.timedelta(minutes=15)  # a phone's clock may run ahead this far before we call it the future
EARLIEST = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


REMEMBERED = "episodes looked up"


class OwnEpisode(serializers.PrimaryKeyRelatedField[Any]):
    """An episode of the caller's own; any other does not exist. Looked up once for all rows of a batch."""

    def get_queryset(self) -> Any:
        return caller(self.context["request"]).episodes.all()

    def to_internal_value(self, data: Any) -> Any:
        known = cast("dict[str, Any]", self.context).setdefault(REMEMBERED, {})
        if str(data) not in known:
            known[str(data)] = super().to_internal_value(data)
        return known[str(data)]


class DiarySerializer(RowSerializer):
    episode = OwnEpisode(pk_field=serializers.UUIDField())
    pain_by_region = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=10),
        required=False,
        help_text="region (as in an episode) → average pain there in the last 24 hours, 0–10",
    )
    triggers = serializers.ListField(
        child=serializers.ChoiceField(choices=TRIGGER_CHOICES),
        required=False,
        allow_null=True,
        max_length=len(TRIGGER_CHOICES),
        help_text="what there was of it that day; [] for none of it, null for not asked",
    )
    symptoms = serializers.ListField(
        child=serializers.SlugField(max_length=48),
        required=False,
        max_length=30,
        help_text="any words of the app; one that is a key of the table of warning signs is heeded as such",
    )
    medication = serializers.ListField(
        child=serializers.CharField(max_length=120),
        required=False,
        max_length=20,
        help_text="as the person wrote it; logged, never dosed",
    )
    activities = serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=10),
        required=False,
        help_text="own activity → how well it goes, 0 (not at all) to 10 (as before)",
    )
    note = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    triage = serializers.SerializerMethodField(
        help_text="what the warning signs in this entry last came to: show it at once; null for none"
    )
    triage_by = LAST_OF_ENTRY

    class Meta:
        model = DiaryEntry
        fields = [
            "id",
            "episode",
            "recorded_at",
            "utc_offset",
            "local_day",
            "pain",
            "pain_now",
            "pain_worst",
            "pain_by_region",
            "stiffness",
            "interference",
            "sleep",
            "stress",
            "worry",
            "activity_minutes",
            "triggers",
            "symptoms",
            "medication",
            "activities",
            "note",
            "triage",
            "seq",
            "base_seq",
        ]
        read_only_fields = ["id", "local_day"]

    @extend_schema_field(OutcomeSerializer(allow_null=True))
    def get_triage(self, entry: DiaryEntry) -> Any:
        reports = sorted(entry.triage_reports.all(), key=lambda report: (report.at, report.pk))
        return OutcomeSerializer(reports[-1]).data if reports and settings.COACH_ADVICE else None

    def triage_of_many(self, entries: Found) -> dict[UUID, Any]:
        """`triage` of those of `entries` that have one: few, and most often none."""
        last = {entry["triage"]: entry["id"] for entry in entries if entry["triage"]}
        if not last or not settings.COACH_ADVICE:
            return {}
        shown = OutcomeSerializer()
        return {
            last[report.pk]: shown.to_representation(report)
            for report in TriageReport.objects.filter(pk__in=last)
        }

    def validate_recorded_at(self, recorded_at: dt.datetime) -> dt.datetime:
        if not EARLIEST <= recorded_at <= timezone.now() + CLOCK_SKEW:
            raise serializers.ValidationError(
                _("Give the moment it was written, not one in the future. Is the phone's clock right?"),
                code="out_of_range",
            )
        return recorded_at

    def validate_pain_by_region(self, pains: dict[str, int]) -> dict[str, int]:
        unknown = [name for name in pains if name not in Region.values]
        if unknown:
            message = _("There is no such region. Choose one of: %(regions)s.") % {
                "regions": ", ".join(Region.values)
            }
            raise serializers.ValidationError(dict.fromkeys(unknown, message), code="unknown_region")
        return pains

    def validate_activities(self, activities: dict[str, int]) -> dict[str, int]:
        if len(activities) > 3 or any(not 1 <= len(name) <= 120 for name in activities):
            raise serializers.ValidationError(
                _("Name at most three activities, in at most 120 characters each."), code="max_length"
            )
        return activities


def follow_up(entries: Iterable[DiaryEntry], *, at: dt.datetime) -> None:
    """What entries just written or struck lead to, in every room."""
    entries = list(entries)
    journal.follow_up(entries, at=at)
    answering.written(entries, at=at)
    deciding.next_day(entries, at=at)


class DiaryFilters(django_filters.FilterSet):
    episode = django_filters.UUIDFilter(field_name="episode_id")
    since = django_filters.IsoDateTimeFilter(field_name="recorded_at", lookup_expr="gte")
    until = django_filters.IsoDateTimeFilter(field_name="recorded_at", lookup_expr="lt")


class Diary(Rows):
    """The caller's entries, newest first."""

    serializer_class = DiarySerializer
    queryset = DiaryEntry.objects.none()  # for the schema; rows come from `mine`
    filterset_class = DiaryFilters
    ordering = ("-recorded_at", "-id")
    purpose = Purpose.HEALTH_DATA

    def mine(self) -> Any:
        return caller(self.request).diary

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        """An entry answers the call for it, and tells how the body took yesterday's exercises."""
        now = timezone.now()
        entry, outcome = journal.write(caller(self.request), pk, content, base_seq=base_seq, at=now)
        answering.written([entry], at=now)
        if outcome is not Outcome.UNCHANGED:
            deciding.next_day([entry], at=now)
        return entry, outcome

    def discard(self, pk: UUID) -> None:
        journal.strike(caller(self.request), pk, at=timezone.now())
