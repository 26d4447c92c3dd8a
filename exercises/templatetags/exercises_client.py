"""A client's programmes, as a part of the physio's page. Who may look, the view that shows it decides."""

import datetime as dt
from collections import Counter
from typing import Any

from django import template
from django.db.models import Count

from coach.models import Client
from exercises import adherence, scheduling
from exercises.models import Decision, Enrolment
from exercises.models.enrolment import RUNNING
from exercises.wording import language

register = template.Library()


@register.inclusion_tag("exercises/client_programmes.html")
def client_programmes(client: Client, at: dt.datetime) -> dict[str, Any]:
    """Each programme of the client, what runs first, with how much of it was done."""
    rows = Enrolment.objects.filter(person=client).order_by("-starts_on", "-id")
    found = sorted(scheduling.with_history(rows), key=lambda one: one.status not in RUNNING)
    asked = Decision.objects.questions().filter(person=client).order_by()
    about = asked.values("enrolment").annotate(n=Count("exercise", distinct=True))
    questions = Counter(dict(about.values_list("enrolment", "n")))
    today = client.today(at=at)
    return {
        "client": client,
        "programmes": [{**_told(one, today, at=at), "questions": questions[one.pk]} for one in found],
    }


def _told(enrolment: Enrolment, today: dt.date, *, at: dt.datetime) -> dict[str, Any]:
    first = min(enrolment.starts_on, today)
    days = [one.day for one in scheduling.agenda_of(enrolment, first, today, at=at)]
    weeks = adherence.by_week(days, first, today)
    sessions = [one.local_day for one in enrolment.sessions.all()]
    return {
        "enrolment": enrolment,
        "title": enrolment.programme.text("title", language()),
        "week": weeks[-1],
        "due": sum(week.sessions_due for week in weeks),
        "done": sum(week.sessions_done for week in weeks),
        "last": max(sessions, default=None),
    }
