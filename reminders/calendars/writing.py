"""A person's breaks and sessions as iCalendar, for the calendar program they use anyway (RFC 5545, RFC 7986).

A calendar is often shared with colleagues, so it says when, and never what for. Its events leave their time
free: whoever points a plan to this very calendar is not kept from their breaks by it.
"""

import datetime as dt
from collections.abc import Iterator

import icalendar
from django.utils.translation import gettext as _

from coach.models import Person
from coach.models.consent import Purpose
from exercises.agenda import State
from exercises.scheduling import running_agendas
from reminders.models.plan import Kind
from reminders.preview import coming_week

PRODUCT = "-//Coach//Coach//NL"
BREAK = dt.timedelta(minutes=3)
AHEAD = dt.timedelta(weeks=4)
REFRESH = dt.timedelta(hours=1)  # how often a program is asked to look again
DAY = dt.timedelta(days=1)


def written(person: Person, *, at: dt.datetime) -> bytes:
    """The breaks of the coming week and the sessions of the coming four, in the language that is active."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", "Coach")
    calendar.add("x-wr-calname", "Coach")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for event in (*_breaks(person, at=at), *_sessions(person, at=at)):
        event.add("dtstamp", at)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text


def _breaks(person: Person, *, at: dt.datetime) -> Iterator[icalendar.Event]:
    for plan in person.plans.filter(kind=Kind.BREAK).order_by("created_at", "id"):
        for coming in coming_week(plan, at=at):
            due = coming.due_at.astimezone(dt.UTC)
            event = _event(f"{plan.pk}-{due:%Y%m%dT%H%M%SZ}", _("Stand up for a moment"))
            event.add("dtstart", due)
            event.add("duration", BREAK)
            yield event


def _sessions(person: Person, *, at: dt.datetime) -> Iterator[icalendar.Event]:
    """On whole days: when on the day is up to them."""
    if not person.agrees_to(Purpose.HEALTH_DATA):
        return
    today = person.today(at=at)
    for enrolment, days in running_agendas(person, today, today + AHEAD, at=at):
        for one in days:
            if one.state is State.DUE:
                event = _event(f"{enrolment.pk}-{one.day.on:%Y%m%d}", _("Exercises"))
                event.add("dtstart", one.day.on)
                event.add("dtend", one.day.on + DAY)
                yield event


def _event(uid: str, title: str) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{uid}@coach")
    event.add("summary", title)
    return event
