"""A physio changes somebody's own copy of a programme: what it asks from today on, with the reason."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from coach.models import Person
from exercises import enrolling
from exercises.deciding import Standing
from exercises.enrolling import Over
from exercises.models import Author, Enrolment, EnrolmentVersion
from exercises.models.enrolment import RUNNING
from exercises.programmes import Content
from exercises.scheduling import with_history

Change = Callable[[Content, int], Content]
"""From what stands, and the place of the phase under way, to what is to stand."""


@transaction.atomic
def alter(
    enrolment: Enrolment, change: Change, *, physio: Person, note: str, at: dt.datetime
) -> EnrolmentVersion | None:
    """Append what `change` makes of the version that stands; None where that is the same.

    Raises `Over`, and whatever `change` raises.
    """
    locked = Enrolment.objects.select_for_update(of=("self",), no_key=True).filter(pk=enrolment.pk)
    current = with_history(locked).get()
    if current.status not in RUNNING:
        raise Over
    today = current.person.today(at=at)
    now = Standing.on(current, today)
    content = change(now.content, now.place)
    if content == now.content:
        return None
    return enrolling.revise(
        current, content, made_by=Author.PHYSIO, by=str(physio), note=note, since=today, at=at
    )
