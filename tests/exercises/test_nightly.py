"""What time alone does to programmes: what is through is finished, who stayed away goes on a step lower."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
import time_machine

from coach import screening
from coach.models import DayOff, Person
from exercises import enrolling, nightly, tasks
from exercises.models import Author, Decision, Enrolment, Programme, Status
from exercises.programmes.changing import prescribe
from tests.conftest import NOW, new_id
from tests.exercises.admin.practice import did
from tests.exercises.training import fill_library

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
TODAY = NOW.date()
WEEKS = 6 * 7


@pytest.fixture(autouse=True)
def _library(db: None) -> None:
    fill_library("back-to-strength", "office-five-minutes")


def give(person: Person, *, ago: int) -> Enrolment:
    """Six weeks that began so many days before `NOW`."""
    programme, began = Programme.objects.get(slug="back-to-strength"), TODAY - ago * DAY
    return enrolling.assign(
        person, programme, physio=person, starts_on=began, episode=None, at=NOW - ago * DAY
    )


def status(enrolment: Enrolment) -> str:
    return Enrolment.objects.get(pk=enrolment.pk).status


def warn(person: Person) -> None:
    episode, _ = person.episodes.put(new_id(), {"region": "lower_back", "onset_on": TODAY - 90 * DAY})
    screening.report(episode, {"fever": True}, why="something_changed", at=NOW)


# --- what is through ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        pytest.param(WEEKS - 1, "active", id="on its last day"),
        pytest.param(WEEKS, "finished", id="the day after"),
        pytest.param(WEEKS + 30, "finished", id="after nights without a pass"),
        pytest.param(3, "active", id="just begun"),
    ],
)
def test_a_programme_is_finished_once_its_last_day_is_over(person: Person, ago: int, expected: str) -> None:
    enrolment = give(person, ago=ago)
    assert nightly.finish_what_is_through(at=NOW) == (expected == "finished")
    assert status(enrolment) == expected
    assert nightly.finish_what_is_through(at=NOW) == 0
    if expected == "finished":
        change = enrolment.status_changes.get(status="finished")
        assert (change.made_by, change.on) == (Author.RULE, TODAY)


@pytest.mark.parametrize(
    ("zone", "hour", "expected"),
    [
        pytest.param("Pacific/Auckland", 12, "finished", id="where it is tomorrow already"),
        pytest.param("Europe/Amsterdam", 12, "active", id="where it is still today"),
        pytest.param("America/Los_Angeles", 31, "active", id="where today is not over yet"),
        pytest.param("America/Los_Angeles", 32, "finished", id="where it just ended"),
    ],
)
def test_the_day_is_the_persons_own(person: Person, zone: str, hour: int, expected: str) -> None:
    person.time_zone = zone
    person.save()
    enrolment = give(person, ago=WEEKS - 1)
    at = dt.datetime.combine(TODAY, dt.time(), tzinfo=dt.UTC) + dt.timedelta(hours=hour)
    assert (at.astimezone(ZoneInfo(zone)).date() > TODAY) == (expected == "finished")
    nightly.finish_what_is_through(at=at)
    assert status(enrolment) == expected


def test_a_week_that_was_lost_comes_again_before_the_end(person: Person) -> None:
    enrolment = give(person, ago=WEEKS)
    began = enrolment.starts_on
    content = {"kind": DayOff.Kind.SICK, "starts_on": began, "ends_on": began + 3 * DAY}
    person.days_off.put(new_id(), content)
    assert nightly.finish_what_is_through(at=NOW) == 0
    assert nightly.finish_what_is_through(at=NOW + 7 * DAY) == 1


@pytest.mark.parametrize("kept", ["paused", "stopped", "finished"])
def test_what_does_not_run_is_left_alone(person: Person, kept: str) -> None:
    enrolment = give(person, ago=WEEKS + 20)
    enrolling.set_status(enrolment, Status(kept), made_by=Author.PHYSIO, at=NOW - 30 * DAY)
    assert nightly.finish_what_is_through(at=NOW) == 0
    assert status(enrolment) == kept


def test_while_a_warning_sign_is_open_it_rests(person: Person) -> None:
    enrolment = give(person, ago=WEEKS)
    warn(person)
    assert nightly.finish_what_is_through(at=NOW) == 0
    assert status(enrolment) == "active"


def test_all_are_reached_however_small_the_chunks(make_person: Callable[..., Person]) -> None:
    through = [give(make_person(f"p{number}"), ago=WEEKS + number) for number in range(3)]
    going = [give(make_person(f"q{number}"), ago=20 + number) for number in range(3)]
    assert nightly.finish_what_is_through(at=NOW, chunk=2) == 3
    assert {status(one) for one in through} == {"finished"}
    assert {status(one) for one in going} == {"active"}


# --- who stayed away ---------------------------------------------------------------------------------------


def stayed_away(person: Person, *, ago: int) -> Enrolment:
    """In a phase of four weeks, with one session so many days ago, in which all went well."""
    programme, began = Programme.objects.get(slug="office-five-minutes"), TODAY - (ago + 1) * DAY
    enrolment = enrolling.assign(
        person, programme, physio=person, starts_on=began, episode=None, at=NOW - ago * DAY
    )
    fine = {"sets": 1, "repetitions": 8, "effort": 2, "pain_during": 0, "pain_after": 0}
    did(enrolment, ago=ago, day="sitting", exercise="sit-to-stand", **fine)
    return enrolment


def repetitions(enrolment: Enrolment) -> int | None:
    found = Enrolment.objects.get(pk=enrolment.pk).current.plan.phases[0].prescription("sit-to-stand")
    assert found
    return found.repetitions


@pytest.mark.parametrize(
    ("ago", "expected"),
    [pytest.param(13, 8, id="thirteen days"), pytest.param(14, 6, id="fourteen")],
)
def test_after_two_weeks_away_it_goes_on_a_step_lower(person: Person, ago: int, expected: int) -> None:
    enrolment = stayed_away(person, ago=ago)
    assert nightly.ease_the_absent(at=NOW) == (expected == 6)
    assert repetitions(enrolment) == expected
    if expected == 6:
        decision = Decision.objects.get()
        assert (decision.action, decision.made_by, decision.version) == ("step_back", "rule", 2)
        assert decision.reasons == [{"name": "long_absence", "params": {"days": 14}}]
        assert enrolment.versions.get(number=2).since == TODAY


def test_an_absence_is_noticed_once_however_long_it_lasts(person: Person) -> None:
    enrolment = stayed_away(person, ago=14)
    counts = [nightly.ease_the_absent(at=NOW + night * DAY) for night in range(6)]
    assert (counts, repetitions(enrolment)) == ([1, 0, 0, 0, 0, 0], 6)


def test_at_the_least_it_stays_and_that_too_is_said_once(person: Person) -> None:
    enrolment = stayed_away(person, ago=16)
    at_the_least = prescribe(enrolment.current.plan, 0, "sit-to-stand", {"repetitions": 5})
    since = TODAY - 17 * DAY
    enrolling.revise(enrolment, at_the_least, made_by=Author.RULE, since=since, at=NOW - 17 * DAY)
    person.sessions.update(version=2)
    counts = [nightly.ease_the_absent(at=NOW + night * DAY) for night in range(3)]
    assert (counts, repetitions(enrolment)) == ([1, 0, 0], 5)
    assert Decision.objects.get().action == "hold"


def test_the_next_absence_is_noticed_anew(person: Person) -> None:
    enrolment = stayed_away(person, ago=14)
    nightly.ease_the_absent(at=NOW)
    session = did(enrolment, ago=0, day="sitting", exercise="sit-to-stand", sets=1, repetitions=6)
    person.sessions.filter(pk=session.pk).update(version=2)
    assert nightly.ease_the_absent(at=NOW + 13 * DAY) == 0
    assert nightly.ease_the_absent(at=NOW + 14 * DAY) == 1
    assert repetitions(enrolment) == 5


def test_nothing_is_decided_while_a_warning_sign_is_open_nor_about_what_is_over(person: Person) -> None:
    enrolment = stayed_away(person, ago=14)
    warn(person)
    assert nightly.ease_the_absent(at=NOW) == 0
    enrolling.set_status(enrolment, Status.STOPPED, made_by=Author.PERSON, at=NOW)
    assert list(nightly.absent(at=NOW)) == []


def test_a_pause_does_not_hide_an_absence(person: Person) -> None:
    enrolment = stayed_away(person, ago=14)
    enrolling.set_status(enrolment, Status.PAUSED, made_by=Author.PERSON, at=NOW - 10 * DAY)
    assert nightly.ease_the_absent(at=NOW) == 1
    assert repetitions(enrolment) == 6


def test_who_never_began_is_not_absent(person: Person) -> None:
    give(person, ago=20)
    assert nightly.ease_the_absent(at=NOW) == 0


def test_everyone_absent_is_reached_however_small_the_chunks(make_person: Callable[..., Person]) -> None:
    for number in range(3):
        stayed_away(make_person(f"p{number}"), ago=15 + number)
    assert nightly.ease_the_absent(at=NOW, chunk=2) == 3
    assert nightly.ease_the_absent(at=NOW, chunk=2) == 0


def test_the_worker_goes_through_both_doors(person: Person) -> None:
    with time_machine.travel(NOW, tick=False):
        enrolment = give(person, ago=WEEKS)
        stayed_away(person, ago=14)
        tasks.finish_what_is_through()
        tasks.ease_the_absent()
    assert status(enrolment) == "finished"
    assert Decision.objects.count() == 1
