"""What is known of the nudges that are due, read under the lock in which their sending is decided."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from coach.models.consent import Purpose
from reminders.holds import Facts
from reminders.models.calendar import FRESH
from reminders.models.plan import SHAPE, Kind, rhythm_of
from reminders.routes import IN_REACH
from reminders.sessions import Left, left_to_do
from reminders.spikes import BY_INDEX

ASK_TO_MOVE = [Kind.BREAK.value, Kind.SESSION.value]  # what rests on a day off, and for a warning sign

# How many nudges came, snoozes not counted, and the word that `reminders.quieting` reads.
SO_FAR = """
    count(*) FILTER (WHERE state IN ('sending', 'sent', 'unknown') AND snoozed_from_id IS NULL) AS came_today,
    COALESCE(string_agg(CASE WHEN reason = 'quieted' THEN 'q'
                             WHEN state = 'sent' AND response = '' AND open_until <= %(at)s THEN 'i'
                             WHEN state = 'sent' OR response <> '' THEN 'a' END, '' ORDER BY due_at),
             '') AS today
"""
# A column that decides is named as the field of `Facts` it becomes.
TAKE = f"""
WITH nudge AS MATERIALIZED (
    SELECT * FROM reminders_nudge nudge WHERE {{which}} AND nudge.due_at <= %(at)s
    ORDER BY nudge.due_at LIMIT %(batch)s
    FOR UPDATE SKIP LOCKED)
SELECT nudge.id AS nudge, nudge.person_id AS person, nudge.plan_id AS plan, plan.kind, {SHAPE},
       nudge.due_at, nudge.expires_at, nudge.local_date, nudge.snoozed_from_id IS NOT NULL AS snoozed,
       nudge.plan_seq, plan.rhythm_seq, plan.deleted_at IS NOT NULL AS plan_deleted,
       person.is_active AS person_active,
       COALESCE((SELECT given FROM coach_consent consent
                 WHERE consent.person_id = person.id AND consent.purpose = %(reminders)s
                 ORDER BY at DESC, id DESC LIMIT 1), FALSE) AS agrees,
       plan.paused_until,
       plan.kind = ANY(%(moving)s) AND EXISTS (
           SELECT FROM coach_dayoff off
           WHERE off.person_id = person.id AND off.deleted_at IS NULL
             AND nudge.local_date BETWEEN off.starts_on AND off.ends_on) AS day_off,
       %(advice)s AND plan.kind = ANY(%(moving)s) AND EXISTS (
           SELECT FROM coach_triagereport report
           WHERE report.person_id = person.id AND report.pauses AND NOT EXISTS (
               SELECT FROM coach_triageacknowledgement word
               WHERE word.report_id = report.id AND word.lifts)) AS warned,
       plan.kind = 'diary' AND EXISTS (
           SELECT FROM coach_diaryentry entry
           WHERE entry.person_id = person.id AND entry.deleted_at IS NULL
             AND entry.recorded_at > nudge.due_at - interval '2 days'
             AND entry.local_day = nudge.local_date) AS done_already,
       clock.since AS last_break,
       (SELECT stretch.ends_at FROM reminders_busystretch stretch
        JOIN reminders_busycalendar calendar ON calendar.plan_id = stretch.calendar_id
        WHERE stretch.calendar_id = plan.id AND stretch.starts_at <= %(at)s AND stretch.ends_at > %(at)s
          AND calendar.fetched_at > %(fresh)s) AS busy_until,
       plan.daily_cap, day.came_today, day.today,
       EXISTS (SELECT FROM reminders_planquestion question
               WHERE question.plan_id = plan.id AND question.answered_at IS NULL) AS question_open,
       {IN_REACH} AS in_reach
FROM nudge
JOIN reminders_plan plan ON plan.id = nudge.plan_id
JOIN coach_person person ON person.id = nudge.person_id
LEFT JOIN reminders_planclock clock ON clock.plan_id = plan.id
CROSS JOIN LATERAL (
    SELECT {SO_FAR} FROM reminders_nudge earlier
    WHERE plan.kind = 'break' AND earlier.plan_id = nudge.plan_id
      AND earlier.slot < nudge.slot AND earlier.slot > nudge.slot - interval '36 hours'
      AND earlier.local_date = nudge.local_date) day
ORDER BY nudge.due_at
"""  # noqa: S608  # all are constants

ALL_DUE = "nudge.state = 'due'"
# Spelled so that the index of what is due does not match: in a spike it is long, though the planner believes
# it to be all but empty, and those that are named are found by their names.
THESE = "nudge.id = ANY(%(only)s::uuid[]) AND nudge.state || '' = 'due'"

IDS = 4
SHAPED = IDS + 6  # the columns of SHAPE come next


@dataclass(frozen=True)
class DueNudge:
    """A nudge that is due, locked by the transaction that read it, with what decides over it."""

    nudge: UUID
    person: UUID
    plan: UUID
    kind: Kind
    facts: Facts

    @property
    def seconds_left(self) -> float:
        """How long it is still of use, more than 0 for one that may go."""
        return (self.facts.expires_at - self.facts.now).total_seconds()


def take_due(
    *, at: dt.datetime, batch: int, channels: Collection[str], only: Sequence[str] | None = None
) -> list[DueNudge]:
    """Lock at most `batch` nudges due at `at` (of `only` these), oldest first, that no other worker holds.

    `channels`: those that are on.
    """
    known: dict[str, Any] = {
        "fresh": at - FRESH,
        "moving": ASK_TO_MOVE,
        "reminders": Purpose.REMINDERS,
        "advice": settings.COACH_ADVICE,
        "on": list(channels),
    }
    with connection.cursor() as cursor:
        cursor.execute(BY_INDEX)
        query = TAKE.format(which=ALL_DUE if only is None else THESE)
        cursor.execute(query, {"at": at, "batch": batch, "only": list(only or ()), **known})
        names = [column.name for column in cursor.description]
        due = [_due(at, names, row) for row in cursor.fetchall()]
    return _knowing_sessions(due, at)


def _due(at: dt.datetime, names: Sequence[str], row: Sequence[Any]) -> DueNudge:
    facts = dict(zip(names[SHAPED:], row[SHAPED:], strict=True))
    nudge, person, plan, kind = row[:IDS]
    return DueNudge(nudge, person, plan, kind, Facts(now=at, rhythm=rhythm_of(*row[IDS:SHAPED]), **facts))


def _knowing_sessions(due: list[DueNudge], at: dt.datetime) -> list[DueNudge]:
    """With whether there is a session left to do, which only the programmes' agendas can tell."""
    asked = [one for one in due if one.kind == Kind.SESSION]
    if not asked:
        return due
    days = {one.facts.local_date for one in asked}
    left = left_to_do({one.person for one in asked}, min(days), max(days), at=at)
    return [_knowing(one, left) if one.kind == Kind.SESSION else one for one in due]


def _knowing(due: DueNudge, left: Left) -> DueNudge:
    done = (due.person, due.facts.local_date) not in left
    return replace(due, facts=replace(due.facts, done_already=done))
