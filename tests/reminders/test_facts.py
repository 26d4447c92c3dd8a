"""What is read before a nudge may go, each fact from the rows that make it true."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command

from coach.models import Person
from coach.models.synced import Put
from exercises import enrolling
from exercises.models import Programme
from reminders import delivery, dispatch
from reminders.models import Nudge, Plan
from reminders.models.nudge import Reason, State
from tests.conftest import NOW, new_id
from tests.nudges import nudge
from tests.reminders.conftest import DAY, HOUR, MINUTE, MakePlan, live, what_became

pytestmark = pytest.mark.django_db
SENT = (State.SENT, "")
TODAY = NOW.date()


def fate(plan: Plan) -> tuple[str, str]:
    """What becomes of the nudge of a plan that is due now."""
    plan.clock.next_due_at = NOW
    plan.clock.save()
    dispatch.materialise(at=NOW)
    delivery.deliver(at=NOW)
    (became,) = what_became(plan)
    return became


def take_off(person: Person, first: int, last: int) -> None:
    days = {"starts_on": TODAY + first * DAY, "ends_on": TODAY + last * DAY}
    person.days_off.put(new_id(), {"kind": "sick", **days})


@pytest.mark.parametrize(
    ("kind", "first", "last", "expected"),
    [
        pytest.param("break", 0, 0, (State.HELD, Reason.PAUSED), id="a break on a day off"),
        pytest.param("break", -3, 5, (State.HELD, Reason.PAUSED), id="a break in a week off"),
        pytest.param("break", -3, -1, SENT, id="better since today"),
        pytest.param("break", 1, 3, SENT, id="off from tomorrow"),
        pytest.param("diary", 0, 0, SENT, id="the diary goes on"),
        pytest.param("session", 0, 0, (State.HELD, Reason.PAUSED), id="a session on a day off"),
    ],
)
def test_a_day_off_rests_what_asks_to_move(
    make_plan: MakePlan, person: Person, kind: str, first: int, last: int, expected: Any
) -> None:
    take_off(person, first, last)
    assert fate(make_plan(kind=kind)) == expected


def test_days_off_that_were_taken_back_rest_nothing(make_plan: MakePlan, person: Person) -> None:
    take_off(person, 0, 0)
    person.days_off.bury(person.days_off.get().pk, at=NOW)
    assert fate(make_plan()) == SENT


def write_diary(person: Person, at: dt.datetime) -> Any:
    episode, _ = person.episodes.put(new_id(), {"region": "neck", "onset_on": TODAY - 9 * DAY})
    content = {"episode": episode, "recorded_at": at, "utc_offset": 0, "pain": 3}
    entry, _ = person.diary.put(new_id(), content)
    return entry


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        pytest.param("diary", NOW - HOUR, (State.HELD, Reason.NOT_DUE_ANY_MORE), id="this morning"),
        pytest.param("diary", NOW - 10 * HOUR, SENT, id="last night"),
        pytest.param("break", NOW - HOUR, SENT, id="a break is something else"),
    ],
)
def test_a_diary_written_today_is_not_asked_for(
    make_plan: MakePlan, person: Person, kind: str, written: dt.datetime, expected: Any
) -> None:
    write_diary(person, written)
    assert fate(make_plan(kind=kind)) == expected


def test_a_diary_entry_that_was_struck_out_is_asked_for_again(make_plan: MakePlan, person: Person) -> None:
    entry = write_diary(person, NOW - HOUR)
    person.diary.bury(entry.pk, at=NOW)
    assert fate(make_plan(kind="diary")) == SENT


@pytest.fixture
def enrolled(person: Person) -> Any:
    """In a programme that began today, with a routine a day."""
    call_command("load_catalogue", verbosity=0)
    programme = Programme.objects.get(slug="office-five-minutes")
    content = {"programme": programme, "episode": None, "starts_on": TODAY, "status": "active"}
    enrolment, _ = enrolling.put(person, Put(new_id(), content), at=NOW)
    return enrolment


def test_a_session_is_asked_for_on_a_day_it_is_due(make_plan: MakePlan, enrolled: Any) -> None:
    assert fate(make_plan(kind="session")) == SENT


def test_a_session_done_today_is_not_asked_for(make_plan: MakePlan, person: Person, enrolled: Any) -> None:
    for key in {day.key for day in enrolled.current.plan.phases[0].days}:
        done = {"enrolment": enrolled, "version": 1, "started_at": NOW - HOUR, "utc_offset": 0}
        person.sessions.put(new_id(), {**done, "recorded_at": NOW, "day": key, "exercises": []})
    assert fate(make_plan(kind="session")) == (State.HELD, Reason.NOT_DUE_ANY_MORE)


def test_without_a_programme_no_session_is_asked_for(make_plan: MakePlan) -> None:
    assert fate(make_plan(kind="session")) == (State.HELD, Reason.NOT_DUE_ANY_MORE)


def test_the_programme_of_another_says_nothing(make_plan: MakePlan, stranger: Person, enrolled: Any) -> None:
    assert fate(make_plan(kind="session", owner=stranger)) == (State.HELD, Reason.NOT_DUE_ANY_MORE)


def test_no_more_come_in_a_day_than_the_cap(make_plan: MakePlan) -> None:
    plan = make_plan(daily_cap=3, at=NOW.replace(hour=0, minute=0))
    live(until=NOW.replace(hour=23))
    came = [became for became in what_became(plan) if became == SENT]
    assert len(came) == 3
    assert what_became(plan)[3] == (State.HELD, Reason.DAILY_CAP)
    live(until=NOW + DAY)
    assert plan.nudges.filter(state=State.SENT, local_date=TODAY + DAY).count() == 3


def test_the_cap_of_one_plan_is_not_that_of_another(make_plan: MakePlan) -> None:
    first, second = make_plan(daily_cap=1, due=NOW), make_plan(daily_cap=1, due=NOW + MINUTE)
    live(until=NOW + MINUTE)
    assert what_became(first) == what_became(second) == [SENT]


def test_a_nudge_snoozed_counts_once_towards_the_cap(make_plan: MakePlan) -> None:
    plan = make_plan(daily_cap=1, due=NOW)
    live(until=NOW)
    original = Nudge.objects.get()
    nudge(plan, NOW + 10 * MINUTE, State.DUE, snoozed_from=original, open_until=None)
    live(until=NOW + 10 * MINUTE)
    assert what_became(plan) == [SENT, SENT]
