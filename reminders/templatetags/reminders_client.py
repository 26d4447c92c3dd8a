"""A client's nudges and weeks, as parts of the physio's page, whose view decides who may look."""

import datetime as dt
from itertools import groupby
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from coach.models import Client
from reminders.adherence import weeks_of
from reminders.models import Nudge
from reminders.models.nudge import Reason, Response, State

register = template.Library()
SHOWN = dt.timedelta(days=7)
WEEKS = dt.timedelta(weeks=6)

# The reasons as stored speak to the client; these speak about the client.
WHY = {
    Reason.TOO_LATE: _("could not be brought in time"),
    Reason.WITHDRAWN: _("no consent for reminders, or the account is closed"),
    Reason.NOT_DUE_ANY_MORE: _("nothing was left to do, or the plan had been changed or removed"),
    Reason.PAUSED: _("the plan was paused, or a day off"),
    Reason.SAFETY_PAUSE: _("rested for a warning sign"),
    Reason.OUTSIDE_HOURS: _("outside the client’s hours"),
    Reason.RECENTLY_ACTIVE: _("the client had just had a break"),
    Reason.IN_MEETING: _("busy by the client’s calendar"),
    Reason.DAILY_CAP: _("as many had come that day as the client wants"),
    Reason.QUIETED: _("kept quiet after several went unanswered"),
    Reason.UNREACHABLE: _("none of the client’s devices could be reached"),
    Reason.BROKEN: _("something is wrong with this reminder on our side"),
}
SIGNS = {Response.DONE: "✓", Response.SNOOZED: "↻", Response.SKIPPED: "✕"}


@register.inclusion_tag("reminders/client_nudges.html")
def client_nudges(client: Client, at: dt.datetime) -> dict[str, Any]:
    """The nudges of the seven days before `at`, day by day, on the client's own clock, newest day first."""
    nudges = Nudge.objects.filter(person=client, due_at__gt=at - SHOWN, due_at__lte=at)
    by_day = groupby(nudges.order_by("-local_date", "due_at", "id"), key=lambda nudge: nudge.local_date)
    return {"days": [_day(day, list(some), client) for day, some in by_day]}


@register.inclusion_tag("reminders/client_adherence.html")
def client_adherence(client: Client, at: dt.datetime) -> dict[str, Any]:
    """Sessions and breaks of this week and the five before it, the latest first."""
    today = client.today(at=at)
    weeks = weeks_of(client, today - WEEKS + dt.timedelta(days=7), today, at=at)
    busy = any(week.sessions_due or week.breaks_due for week in weeks)
    return {"weeks": weeks[::-1] if busy else [], "goals": any(week.breaks_goal for week in weeks)}


def _day(day: dt.date, nudges: list[Nudge], client: Client) -> dict[str, Any]:
    return {
        "day": day,
        "sent": sum(nudge.state in {State.SENT, State.UNKNOWN} for nudge in nudges),
        "done": sum(nudge.response == Response.DONE for nudge in nudges),
        "nudges": [
            {
                "nudge": nudge,
                "at": _wall(nudge, client),
                "sign": SIGNS.get(Response(nudge.response), "") if nudge.response else "",
                "words": _words(nudge),
            }
            for nudge in nudges
        ],
        "reasons": _reasons(nudges, client),
    }


def _words(nudge: Nudge) -> Any:
    if nudge.response:
        return nudge.get_response_display()
    return _("sent, not answered") if nudge.state == State.SENT else nudge.get_state_display()


def _reasons(nudges: list[Nudge], client: Client) -> list[dict[str, Any]]:
    """Each reason for not coming, with the times it held."""
    times: dict[Any, list[str]] = {}
    for nudge in nudges:
        if nudge.reason:
            times.setdefault(WHY[Reason(nudge.reason)], []).append(f"{_wall(nudge, client):%H:%M}")
    return [{"why": why, "times": ", ".join(when)} for why, when in times.items()]


def _wall(nudge: Nudge, client: Client) -> dt.datetime:
    """When it was due on the client's clock, naive: a template would turn an aware moment into UTC."""
    return nudge.due_at.astimezone(client.zone).replace(tzinfo=None)
