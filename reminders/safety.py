"""Messages about someone's safety: they may come twice, and may not be lost.

One is made in the transaction that appends what it is about. It is sent to every device and by mail, again
and again with growing pauses, until one provider has taken it or the person says that they read it; until
then it also stands in the inbox. It goes out whatever the person agreed to about reminders, because it is not
one, and no longer once the account is closed.
"""

import datetime as dt
import time
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from coach.models import Assessment, TriageReport
from reminders.carrying import Errand, carry
from reminders.channels import Outcome, Ways
from reminders.channels.ways import ways as configured
from reminders.delivery import retire
from reminders.models import SafetyMessage
from reminders.models.safety import SafetyKind
from reminders.routes import Reachable, reachable

BATCH = 100
OF_USE = 24 * 60 * 60.0  # seconds a push service may keep it for a phone that is off
REVIEW = "review"  # the step of `coach.course` at which somebody is to have a look

# The pause doubles from one minute to an hour. It is set before the try: a crash leads to another try.
TAKE = """
UPDATE reminders_safetymessage message
SET attempts = attempts + 1,
    next_try_at = %(at)s + least(interval '1 hour', interval '1 minute' * power(2, least(attempts, 6)))
FROM coach_person person
WHERE person.id = message.person_id AND message.id IN (
    SELECT id FROM reminders_safetymessage
    WHERE accepted_at IS NULL AND acknowledged_at IS NULL AND next_try_at <= %(at)s
    ORDER BY next_try_at LIMIT %(batch)s FOR UPDATE SKIP LOCKED)
RETURNING message.id, message.person_id, person.is_active
"""


def warn(report: TriageReport) -> None:
    """Make the message about a report that pauses; once, however often this is called."""
    if settings.COACH_ADVICE and report.pauses:
        _make([SafetyMessage(kind=SafetyKind.TRIAGE, report=report, **_about(report))])


def ask_for_review(assessments: Iterable[Assessment]) -> None:
    """Make the message that somebody is to have a look, once per episode, where these say so."""
    due = [one for one in assessments if one.next_step == REVIEW]
    if settings.COACH_ADVICE and due:
        _make([SafetyMessage(kind=SafetyKind.REVIEW, assessment=one, **_about(one)) for one in due])


def bring(*, at: dt.datetime, ways: Ways | None = None) -> int:
    """Try what is due for a try; returns how many messages a provider has taken."""
    since, ways = time.monotonic(), ways or configured()
    taken = _take(at) if settings.COACH_ADVICE else {}
    people = reachable(set(taken.values()), ways.keys())
    errands = [
        one
        for message, person in taken.items()
        if person in people
        for one in _errands(message, people[person])
    ]
    trips = carry(errands, ways, at=at, since=since)
    accepted = {trip.errand.message for trip in trips if trip.answer.outcome is Outcome.ACCEPTED}
    SafetyMessage.objects.filter(pk__in=accepted).update(accepted_at=at)
    retire(trips, at=at)
    return len(accepted)


def _make(messages: list[SafetyMessage]) -> None:
    SafetyMessage.objects.bulk_create(messages, ignore_conflicts=True)


def _about(subject: TriageReport | Assessment) -> Mapping[str, Any]:
    return {
        "person_id": subject.person_id,
        "episode_id": subject.episode_id,
        "created_at": subject.at,
        "next_try_at": subject.at,
    }


def _take(at: dt.datetime) -> dict[UUID, UUID]:
    """Message to person, of those whose account is open, each with its next try put ahead already."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"at": at, "batch": BATCH})
        return {message: person for message, person, active in cursor.fetchall() if active}


def _errands(message: UUID, person: Reachable) -> list[Errand]:
    """One for every address there is."""
    return [Errand(message, (stop,), person.language, OF_USE, important=True) for stop in person.everywhere]
