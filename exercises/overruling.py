"""Another word on a decision: a person may take less than was decided, their physio decides anew."""

import datetime as dt
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from coach.models import Person
from coach.models.fields import new_id
from exercises import enrolling
from exercises.deciding import Standing, moved
from exercises.enrolling import MayNot, Over
from exercises.models import Action, Author, Decision, Enrolment
from exercises.models.enrolment import RUNNING
from exercises.progression import Dose
from exercises.progression.dose import easier, harder
from exercises.scheduling import with_history

LESS = (Action.HOLD, Action.STEP_BACK)


class NoRoom(MayNot):
    """The exercise is at its least, or at its most, already."""


class OtherDecision(MayNot):
    """The id already holds another decision: `current`."""

    def __init__(self, current: Decision) -> None:
        super().__init__(current.pk)
        self.current = current


@dataclass(frozen=True)
class Word:
    """Who decides what about which exercise, in which words."""

    exercise: str
    action: Action
    author: Author
    by: Person
    at: dt.datetime
    id: UUID
    note: str = ""


def take_less(
    enrolment: Enrolment, exercise: str, action: Action, *, decision_id: UUID, at: dt.datetime
) -> tuple[Decision, bool]:
    """The person takes back the last step up (hold), or goes one step back. The same id again is the same.

    Raises `NotAsked`, `NoRoom`, `Over`, `OtherDecision`, and `DoesNotExist` for somebody else's id.
    """
    found = Decision.objects.filter(pk=decision_id).first()
    if found is not None:
        return _same(found, enrolment, exercise, action), False
    word = Word(exercise, action, Author.PERSON, enrolment.person, at, decision_id)
    last = enrolment.decisions.filter(exercise=exercise).newest_first().first()
    return _say(word, enrolment, last), True


def overrule(decision: Decision, action: Action, *, physio: Person, note: str, at: dt.datetime) -> Decision:
    """The physio decides anew, also where it comes to the same. Raises `NotAsked`, `NoRoom` and `Over`.

    What is not asked any more can be left at that: hold.
    """
    word = Word(decision.exercise, action, Author.PHYSIO, physio, at, new_id(), note)
    return _say(word, decision.enrolment, decision)


@transaction.atomic
def _say(word: Word, enrolment: Enrolment, overruled: Decision | None) -> Decision:
    locked = Enrolment.objects.select_for_update(of=("self",), no_key=True).filter(pk=enrolment.pk)
    current = with_history(locked).get()
    if current.status not in RUNNING:
        raise Over
    now = Standing.on(current, current.person.today(at=word.at))
    before, dose = _doses(now, word, overruled)
    return Decision.objects.create(
        id=word.id,
        person_id=current.person_id,
        enrolment=current,
        overrules=overruled,
        exercise=word.exercise,
        action=word.action,
        before=asdict(before),
        after=asdict(dose),
        note=word.note,
        version=None if dose == before else _version(now, word, dose),
        made_by=word.author,
        made_by_name=str(word.by),
        at=word.at,
    )


def _doses(now: Standing, word: Word, overruled: Decision | None) -> tuple[Dose, Dose]:
    """What stands, and what the word comes to."""
    leaves = word.author == Author.PHYSIO and word.action == Action.HOLD
    if leaves and overruled is not None and not now.asks(word.exercise):
        gone = Dose(**overruled.after)
        return gone, gone
    return now.dose(word.exercise), _wanted(now, word, overruled)


def _wanted(now: Standing, word: Word, overruled: Decision | None) -> Dose:
    """The dose the word comes to. A physio counts from before the decision, the person from what stands."""
    current, bounds = now.dose(word.exercise), now.prescription(word.exercise).bounds
    before, own = _before(overruled, current), word.author == Author.PERSON
    if word.action == Action.HOLD:
        return before if not own or before.is_easier_than(current) else current
    base = current if own else before
    found = harder(base, bounds) if word.action == Action.STEP_UP else easier(base, bounds)
    if found is None:
        raise NoRoom
    return found


def _before(decision: Decision | None, current: Dose) -> Dose:
    """The dose before `decision`, where the one it came to is what stands."""
    if decision is None or decision.version is None or Dose(**decision.after) != current:
        return current
    return Dose(**decision.before)


def _version(now: Standing, word: Word, dose: Dose) -> int:
    """The number of the version that asks `dose` from today on."""
    enrolment = now.history.enrolment
    version = enrolling.revise(
        enrolment,
        moved(now, now.content, word.exercise, dose),
        made_by=word.author,
        by=str(word.by),
        note=word.note,
        since=enrolment.person.today(at=word.at),
        at=word.at,
    )
    return version.number


def _same(found: Decision, enrolment: Enrolment, exercise: str, action: Action) -> Decision:
    if found.enrolment_id != enrolment.pk:
        raise Decision.DoesNotExist
    if (found.exercise, found.action) != (exercise, action):
        raise OtherDecision(found)
    return found
