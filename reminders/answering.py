"""What follows from a person's answer to a nudge, in words or in deeds."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from coach.models import DiaryEntry
from exercises.models import Session
from reminders.models import Nudge
from reminders.models.nudge import LIFE, Response, State
from reminders.models.plan import Kind

SHORTEST_SNOOZE, USUAL_SNOOZE, LONGEST_SNOOZE = 5, 10, 30  # minutes


class CannotAnswer(Exception):
    """Why this answer cannot be given; the message is for the person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def answer(nudge: Nudge, response: Response, *, at: dt.datetime, minutes: int = USUAL_SNOOZE) -> Nudge:
    """Record the answer once. Done and skip start a whole interval anew; snooze asks again in `minutes`.

    The same answer again changes nothing. Raises `CannotAnswer` for a nudge that never came, one that has
    another answer, and a snooze past the end of the hours.
    """
    with transaction.atomic():
        nudge = Nudge.objects.select_for_update(of=("self",)).select_related("plan").get(pk=nudge.pk)
        if nudge.response == response:
            return nudge
        _refuse_unanswerable(nudge)
        since = _snooze(nudge, at + dt.timedelta(minutes=minutes)) if response == Response.SNOOZED else at
        nudge.response, nudge.responded_at = response, at
        nudge.save(update_fields=["response", "responded_at"])
        nudge.plan.restart(since, at=at)
        return nudge


def written(entries: Iterable[DiaryEntry], *, at: dt.datetime) -> None:
    """Whoever writes the diary has answered that day's call for it, whichever way they came to it."""
    days: dict[UUID, set[dt.date]] = defaultdict(set)
    for entry in entries:
        if entry.deleted_at is None:
            days[entry.person_id].add(entry.local_day)
    for person, some in days.items():
        _done_by_doing(person, Kind.DIARY, some, at)


def trained(sessions: Iterable[Session], *, at: dt.datetime) -> None:
    """Whoever does the exercises has answered that day's call for them; one that waits will not be sent."""
    for session in sessions:
        if session.deleted_at is None:
            _done_by_doing(session.person_id, Kind.SESSION, [session.local_day], at)


def _done_by_doing(person: UUID, kind: Kind, days: Collection[dt.date], at: dt.datetime) -> None:
    asked = Nudge.objects.came().filter(person=person, plan__kind=kind, local_date__in=days, response="")
    asked.update(response=Response.DONE, responded_at=at)


def _refuse_unanswerable(nudge: Nudge) -> None:
    if nudge.state not in {State.SENT, State.UNKNOWN}:
        raise CannotAnswer("not_sent", _("This nudge was not sent, so it cannot be answered."))
    if nudge.response:
        raise CannotAnswer("already_answered", _("This nudge already has another answer."))


def _snooze(nudge: Nudge, due_at: dt.datetime) -> dt.datetime:
    """One more row, on the original's day and inside the hours of that day."""
    rhythm = nudge.plan.rhythm
    if rhythm.window_at(due_at) is None or rhythm.local_date(due_at) != nudge.local_date:
        raise CannotAnswer("outlives_hours", _("Your hours end before that. Answer with done or skip."))
    Nudge.objects.create(
        plan=nudge.plan,
        person_id=nudge.person_id,
        plan_seq=nudge.plan.seq,
        slot=due_at,
        due_at=due_at,
        expires_at=due_at + LIFE,
        local_date=nudge.local_date,
        snoozed_from=nudge,
    )
    return due_at
