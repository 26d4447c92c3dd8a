"""What clients may see, and who says so."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from coach.models import Person
from exercises import library
from exercises.catalogue import load
from exercises.models import Card, Exercise, Unfinished
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def exercise() -> Exercise:
    library.load(load())
    return Exercise.objects.get(pk="bridge")


@pytest.mark.parametrize(
    ("state", "seen"),
    [
        pytest.param({}, True, id="as loaded"),
        pytest.param({"retired": True}, False, id="no longer offered"),
        pytest.param({"needs_review": True}, False, id="waiting for review"),
    ],
)
def test_clients_see_what_is_offered_and_reviewed(
    exercise: Exercise, state: dict[str, bool], seen: bool
) -> None:
    Exercise.objects.filter(pk="bridge").update(**state)
    assert Exercise.objects.shown().filter(pk="bridge").exists() is seen


def test_what_nobody_says_is_reviewed_waits() -> None:
    assert (Exercise().needs_review, Card().needs_review) == (True, True)


@pytest.mark.parametrize(
    ("empty", "missing"),
    [
        pytest.param({"name_nl": ""}, ("name_nl",), id="no Dutch name"),
        pytest.param({"steps_nl": [], "steps_en": []}, ("steps_nl", "steps_en"), id="no steps"),
        pytest.param({"duration_seconds": None}, ("duration_seconds",), id="no duration"),
        pytest.param({"regions": []}, ("regions",), id="for no region"),
        pytest.param({"repetitions": None, "hold_seconds": None}, ("repetitions",), id="nothing to count"),
        pytest.param({"repetitions": None}, (), id="a hold to count"),
        pytest.param({"repetitions": None, "hold_seconds": None, "kind": "breathing"}, (), id="breathing"),
        pytest.param({"cautions_nl": [], "equipment": []}, (), id="what may be empty"),
    ],
)
def test_nobody_vouches_for_half_an_exercise(
    exercise: Exercise, physio: Person, empty: dict[str, Any], missing: tuple[str, ...]
) -> None:
    for name, value in (empty | {"needs_review": True}).items():
        setattr(exercise, name, value)
    assert exercise.missing == missing
    if missing:
        with pytest.raises(Unfinished):
            exercise.vouched(by=physio, at=NOW)
    else:
        exercise.vouched(by=physio, at=NOW)
    assert exercise.needs_review is bool(missing)


def test_the_day_of_review_is_the_physios_own(exercise: Exercise, physio: Person) -> None:
    exercise.vouched(by=physio, at=dt.datetime(2026, 11, 18, 23, 30, tzinfo=dt.UTC))
    assert (exercise.reviewed_by, exercise.reviewed_on) == (physio, dt.date(2026, 11, 19))


@pytest.mark.parametrize("field", ["name_nl", "purpose_en", "steps_nl", "position", "duration_seconds"])
def test_the_database_shows_clients_nothing_half(exercise: Exercise, field: str) -> None:
    nothing: Any = {"steps_nl": [], "duration_seconds": None}.get(field, "")
    with pytest.raises(IntegrityError, match="an_exercise_clients_see_is_complete"):
        Exercise.objects.filter(pk="bridge").update(**{field: nothing})


@pytest.mark.parametrize("change", [{"body_nl": ""}, {"reviewed_on": None}])
def test_the_database_shows_clients_no_half_card(exercise: Exercise, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="a_card_clients_see_is_complete"):
        Card.objects.filter(pk="feet-flat").update(**change)


def test_a_form_is_refused_where_clients_would_see_a_gap(exercise: Exercise) -> None:
    exercise.name_nl, exercise.steps_en = "", []
    with pytest.raises(ValidationError) as refused:
        exercise.clean()
    assert set(refused.value.message_dict) == {"name_nl", "steps_en"}
    exercise.needs_review = True
    exercise.clean()


def test_an_imported_exercise_comes_once() -> None:
    first = {"source": "elsewhere", "original_id": "1", "kind": "stretch", "level": "easy"}
    Exercise.objects.create(slug="a", **first)
    with pytest.raises(IntegrityError, match="an_imported_exercise_comes_once"):
        Exercise.objects.create(slug="b", **first)


def test_a_physio_who_leaves_takes_no_exercise_along(
    exercise: Exercise, make_person: Callable[..., Person]
) -> None:
    physio = make_person("former", agrees=False, is_staff=True, is_physio=True)
    exercise.edited(by=physio, at=NOW)
    exercise.save()
    physio.delete()
    exercise.refresh_from_db()
    assert (exercise.edited_by, exercise.reviewed_by, exercise.edited_at) == (None, None, NOW)
