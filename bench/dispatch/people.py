"""A great many people with a plan each, made inside the database from one real person."""

import datetime as dt
import json
import random
from typing import Any
from uuid import UUID

from django.db import connection, models

from coach.models import Consent, Person
from coach.models.consent import Purpose
from coach.models.fields import new_id
from reminders import planning
from reminders.models import Plan, PlanClock
from reminders.rhythm import WEEKDAYS, Rhythm
from reminders.rhythm.opening import shape_of

SHAPES = 4000
ZONES = (
    "Europe/Amsterdam",
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "UTC",
)
INTERVALS = (60, 60, 60, 30, 45, 90, 120)  # an hour is what most people keep
SHAPE = """
CREATE TEMP TABLE shape (
    number int PRIMARY KEY, shape uuid, every int, hours jsonb, zone text, phase int)
"""
CROWD = "(SELECT id, email FROM coach_person WHERE email LIKE 'crowd-%%') crowd"


def gather(count: int, *, at: dt.datetime, shapes: int = SHAPES) -> None:
    """`count` people who agreed to reminders, each with a plan of one of `shapes` timetables, none due yet.

    Hours are open round the clock, so that a measurement may begin at any time; what makes one timetable
    another are interval, phase, zone, and when the two windows of the weekend meet.
    """
    person, plan = _one_of_each(at)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # rows as they are, without trigger or check
        cursor.execute(SHAPE)
        cursor.executemany("INSERT INTO shape VALUES (%s, %s, %s, %s, %s, %s)", _shapes(shapes))
    _copy(
        Person,
        person.pk,
        f"generate_series(1, {count}) number",
        id="uuidv7()",
        email="'crowd-' || number || '@example.org'",
    )
    _copy(Consent, person.consents.get().pk, CROWD, id="uuidv7()", person_id="crowd.id")
    _copy(
        Plan,
        plan.pk,
        f"{CROWD} JOIN shape ON number = abs(hashtext(email)) %% {shapes}",
        id="uuidv7()",
        person_id="crowd.id",
        every_minutes="every",
        windows="hours",
        time_zone="zone",
        phase="shape.phase",
    )
    _copy(
        PlanClock,
        plan.pk,
        f"(SELECT plan.id, crowd.id AS person, shape.shape FROM {CROWD} "
        f"JOIN reminders_plan plan ON plan.person_id = crowd.id "
        f"JOIN shape ON number = abs(hashtext(email)) %% {shapes} ORDER BY random()) wound",
        plan_id="wound.id",
        person_id="person",
        shape="wound.shape",
        next_due_at="NULL",
    )
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def _one_of_each(at: dt.datetime) -> tuple[Person, Plan]:
    person = Person.objects.create_user("one@example.org", display_name="One")
    person.consents.create(purpose=Purpose.REMINDERS, version="1", given=True, at=at)
    content = {"every_minutes": 60, "windows": _hours(12), "time_zone": "UTC", "paused_until": None}
    return person, planning.put(person, new_id(), content, base_seq=None, at=at)[0]


def _shapes(count: int) -> list[tuple[int, UUID, int, str, str, int]]:
    chosen, rows = random.Random(1), []
    for number in range(count):
        every, hours = chosen.choice(INTERVALS), _hours(chosen.randrange(1, 24))
        zone, phase = chosen.choice(ZONES), chosen.randrange(every // 2, every)
        shape = shape_of(Rhythm.parse(every=every, windows=hours, zone=zone, phase=phase))
        rows.append((number, shape, every, json.dumps(hours), zone, phase))
    return rows


def _hours(split: int) -> dict[str, list[list[str]]]:
    weekend = [["00:00", f"{split:02}:00"], [f"{split:02}:00", "24:00"]]
    return {day: weekend if day in ("sat", "sun") else [["00:00", "24:00"]] for day in WEEKDAYS}


def _copy(model: type[models.Model], original: Any, source: str, **others: str) -> None:
    """Rows like `original`, one for each row of `source`, but for the columns that `others` gives as SQL."""
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields]
    values = [others.get(column, f'original."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    key = model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} "
            f"FROM {table} original, {source} WHERE original.{key} = %s",
            [original],
        )
