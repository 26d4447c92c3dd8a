"""Every type of row that phones hold, one line each, in the order in which they are locked and followed up.

An entry before its episode, which is then assessed already; a plan, which winds a clock, before a break.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from rest_framework.exceptions import ValidationError

from api import diary, sessions
from api.breaks import BreakSerializer
from api.days_off import DayOffSerializer
from api.decisions import DecisionSerializer
from api.diary import DiarySerializer
from api.enrolments import EnrolmentSerializer, refusal
from api.episodes import AssessmentSerializer, EpisodeSerializer
from api.nudges import ACTIONS, AnswerSerializer
from api.plans import PlanSerializer
from api.sessions import SessionSerializer
from api.sync.kinds import BURIED, Became, Kind, synced
from coach import complaint
from coach.models import Assessment, Conflict, Gone, Outcome, Person, Put
from coach.models.consent import Purpose
from exercises import enrolling, training
from exercises.models import Decision, Enrolment
from reminders import answering, breaks, planning
from reminders.answering import CannotAnswer
from reminders.models import Nudge


class EpisodeAssessmentSerializer(AssessmentSerializer):
    """What the coach said, and of which episode."""

    class Meta(AssessmentSerializer.Meta):
        fields = ["id", "episode", *AssessmentSerializer.Meta.fields, "seq"]


def respond(person: Person, puts: Sequence[Put], at: dt.datetime) -> Sequence[Became]:
    """Answer nudges; the id is the nudge's."""
    return list(_responses(person, puts, at))


def _responses(person: Person, puts: Sequence[Put], at: dt.datetime) -> Iterator[Became]:
    nudges = person.nudges.in_bulk([put.row_id for put in puts])
    for put in puts:
        if put.row_id not in nudges:
            yield Nudge.DoesNotExist()
            continue
        nudge, response = nudges[put.row_id], ACTIONS[put.content["action"]]
        try:
            answered = answering.answer(nudge, response, at=at, minutes=put.content["minutes"])
        except CannotAnswer as why:
            yield ValidationError({"data": {"action": str(why)}}, why.code)
        else:
            yield answered, Outcome.UNCHANGED if nudge.response == response else Outcome.UPDATED


def enrol(person: Person, puts: Sequence[Put], at: dt.datetime) -> Sequence[Became]:
    """Pick programmes, let them rest or end."""
    return [_may(partial(enrolling.put, person, put, at=at)) for put in puts]


def train(person: Person, puts: Sequence[Put], at: dt.datetime) -> Sequence[Became]:
    """Keep sessions; what follows of them is decided at the end of the batch."""
    return [_may(partial(training.keep, person, put)) for put in puts]


def _may(store: Callable[[], Became]) -> Became:
    try:
        with transaction.atomic():
            return store()
    except (Conflict, Gone, ObjectDoesNotExist) as why:
        return why
    except enrolling.MayNot as no:
        problem = refusal(no)
        return ValidationError({"data": problem.detail}) if isinstance(problem, ValidationError) else problem


REGISTRY = (
    synced("diary", DiarySerializer, "diary", Purpose.HEALTH_DATA, diary.follow_up, touches="enrolment"),
    synced("episode", EpisodeSerializer, "episodes", Purpose.HEALTH_DATA, complaint.follow_up),
    synced("day_off", DayOffSerializer, "days_off", Purpose.HEALTH_DATA),
    Kind("enrolment", EnrolmentSerializer, Enrolment, put=enrol, purpose=Purpose.HEALTH_DATA, gone=BURIED),
    replace(
        synced("session", SessionSerializer, "sessions", Purpose.HEALTH_DATA, sessions.follow_up),
        put=train,
        touches="enrolment",
    ),
    Kind("decision", DecisionSerializer, Decision),
    synced("reminder", PlanSerializer, "plans", Purpose.REMINDERS, planning.follow_up),
    synced("break", BreakSerializer, "breaks", Purpose.REMINDERS, breaks.follow_up),
    Kind("assessment", EpisodeAssessmentSerializer, Assessment),
    Kind("response", AnswerSerializer, Nudge, put=respond),
)
PULLED = {kind.type: kind for kind in REGISTRY if kind.pulled}
WRITTEN = {kind.type: kind for kind in REGISTRY if kind.put}
