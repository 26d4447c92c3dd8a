"""Keeping what is known of people's calendars fresh: fetch, read apart, store."""

import datetime as dt

from reminders.calendars.apart import read_apart
from reminders.calendars.fetching import CannotFetch, Reach, fetch
from reminders.calendars.problem import Problem
from reminders.calendars.reading import UnreadableCalendar
from reminders.models.calendar import AHEAD, BusyCalendar


def refresh(calendar: BusyCalendar, *, at: dt.datetime, reach: Reach | None = None) -> None:
    """Read one calendar again and store when its owner is busy; a failure is noted with its reason."""
    plan = calendar.plan
    try:
        fetched = fetch(plan.busy_calendar_url, etag=calendar.useful_etag(at=at), reach=reach)
        if fetched.text is None:
            calendar.unchanged(at=at)
            return
        stretches = read_apart(fetched.text, zone=plan.time_zone, start=at, end=at + AHEAD)
    except CannotFetch as no:
        calendar.failed(no.problem, at=at)
    except UnreadableCalendar:
        calendar.failed(Problem.UNREADABLE, at=at)
    else:
        calendar.store(stretches, etag=fetched.etag, at=at)
