"""Who is on the list of a physio, in which order, and what it says about each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Collate, Concat, LPad

from coach.caseload import columns
from coach.course import Verdict
from coach.models import Assessment, Client, DiaryEntry, Episode, Person, TriageReport
from coach.models.assessment import VERDICTS
from coach.models.episode import Region

SILENT = dt.timedelta(days=7)  # after this nobody can tell how they are doing
TREND = dt.timedelta(weeks=6)

MOST_URGENT_FIRST = (
    Q(warned=True),
    Q(verdict=Verdict.WORSENING),
    Q(written_at__isnull=False, silent=True) & ~Q(verdict=Verdict.RECOVERED),
    Q(verdict=Verdict.FLARE_UP),
    Q(verdict=Verdict.RECURRENCE),
    Q(verdict=Verdict.PLATEAU),
    Q(verdict=Verdict.SLOWER),
    Q(verdict=Verdict.NOT_ENOUGH_DATA),
    Q(verdict=Verdict.TOO_EARLY),
    Q(verdict=Verdict.ON_COURSE),
    Q(verdict=Verdict.RECOVERED),
)
ORDER = ("place", "display_name", "email")


@dataclass(frozen=True)
class Row:
    """What the list says about one client. Days are whole and by the client's own calendar.

    `warned`: a warning sign that no physio has looked at. `region`, `verdict`: empty where there is none.
    `written` is naive, on the clock of the client. `trend`: (days before now as a negative number, pain),
    oldest first. Who recovered may be silent as long as they like.
    """

    warned: bool
    region: str
    weeks: int | None
    pain: int | None
    written: dt.datetime | None
    trend: list[tuple[float, float]]
    verdict: str
    silent_days: int | None
    silent_too_long: bool

    @property
    def region_label(self) -> Any:
        return dict(Region.choices).get(self.region, "")

    @property
    def verdict_label(self) -> Any:
        return dict(VERDICTS).get(self.verdict, "")


def caseload(physio: Person, *, at: dt.datetime) -> Any:
    """The clients of `physio` with their current episode: its verdict, its latest entry, its urgency.

    With what rooms above put into the list; `waiting` where one of those waits for the physio.
    """
    offered = {column.attribute: column.value(at) for column in columns.OFFERED}
    return (
        Client.objects.of(physio)
        .annotate(current_episode=_newest(_episodes(), "id"))
        .annotate(
            region=_newest(_episodes(), "region"),
            onset_on=_newest(_episodes(), "onset_on"),
            verdict=_newest(_assessments(), "verdict"),
            pain=_newest(_entries(), "pain"),
            written_at=_newest(_entries(), "recorded_at"),
            written_offset=_newest(_entries(), "utc_offset"),
        )
        .annotate(
            warned=Exists(TriageReport.objects.filter(person=OuterRef("pk")).not_seen_by_a_physio()),
            silent=Case(When(written_at__lt=at - SILENT, then=Value(True)), default=Value(False)),  # noqa: FBT003
        )
        .annotate(urgency=_urgency(), **offered)
        .annotate(waiting=_waiting())
        .annotate(place=_place())
    )


def with_rows(clients: Iterable[Any], *, at: dt.datetime) -> list[Any]:
    """The same clients, each with a `row`; one query for all their trends."""
    clients = list(clients)
    trends = _trends([client.current_episode for client in clients], at=at)
    for client in clients:
        client.row = row(client, trends.get(client.current_episode, []), at=at)
    return clients


def row(client: Any, trend: list[tuple[float, float]], *, at: dt.datetime) -> Row:
    today = client.today(at=at)
    written = _reported(client.written_at, client.written_offset)
    silent = max(0, (today - written.date()).days) if written else None
    return Row(
        warned=client.warned,
        region=client.region or "",
        weeks=(today - client.onset_on).days // 7 if client.onset_on else None,
        pain=client.pain,
        written=written,
        trend=trend,
        verdict=client.verdict or "",
        silent_days=silent,
        silent_too_long=client.silent and client.verdict != Verdict.RECOVERED,
    )


def _episodes() -> QuerySet[Episode]:
    """Of a client: the open one that began last, else the last one that ended."""
    return Episode.objects.filter(person=OuterRef("pk")).order_by(
        F("closed_on").desc(nulls_first=True), "-onset_on", "-id"
    )


def _assessments() -> QuerySet[Assessment]:
    """None where the service gives no advice, whatever it said before."""
    said = Assessment.objects.filter(episode=OuterRef("current_episode")).newest_first()
    return said if settings.COACH_ADVICE else said.none()


def _entries() -> QuerySet[DiaryEntry]:
    entries: QuerySet[DiaryEntry] = DiaryEntry.objects.filter(episode=OuterRef("current_episode"))
    return entries.order_by("-recorded_at", "-id")


def _newest(rows: QuerySet[Any], field: str) -> Subquery:
    return Subquery(rows.values(field)[:1])


def _urgency() -> Case:
    return Case(
        *(When(condition, then=Value(place)) for place, condition in enumerate(MOST_URGENT_FIRST)),
        default=Value(len(MOST_URGENT_FIRST)),
    )


def _waiting() -> Case:
    some = [When(**{f"{one.attribute}__gt": 0}, then=Value(1)) for one in columns.OFFERED if one.waits]
    return Case(*some, default=Value(0))


def _place() -> Collate:
    """Warning signs, then what waits for the physio, then the urgency, then the longest silence.

    One text, so that a page can begin where the last one ended. It stands in addresses, so it names nobody.
    """
    first, later = Value("0"), Value("1")
    told = "to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSUS')"
    place = Concat(
        Case(When(warned=True, then=first), default=later),
        Case(When(waiting=1, then=first), default=later),
        LPad(Cast("urgency", CharField()), 2, first),
        Coalesce(Func(F("written_at"), template=told), Value("never"), output_field=TextField()),
        output_field=TextField(),
    )
    return Collate(place, "C")  # byte by byte, so that one part never outweighs an earlier one


def _trends(episodes: list[UUID], *, at: dt.datetime) -> dict[UUID, list[tuple[float, float]]]:
    entries = DiaryEntry.objects.filter(
        episode__in=[episode for episode in episodes if episode], recorded_at__gte=at - TREND
    ).order_by("recorded_at", "id")
    trends: dict[UUID, list[tuple[float, float]]] = defaultdict(list)
    for episode, moment, pain in entries.values_list("episode", "recorded_at", "pain"):
        trends[episode].append((min(0.0, (moment - at) / dt.timedelta(days=1)), float(pain)))
    return trends


def _reported(moment: dt.datetime | None, offset: int | None) -> dt.datetime | None:
    """The moment on the reporter's own clock, naive: a template would turn an aware one into UTC."""
    if moment is None or offset is None:
        return None
    return moment.astimezone(dt.UTC).replace(tzinfo=None) + dt.timedelta(minutes=offset)
