"""What this room knows of one client, as parts of the physio's page. Who may look is decided by the view."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import get_language

from coach import assessing
from coach.admin.charts import course_chart
from coach.associations import FACTORS, TRIGGERS
from coach.models import Assessment, Client, DiaryEntry, Episode, TriageReport
from coach.models.episode import Aggravator, Quality, Radiation, Region
from coach.triage import TABLE

register = template.Library()
DAY = dt.timedelta(days=1)
ENTRIES_A_PAGE = 20
DAYS_OF_VERDICTS = 120


@register.inclusion_tag("coach/client/course.html")
def client_course(client: Client, episode: Episode, at: dt.datetime) -> dict[str, Any]:
    """The current verdict, what it rests on in words, and the course as a drawing."""
    today = client.today(at=at)
    current = episode.assessments.newest_first().first() if settings.COACH_ADVICE else None
    return {
        "current": current,
        "assessed_on": current and current.at.astimezone(client.zone).date(),
        "explained": current and current.explained(_language()),
        "chart": course_chart(
            assessing.drawing(episode, at=at),
            today=(today - episode.onset_on) / DAY,
            onset_on=episode.onset_on,
        ),
    }


@register.inclusion_tag("coach/client/warnings.html")
def client_warnings(client: Client) -> dict[str, Any]:
    """The warning signs that no physio has looked at yet, newest first, with what the client was told."""
    reports = TriageReport.objects.filter(person=client).not_seen_by_a_physio().newest_first()
    return {
        "client": client,
        "warnings": [_warning(client, one) for one in reports.prefetch_related("acknowledgements")],
    }


@register.inclusion_tag("coach/client/complaint.html")
def client_complaint(client: Client, episode: Episode, at: dt.datetime) -> dict[str, Any]:
    """What the client told about this episode."""
    end = episode.closed_on or client.today(at=at)
    return {
        "episode": episode,
        "weeks": (end - episode.onset_on).days // 7,
        "qualities": _labels(Quality, episode.qualities),
        "radiation": _labels(Radiation, episode.radiation),
        "worse_with": _labels(Aggravator, episode.worse_with),
    }


@register.inclusion_tag("coach/client/verdicts.html")
def client_verdicts(client: Client, episode: Episode) -> dict[str, Any]:
    """What was said about this episode, newest first; days in a row with the same verdict are one line."""
    days = episode.assessments.last_of_each_day()[:DAYS_OF_VERDICTS] if settings.COACH_ADVICE else []
    spells = (list(spell) for _, spell in groupby(days, key=lambda one: one.verdict))
    return {"spells": [_spell(client, spell) for spell in spells]}


@register.inclusion_tag("coach/client/diary.html")
def client_diary(client: Client, episode: Episode, page: str = "1") -> dict[str, Any]:
    """The diary of this episode, newest first, on the clock of the person who wrote it."""
    entries = DiaryEntry.objects.filter(person=client, episode=episode).order_by("-recorded_at", "-id")
    some = Paginator(entries, ENTRIES_A_PAGE).get_page(page)
    return {"page": some, "rows": [_entry(entry) for entry in some], "episode": episode}


def _entry(entry: DiaryEntry) -> dict[str, Any]:
    return {
        "entry": entry,
        "wall": entry.local_moment.replace(tzinfo=None),  # a template would turn an aware one into UTC
        "regions": [
            f"{dict(Region.choices).get(region, region)} {pain}"
            for region, pain in entry.pain_by_region.items()
        ],
        "triggers": [
            FACTORS[key].label.say(_language()) if key in TRIGGERS else key for key in entry.triggers or ()
        ],
        "symptoms": [symptom.replace("_", " ").replace("-", " ") for symptom in entry.symptoms],
    }


def _warning(client: Client, report: TriageReport) -> dict[str, Any]:
    return {
        "report": report,
        "reported": report.at.astimezone(client.zone).replace(tzinfo=None),
        "signs": [_sign(key) for key in report.signs],
        "said": report.said[_language()],
        "words": [
            {"word": one, "on": one.at.astimezone(client.zone).date()}
            for one in report.acknowledgements.all()
        ],
    }


def _sign(key: str) -> str:
    """In words; a sign that later tables do not have by its key."""
    item = TABLE.items.get(key)
    return item.report.say(_language()) if item else key.replace("_", " ")


def _language() -> str:
    return "en" if get_language() == "en" else "nl"


def _labels(kind: Any, values: Iterable[str]) -> list[Any]:
    return [dict(kind.choices).get(value, value) for value in values]


def _spell(client: Client, days: list[Assessment]) -> dict[str, Any]:
    last, first = days[0], days[-1]
    return {
        "verdict": last,
        "from": first.at.astimezone(client.zone).date(),
        "until": last.at.astimezone(client.zone).date(),
        "chance": _percent(last.probability),
    }


def _percent(probability: float | None) -> str:
    """The chance of the opposite of `probability`; never a certainty."""
    if probability is None:
        return "–"
    percent = round((1 - probability) * 100)
    return "< 1 %" if percent < 1 else "> 99 %" if percent > 99 else f"{percent} %"
