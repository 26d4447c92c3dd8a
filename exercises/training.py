"""Keeping what was done, and what follows from it in the same transaction: the next dose is decided."""

import datetime as dt

from django.db import transaction

from coach.models import Outcome, Person, Put
from exercises import deciding
from exercises.enrolling import Fixed
from exercises.models import Enrolment, Session


def write(person: Person, put: Put, *, at: dt.datetime) -> tuple[Session, Outcome]:
    """Store a session and decide what follows. Raises what `keep` raises."""
    with transaction.atomic():
        # Before the change counter, as every write to an enrolment does: else two of them could wait for
        # each other.
        locked = Enrolment.objects.select_for_update(of=("self",), no_key=True)
        locked.get(pk=put.content["enrolment"].pk)
        session, outcome = keep(person, put)
        if outcome is not Outcome.UNCHANGED:
            deciding.follow_up([session], at=at)
        return session, outcome


def keep(person: Person, put: Put) -> tuple[Session, Outcome]:
    """Store a session, and no more. Raises what `LiveManager.put` raises, and `Fixed`."""
    held = person.sessions.filter(pk=put.row_id).first()
    if held is not None and held.enrolment_id != put.content["enrolment"].pk:
        raise Fixed("enrolment")
    stored: tuple[Session, Outcome] = person.sessions.put(put.row_id, put.content, base_seq=put.base_seq)
    return stored
