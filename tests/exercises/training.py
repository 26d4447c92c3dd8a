"""A library with programmes, a person in one of them, and sessions as their phone reports them."""

import datetime as dt
from typing import Any
from uuid import UUID

from exercises import ready
from exercises.models import Exercise
from exercises.programmes import load
from tests.conftest import Phone, new_id
from tests.exercises.programmes.samples import catalogue

TEMPLATES = load(catalogue())
MONDAY = dt.date(2026, 11, 16)
DESK = ["shoulder-rolls", "back-over-chair", "seated-twist", "blade-squeeze"]


def fill_library(*slugs: str) -> None:
    """The exercises by key, and the ready programmes whole; those named, or all."""
    common = {"duration_seconds": 60, "reviewed_on": MONDAY, "source": "own"}
    Exercise.objects.bulk_create(
        Exercise(slug=one.slug, name_nl=one.name.nl, name_en=one.name.en, **common)
        for one in catalogue().exercises
    )
    ready.load([one for one in TEMPLATES if not slugs or one.slug in slugs])


def picked(**changes: Any) -> dict[str, Any]:
    return {"programme": "upper-back-desk", "starts_on": "2026-11-16", **changes}


def done(exercise: str, /, **changes: Any) -> dict[str, Any]:
    """One exercise done as asked, without trouble."""
    plain = {
        "exercise": exercise,
        "sets": 2,
        "completed": True,
        "effort": 3,
        "pain_during": 1,
        "pain_after": 0,
    }
    return plain | changes


def session(enrolment: object, on: str = "2026-11-16", /, **changes: Any) -> dict[str, Any]:
    """A session at the desk in the evening of `day`, everything done."""
    plain = {
        "enrolment": str(enrolment),
        "version": 1,
        "day": "desk",
        "started_at": f"{on}T17:00:00Z",
        "utc_offset": 60,
        "recorded_at": f"{on}T17:10:00Z",
        "exercises": [done(slug, sets=3) for slug in DESK],
    }
    return plain | changes


def enrol(phone: Phone, **changes: Any) -> UUID:
    made = new_id()
    answer = phone.put(f"enrolments/{made}/", picked(**changes))
    assert answer.status_code == 201, answer.json()
    return made


def train(phone: Phone, enrolment: object, on: str = "2026-11-16", /, **changes: Any) -> Any:
    """Store a session and return what was answered."""
    answer = phone.put(f"sessions/{new_id()}/", session(enrolment, on, **changes))
    assert answer.status_code == 201, answer.json()
    return answer.json()
