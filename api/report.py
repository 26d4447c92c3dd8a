"""What a programme manager hears of an organisation: how much of what was asked it did, as a group."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.filters import refuse_unknown
from api.me import caller
from coach.models import Membership, Organisation
from coach.totals import LEAST_PEOPLE, share
from coach.zones import day_in
from exercises import adherence, scheduling
from exercises.models import Enrolment
from reminders.adherence import breaks_by_week

WEEKS = 12
WEEK = dt.timedelta(weeks=1)

Counts = Mapping[dt.date, list[tuple[int, int]]]
"""By the Monday of a week: what was asked of each person and what they did of it."""


class ShareSerializer(serializers.Serializer[Any]):
    people = serializers.IntegerField(
        allow_null=True, help_text=f"rounded down; null below {LEAST_PEOPLE}, and then nothing is told"
    )
    percent = serializers.IntegerField(allow_null=True, help_text="done of what was asked, rounded")


class ReportSerializer(serializers.Serializer[Any]):
    """One whole week, from Monday to Sunday."""

    starts_on = serializers.DateField()
    sessions = ShareSerializer(help_text="exercise sessions")
    breaks = ShareSerializer(help_text="breaks, of those that were brought and those taken unasked")


class Report(APIView):
    """For programme managers: groups only, never a person, and only those who agreed to be counted."""

    @extend_schema(operation_id="organisation_report", responses=ReportSerializer(many=True), filters=False)
    def get(self, request: Request, pk: UUID) -> Response:
        """The last twelve whole weeks, the earliest first. Not found for anybody but a manager of it."""
        refuse_unknown(set(request.query_params), set())
        managed = caller(request).memberships.filter(left_at=None, role=Membership.Role.MANAGER)
        organisation = get_object_or_404(managed, organisation_id=pk).organisation
        mondays = whole_weeks(day_in(organisation.time_zone, at=timezone.now()))
        sessions = session_counts(organisation, mondays)
        breaks = break_counts(organisation, mondays)
        weeks = [
            {"starts_on": monday, "sessions": share(sessions[monday]), "breaks": share(breaks[monday])}
            for monday in mondays
        ]
        return Response(ReportSerializer(weeks, many=True).data)


def whole_weeks(today: dt.date) -> list[dt.date]:
    """The Mondays of the last twelve weeks that are over."""
    this = today - dt.timedelta(days=today.weekday())
    return [this - WEEK * back for back in range(WEEKS, 0, -1)]


def session_counts(organisation: Organisation, mondays: list[dt.date]) -> Counts:
    """Exercise sessions, of every programme of each person together."""
    first, last = mondays[0], mondays[-1] + WEEK - dt.timedelta(days=1)
    begun = Enrolment.objects.filter(person__in=organisation.counted(), starts_on__lte=last)
    days = scheduling.days_together(begun, lambda _person: (first, last), at=timezone.now())
    counts: dict[dt.date, list[tuple[int, int]]] = defaultdict(list)
    for of_one in days.values():
        for week in adherence.by_week(of_one, first, last):
            counts[week.starts_on].append((week.sessions_due, week.sessions_done))
    return counts


def break_counts(organisation: Organisation, mondays: list[dt.date]) -> Counts:
    """Breaks at the desk, of every plan of each person together."""
    first, last = mondays[0], mondays[-1] + WEEK - dt.timedelta(days=1)
    people = list(organisation.counted().values_list("pk", flat=True))
    counts: dict[dt.date, list[tuple[int, int]]] = defaultdict(list)
    for (_person, monday), due_and_done in breaks_by_week(people, first, last, at=timezone.now()).items():
        counts[monday].append(due_and_done)
    return counts
