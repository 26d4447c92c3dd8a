"""From sessions to what the rules of progression look at: one exercise, each time it was done."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Max

from exercises.models import Author, Session
from exercises.programmes import Prescription
from exercises.progression import Bout, Dose, StopReason
from exercises.scheduling import History

DAY = dt.timedelta(days=1)
NextDays = Mapping[dt.date, int]
"""The worst pain that the diary tells of, by day."""


def bouts_of(history: History, exercise: str, diary: NextDays) -> list[Bout]:
    """Every time it was done since a physio last set its dose, in order of day."""
    first = _set_by_a_physio(history, exercise)
    return [
        _bout(session, one, asked, diary)
        for session in history.in_order
        if session.version >= first and (asked := history.asked(session, exercise))
        for one in session.exercises
        if one["exercise"] == exercise
    ]


def diary_of(history: History) -> NextDays:
    """What the diary of this complaint tells of the days after the sessions; of any where none is named."""
    days = {session.local_day + DAY for session in history.in_order}
    entries = history.person.diary.filter(local_day__in=days)
    if history.enrolment.episode_id:
        entries = entries.filter(episode=history.enrolment.episode_id)
    return dict(
        entries.order_by().values("local_day").annotate(worst=Max("pain")).values_list("local_day", "worst")
    )


def dose_of(asked: Prescription) -> Dose:
    return Dose(asked.sets, asked.repetitions, asked.seconds, asked.load_kg)


def _bout(session: Session, told: Mapping[str, Any], asked: Prescription, diary: NextDays) -> Bout:
    dose, explicit = dose_of(asked), session.next_day_pain
    return Bout(
        on=session.local_day,
        dose=dose,
        done=_done(told, dose),
        pain_during=told["pain_during"],
        pain_after=told["pain_after"],
        pain_next_day=diary.get(session.local_day + DAY) if explicit is None else explicit,
        effort=told["effort"],
        stopped=told["stopped"] and StopReason(told["stopped"]),
    )


def _done(told: Mapping[str, Any], dose: Dose) -> Dose:
    """What was done; a part that was not told is as it was asked, one that was not asked is none."""
    parts = {
        part: asked if told[part] is None else told[part]
        for part in ("repetitions", "seconds", "load_kg")
        if (asked := getattr(dose, part)) is not None
    }
    return Dose(told["sets"], **parts)


def _set_by_a_physio(history: History, exercise: str) -> int:
    """The number of the last version in which a physio changed this exercise; 0 where none did."""
    before: list[Prescription] = []
    found = 0
    for row in history.rows:
        now = [one for one in row.plan.prescriptions() if one.exercise == exercise]
        if row.made_by == Author.PHYSIO and now != before:
            found = row.number
        before = now
    return found
