"""A physio's word on a decision, and what it leaves of the questions."""

import datetime as dt
from typing import Any

import pytest

from coach.models import Person
from exercises import altering, enrolling, overruling
from exercises.deciding import NotAsked
from exercises.enrolling import Over
from exercises.models import Action, Author, Decision, Enrolment, Programme, Status
from exercises.overruling import NoRoom
from exercises.programmes.changing import leave_out, prescribe
from tests.conftest import NOW
from tests.exercises.training import fill_library

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SQUAT = {"sets": 2, "repetitions": 8, "seconds": None, "load_kg": None}
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def enrolment(person: Person, physio: Person) -> Enrolment:
    fill_library("back-to-strength")
    programme = Programme.objects.get(slug="back-to-strength")
    return enrolling.assign(person, programme, physio=physio, starts_on=TODAY, episode=None, at=NOW)


def decided(enrolment: Enrolment, action: str, repetitions: int = 8, **fields: Any) -> Decision:
    """What the rule said of the squat; where that changed the dose, the version that came of it stands."""
    after = {**SQUAT, "repetitions": repetitions}
    version = None
    if after != SQUAT:
        content = prescribe(enrolment.current.plan, 0, "squat", after)
        version = enrolling.revise(enrolment, content, made_by=Author.RULE, since=TODAY, at=NOW).number
    return Decision.objects.create(
        person=enrolment.person,
        enrolment=enrolment,
        action=action,
        before=SQUAT,
        after=after,
        version=version,
        **{"exercise": "squat", "made_by": Author.RULE, "at": NOW, **fields},
    )


def overrule(decision: Decision, action: str, physio: Person, *, later: dt.timedelta = MINUTE) -> Decision:
    return overruling.overrule(decision, Action(action), physio=physio, note="Gezien", at=NOW + later)


def squats(enrolment: Enrolment) -> str:
    """Sets and repetitions, as they stand."""
    found = Enrolment.objects.get(pk=enrolment.pk).current.plan.phases[0].prescription("squat")
    assert found
    return f"{found.sets} x {found.repetitions}"


@pytest.mark.parametrize(
    ("was", "to", "word", "expected"),
    [
        pytest.param("step_up", 10, "hold", "2 x 8", id="a step up taken back"),
        pytest.param("step_up", 10, "step_back", "1 x 8", id="a step back in its place"),
        pytest.param("step_up", 10, "step_up", "2 x 10", id="a step up confirmed"),
        pytest.param("step_back", 6, "hold", "2 x 8", id="a step back taken back"),
        pytest.param("step_back", 6, "step_up", "2 x 10", id="a step up in its place"),
        pytest.param("hold", 8, "step_up", "2 x 10", id="more where the rule would wait"),
        pytest.param("hold", 8, "hold", "2 x 8", id="the same, in other words"),
        pytest.param("ask_physio", 8, "hold", "2 x 8", id="a question answered: keep it"),
        pytest.param("ask_physio", 6, "hold", "2 x 8", id="a question that stepped back: not so"),
        pytest.param("ask_physio", 8, "step_back", "1 x 8", id="a question answered: less"),
    ],
)
def test_the_physio_counts_from_before_the_decision(
    enrolment: Enrolment, physio: Person, was: str, to: int, word: str, expected: str
) -> None:
    said = overrule(decided(enrolment, was, to), word, physio)
    assert squats(enrolment) == expected == f"{said.after['sets']} x {said.after['repetitions']}"
    assert (said.action, said.made_by, said.made_by_name, said.note) == (
        word,
        "physio",
        str(physio),
        "Gezien",
    )
    assert said.before["repetitions"] == to
    assert (said.version is None) == (expected == f"2 x {to}")
    if said.version is not None:
        version = enrolment.versions.get(number=said.version)
        assert (version.made_by, version.note, version.since) == ("physio", "Gezien", TODAY)


def test_a_decision_on_a_dose_that_stands_no_more_counts_from_what_stands(
    enrolment: Enrolment, physio: Person
) -> None:
    old = decided(enrolment, "step_up", 10)
    content = prescribe(enrolment.current.plan, 0, "squat", {"repetitions": 14})
    enrolling.revise(enrolment, content, made_by=Author.PHYSIO, since=TODAY, at=NOW)
    overrule(old, "step_back", physio)
    assert squats(enrolment) == "1 x 14"


@pytest.mark.parametrize(("start", "word"), [(6, "step_back"), (15, "step_up")])
def test_nobody_goes_past_the_bounds(enrolment: Enrolment, physio: Person, start: int, word: str) -> None:
    sets = 1 if word == "step_back" else 3
    dose = {"repetitions": start, "sets": sets}
    content = prescribe(enrolment.current.plan, 0, "squat", dose)
    enrolling.revise(enrolment, content, made_by=Author.PHYSIO, since=TODAY, at=NOW)
    with pytest.raises(NoRoom):
        overrule(decided(enrolment, "hold"), word, physio)
    assert Decision.objects.count() == 1


def test_what_is_over_is_not_decided_anew(enrolment: Enrolment, physio: Person) -> None:
    question = decided(enrolment, "ask_physio")
    enrolling.set_status(enrolment, Status.STOPPED, made_by=Author.PERSON, at=NOW)
    with pytest.raises(Over):
        overrule(question, "hold", physio)
    assert not Decision.objects.questions().exists()


def test_a_question_about_what_is_not_asked_any_more_can_be_left_at_that(
    enrolment: Enrolment, physio: Person
) -> None:
    question = decided(enrolment, "ask_physio", 6)
    altering.alter(
        enrolment, lambda content, at: leave_out(content, at, "squat"), physio=physio, note="x", at=NOW
    )
    with pytest.raises(NotAsked):
        overrule(question, "step_back", physio)
    said = overrule(question, "hold", physio)
    assert (said.before, said.after, said.version) == (question.after, question.after, None)
    assert not Decision.objects.questions().exists()


def test_one_word_answers_all_that_was_asked_of_an_exercise_before(
    enrolment: Enrolment, physio: Person
) -> None:
    first, second = (decided(enrolment, "ask_physio", at=NOW + later * MINUTE) for later in (0, 1))
    assert set(Decision.objects.questions()) == {first, second}
    overrule(second, "hold", physio, later=2 * MINUTE)
    assert not Decision.objects.questions().exists()
    again = decided(enrolment, "ask_physio", at=NOW + 3 * MINUTE)
    assert list(Decision.objects.questions()) == [again]


def test_an_answer_about_one_exercise_leaves_the_question_about_another(
    enrolment: Enrolment, physio: Person
) -> None:
    squat, plank = decided(enrolment, "ask_physio"), decided(enrolment, "ask_physio", exercise="plank")
    overrule(squat, "hold", physio)
    assert list(Decision.objects.questions()) == [plank]
