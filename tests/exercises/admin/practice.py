"""A physio, a client of theirs with a programme, and what happened in it, for the tests of the dashboard."""

import datetime as dt
from typing import Any

from django.test import Client as Browser

from coach.models import Person
from exercises import enrolling
from exercises.models import Author, Decision, Enrolment, Programme
from tests.conftest import NOW, new_id

DAY = dt.timedelta(days=1)
TODAY = NOW.date()
PAGE = "/admin/exercises/enrolment/"
SQUAT = {"sets": 2, "repetitions": 8, "seconds": None, "load_kg": None}


def signed_in(person: Person, language: str = "en") -> Browser:
    person.language = language
    person.save()
    browser = Browser(headers={"accept-language": language})
    browser.force_login(person)
    return browser


def give(client: Person, physio: Person, slug: str = "back-to-strength", *, ago: int = 9) -> Enrolment:
    """A programme that began so many days ago."""
    programme, began = Programme.objects.get(slug=slug), TODAY - ago * DAY
    return enrolling.assign(client, programme, physio=physio, starts_on=began, episode=None, at=NOW)


def did(enrolment: Enrolment, *, ago: int, day: str = "strength", **told: Any) -> Any:
    """A session so many days ago, of squats, at seven in the evening."""
    started = NOW - ago * DAY
    done = {
        "exercise": "squat",
        "sets": 2,
        "repetitions": 7,
        "seconds": None,
        "load_kg": None,
        "band": None,
        "side": None,
        "effort": 4.5,
        "pain_during": 3,
        "pain_after": 1,
        "completed": True,
        "stopped": None,
    }
    content = {
        "enrolment": enrolment,
        "version": 1,
        "day": day,
        "started_at": started,
        "recorded_at": started,
        "utc_offset": 60,
        "exercises": [done | told],
        "next_day_pain": 2,
        "note": "Ging wel",
    }
    session, _ = enrolment.person.sessions.put(new_id(), content)
    return session


def asked(enrolment: Enrolment, exercise: str = "squat", **fields: Any) -> Decision:
    """A question of the rule."""
    plain = {
        "exercise": exercise,
        "action": "ask_physio",
        "before": SQUAT,
        "after": SQUAT,
        "reasons": [{"name": "pain_keeps_coming", "params": {"times": 2, "of": 3}}],
        "made_by": Author.RULE,
        "at": NOW - DAY,
    }
    return Decision.objects.create(person=enrolment.person, enrolment=enrolment, **plain | fields)


def dose(**changes: Any) -> dict[str, Any]:
    """What the form of a dose sends: 3 sets of 10, that move from 6 to 15 repetitions."""
    plain = {
        "sets__dose": 3,
        "repetitions__dose": 10,
        "repetitions__least": 6,
        "repetitions__most": 15,
        "note": "Gaat goed",
    }
    return plain | changes
