"""What is known of the nudges that are due, read under the lock in which their sending is decided."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from coach.models.consent import Purpose
from reminders.holds import Facts
from reminders.models.calendar import FRESH
from reminders.models.plan import SHAPE, Kind, rhythm_of

ASK_TO_MOVE = [Kind.BREAK.value, Kind.SESSION.value]  # what rests while a warning sign is open

TAKE = f"""
SELECT nudge.id, nudge.person_id, nudge.expires_at, nudge.plan_seq, plan.seq,
       plan.deleted_at IS NOT NULL, person.is_active,
       COALESCE((SELECT given FROM coach_consent consent
                 WHERE consent.person_id = person.id AND consent.purpose = %s
                 ORDER BY at DESC, id DESC LIMIT 1), FALSE),
       plan.paused_until,
       %s AND plan.kind = ANY(%s) AND EXISTS (
           SELECT FROM coach_triagereport report
           WHERE report.person_id = person.id AND report.pauses AND NOT EXISTS (
               SELECT FROM coach_triageacknowledgement word WHERE word.report_id = report.id AND word.lifts)),
       clock.since, nudge.snoozed_from_id IS NOT NULL,
       (SELECT stretch.ends_at FROM reminders_busystretch stretch
        JOIN reminders_busycalendar calendar ON calendar.plan_id = stretch.calendar_id
        WHERE stretch.calendar_id = plan.id AND stretch.starts_at <= %s AND stretch.ends_at > %s
          AND calendar.fetched_at > %s),
       {SHAPE}
FROM reminders_nudge nudge
JOIN reminders_plan plan ON plan.id = nudge.plan_id
JOIN coach_person person ON person.id = nudge.person_id
LEFT JOIN reminders_planclock clock ON clock.plan_id = plan.id
WHERE nudge.state = 'due' AND nudge.due_at <= %s
ORDER BY nudge.due_at LIMIT %s
FOR UPDATE OF nudge SKIP LOCKED
"""  # noqa: S608  # SHAPE is a constant


@dataclass(frozen=True)
class DueNudge:
    """A nudge that is due, locked by the transaction that read it, with what decides over it."""

    nudge: UUID
    person: UUID
    facts: Facts

    @property
    def seconds_left(self) -> float:
        """How long it is still of use, more than 0 for one that may go."""
        return (self.facts.expires_at - self.facts.now).total_seconds()


def take_due(*, at: dt.datetime, batch: int) -> list[DueNudge]:
    """Lock at most `batch` nudges due at `at`, oldest first, that no other worker holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE,
            [Purpose.REMINDERS, settings.COACH_ADVICE, ASK_TO_MOVE, at, at, at - FRESH, at, batch],
        )
        return [DueNudge(row[0], row[1], _facts(at, *row[2:])) for row in cursor.fetchall()]


def _facts(at: dt.datetime, *row: Any) -> Facts:
    expires_at, plan_seq, seq, deleted, active, agrees, paused_until, warned, since, *more = row
    snoozed, busy_until, *shape = more
    return Facts(
        now=at,
        expires_at=expires_at,
        plan_seq=plan_seq,
        current_seq=seq,
        plan_deleted=deleted,
        person_active=active,
        agrees=agrees,
        paused_until=paused_until,
        warned=warned,
        last_break=since,
        rhythm=rhythm_of(*shape),
        snoozed=snoozed,
        busy_until=busy_until,
    )
