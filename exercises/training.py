"""Keeping what was done, and what follows from it in the same transaction: the next dose is decided."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from coach.models import Outcome, Person
from exercises import deciding
from exercises.enrolling import Fixed
from exercises.models import Enrolment, Session


def put(
    person: Person, session_id: UUID, content: Mapping[str, Any], *, base_seq: int | None, at: dt.datetime
) -> tuple[Session, Outcome]:
    """Store a session; raises what `LiveManager.put` raises, and `Fixed` for another enrolment."""
    with transaction.atomic():
        # Before the change counter, as every write to an enrolment does: else two of them could wait on each
        # other.
        Enrolment.objects.select_for_update(of=("self",), no_key=True).get(pk=content["enrolment"].pk)
        held = person.sessions.filter(pk=session_id).first()
        if held is not None and held.enrolment_id != content["enrolment"].pk:
            raise Fixed("enrolment")
        session, outcome = person.sessions.put(session_id, content, base_seq=base_seq)
        if outcome is not Outcome.UNCHANGED:
            deciding.after(session, at=at)
        return session, outcome
