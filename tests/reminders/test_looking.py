"""One question, and each of its answers on its own."""

import datetime as dt

import pytest
from django.db import connection

from reminders import dispatch
from reminders.delivery import LEASE, database_now
from reminders.looking import ToDo, look
from reminders.models import Nudge
from reminders.models.nudge import State
from reminders.waves import LEAD
from tests.reminders.conftest import HOUR, MINUTE, MakePlan

pytestmark = pytest.mark.django_db


def answers(found: ToDo) -> tuple[bool, bool, bool]:
    assert not found.waves
    return found.plans, found.nudges, found.left_behind


def test_where_nobody_has_a_plan_there_is_nothing_to_do() -> None:
    assert answers(look()) == (False, False, False)


def test_the_moment_is_the_databases(make_plan: MakePlan) -> None:
    before = database_now()
    assert before <= look().at <= database_now()


@pytest.mark.parametrize(
    ("due", "plans"),
    [
        pytest.param(-MINUTE, True, id="due"),
        pytest.param(LEAD / 2, True, id="soon"),
        pytest.param(LEAD * 2, False, id="not yet"),
    ],
)
def test_a_plan_is_to_be_claimed_once_it_is_due_soon(
    make_plan: MakePlan, due: dt.timedelta, plans: bool
) -> None:
    make_plan(at=database_now() - HOUR, due=database_now() + due)
    assert answers(look()) == (plans, False, False)


@pytest.mark.parametrize(
    ("state", "since", "found"),
    [
        pytest.param(State.DUE, MINUTE, (False, True, False), id="waits for a worker"),
        pytest.param(State.DUE, -MINUTE, (False, False, False), id="comes later"),
        pytest.param(State.SENDING, LEASE / 2, (False, False, False), id="on its way"),
        pytest.param(State.SENDING, LEASE * 2, (False, False, True), id="left on its way"),
        pytest.param(State.SENT, LEASE * 2, (False, False, False), id="arrived"),
    ],
)
def test_a_nudge_is_to_be_brought_or_given_up(
    make_plan: MakePlan, state: State, since: dt.timedelta, found: tuple[bool, bool, bool]
) -> None:
    now = database_now()
    make_plan(at=now - HOUR, due=now - MINUTE)
    dispatch.materialise(at=now)
    Nudge.objects.update(state=state, due_at=now - since, sending_at=now - since, open_until=now + HOUR)
    assert answers(look()) == found


@pytest.mark.parametrize(("since", "come"), [(MINUTE, True), (-MINUTE, False)], ids=["came", "is to come"])
def test_what_was_written_ahead_is_to_be_handed_over_once_its_slot_came(
    make_plan: MakePlan, since: dt.timedelta, *, come: bool
) -> None:
    slot = database_now() - since
    make_plan(at=slot - HOUR, due=slot)
    dispatch.materialise(at=slot - LEAD)
    found = look()
    assert (found.waves, found.nudges, found.plans) == (come, come, False)


def test_a_table_that_was_empty_when_the_question_was_planned_is_not_read_from_end_to_end() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE reminders_nudge, reminders_planclock, reminders_wave")
    before = read_from_end_to_end()
    for _ in range(10):
        look()
    assert read_from_end_to_end() == before


def read_from_end_to_end() -> dict[str, int]:
    """How often each table was, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, seq_scan FROM pg_stat_xact_user_tables WHERE relname ^@ 'reminders_'")
        return dict(cursor.fetchall())
