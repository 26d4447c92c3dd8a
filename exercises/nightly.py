"""The nightly pass over programmes: what is through is finished, and who stayed away goes on a step lower.

Both follow from time alone. The pass goes through the enrolments in order of their id, a chunk at a time, so
that its memory does not grow with their number; each is decided over in a transaction of its own, and once.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from exercises import deciding, enrolling, scheduling
from exercises.models import Author, Decision, Enrolment, Session, Status
from exercises.models.enrolment import RUNNING
from exercises.progression import LONG_ABSENCE
from exercises.scheduling import with_history

CHUNK = 256  # ids held in memory
DAY = dt.timedelta(days=1)
WEEK = 7 * DAY
NAMED = [{"name": "long_absence"}]


def finish_what_is_through(*, at: dt.datetime, chunk: int = CHUNK) -> int:
    """Finish every programme whose last day is over for its person; returns how many. Twice is as once."""
    latest = at.date() + DAY - WEEK  # somewhere it is tomorrow already
    begun = Enrolment.objects.filter(status=Status.ACTIVE, starts_on__lte=latest, person__is_active=True)
    return sum(_finish(one, at=at) for one in _ids(begun, chunk))


def ease_the_absent(*, at: dt.datetime, chunk: int = CHUNK) -> int:
    """Decide over every programme without a session for two weeks; returns how many decisions came of it.

    Once after each last session: two nights are as one.
    """
    return sum(len(deciding.after_absence(one, at=at)) for one in _ids(absent(at=at), chunk))


def absent(*, at: dt.datetime) -> Any:
    """Running, with a last session two weeks old by any calendar, and nothing decided about that yet."""
    sessions = Session.objects.filter(enrolment=OuterRef("pk")).order_by("-local_day", "-id")
    noticed = Decision.objects.filter(enrolment=OuterRef("pk"), reasons__contains=NAMED)
    running = Enrolment.objects.filter(status__in=RUNNING, person__is_active=True)
    return running.alias(last=Subquery(sessions.values("local_day")[:1])).filter(
        ~Exists(noticed.filter(session__local_day__gte=OuterRef("last"))),
        last__lte=at.date() + DAY - LONG_ABSENCE * DAY,
    )


def _ids(rows: Any, size: int) -> Iterator[UUID]:
    """By id, so that one that stays as it is is not met again."""
    rows = rows.order_by("pk").values_list("pk", flat=True)
    found = list(rows[:size])
    while found:
        yield from found
        found = list(rows.filter(pk__gt=found[-1])[:size])


@transaction.atomic
def _finish(enrolment: UUID, *, at: dt.datetime) -> bool:
    """Whether it was through. Left alone where another pass, or the person, has it in hand."""
    locked = Enrolment.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    found = with_history(locked.filter(pk=enrolment, status=Status.ACTIVE)).first()
    if found is None:
        return False
    last = scheduling.last_day(found)
    if last is None or last >= found.person.today(at=at):
        return False
    enrolling.set_status(found, Status.FINISHED, made_by=Author.RULE, at=at)
    return True
