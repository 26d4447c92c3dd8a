"""A physio's change of somebody's own copy: a version from today on, in the physio's words."""

import datetime as dt
from functools import partial

import pytest

from coach.models import Person
from exercises import altering, enrolling
from exercises.enrolling import Over
from exercises.models import Author, Enrolment, EnrolmentVersion, Programme, Status
from exercises.programmes import Content
from exercises.programmes.changing import NothingLeft, prescribe
from tests.conftest import NOW
from tests.exercises.training import fill_library

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def enrolment(person: Person, physio: Person) -> Enrolment:
    """Six weeks of `back-to-strength`, begun three weeks ago: the second phase is under way."""
    fill_library("back-to-strength")
    programme, began = Programme.objects.get(slug="back-to-strength"), TODAY - 21 * DAY
    return enrolling.assign(person, programme, physio=physio, starts_on=began, episode=None, at=NOW)


def rows(content: Content, place: int, loads: float) -> Content:
    return prescribe(content, place, "dumbbell-row", {"load_kg": loads})


def alter(enrolment: Enrolment, physio: Person, loads: float) -> EnrolmentVersion | None:
    change = partial(rows, loads=loads)
    return altering.alter(enrolment, change, physio=physio, note="Rustiger", at=NOW)


def test_a_change_holds_from_today_in_the_phase_under_way_and_after(
    enrolment: Enrolment, physio: Person
) -> None:
    made = alter(enrolment, physio, 2.5)
    assert made is not None
    assert (made.number, made.since, made.made_by) == (2, TODAY, "physio")
    assert (made.made_by_name, made.note) == (str(physio), "Rustiger")
    doses = [phase.prescription("dumbbell-row") for phase in made.plan.phases]
    assert [one.load_kg for one in doses if one] == [2, 2.5, 2.5]


def test_the_same_as_it_was_is_no_change(enrolment: Enrolment, physio: Person) -> None:
    assert alter(enrolment, physio, 2.5)
    assert alter(enrolment, physio, 2.5) is None
    assert enrolment.versions.count() == 2


def test_what_is_over_is_not_changed(enrolment: Enrolment, physio: Person) -> None:
    enrolling.set_status(enrolment, Status.STOPPED, made_by=Author.PERSON, at=NOW)
    with pytest.raises(Over):
        alter(enrolment, physio, 2.5)


def test_a_change_that_cannot_be_made_leaves_everything(enrolment: Enrolment, physio: Person) -> None:
    def refuse(_content: Content, _place: int) -> Content:
        raise NothingLeft

    with pytest.raises(NothingLeft):
        altering.alter(enrolment, refuse, physio=physio, note="x", at=NOW)
    assert enrolment.versions.count() == 1
