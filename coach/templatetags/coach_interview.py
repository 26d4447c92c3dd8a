"""The intake and the follow-ups of one client, as parts of the physio's page."""

from typing import Any

from django import template
from django.utils.translation import get_language

from coach.intake import FOLLOW_UP, INTAKE, over_time, read_out
from coach.models import Client, Episode, IntakeAnswers

register = template.Library()
Kind = IntakeAnswers.Kind


@register.inclusion_tag("coach/client/intake.html")
def client_intake(client: Client, episode: Episode, chosen: str = "") -> dict[str, Any]:
    """The answers that stand, or those of the version `chosen` by its id, with what changed in it."""
    rows = IntakeAnswers.objects.filter(person=client, episode=episode).intakes().newest_first()
    versions = [{"answers": one, "on": client.today(at=one.at)} for one in rows]
    place = next((at for at, one in enumerate(rows) if str(one.pk) == chosen), 0)
    before = rows[place + 1].answers if place + 1 < len(rows) else None
    return {
        "episode": episode,
        "shown": versions[place] if versions else None,
        "opened": bool(chosen),
        "versions": versions,
        "pages": read_out(rows[place].answers, INTAKE, _language(), before) if versions else [],
    }


@register.inclusion_tag("coach/client/follow_ups.html")
def client_follow_ups(client: Client, episode: Episode) -> dict[str, Any]:
    """The activities scored again in weeks 2, 4, 6 and 12, and how the client finds it changed."""
    rows = list(IntakeAnswers.objects.filter(person=client, episode=episode).newest_first())
    newest = {one.week: one for one in reversed(rows) if one.week is not None}
    start: dict[str, Any] = next((one.answers for one in rows if one.kind == Kind.INTAKE), {})
    return {
        "weeks": [_follow_up(client, newest[week]) for week in sorted(newest)],
        "activities": over_time(start, {week: one.answers for week, one in newest.items()}),
    }


def _follow_up(client: Client, answers: IntakeAnswers) -> dict[str, Any]:
    labels = {one.key: one.label for one in FOLLOW_UP.by_key["impression"].options}
    impression = answers.answers.get("impression")
    return {
        "week": answers.week,
        "on": client.today(at=answers.at),
        "impression": labels[impression].say(_language()) if impression in labels else "",
        "note": answers.answers.get("note") or "",
    }


def _language() -> str:
    return "en" if get_language() == "en" else "nl"
