"""Physios change the library's texts and vouch for them; who and when is written down."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser

from coach.models import Person
from exercises import library
from exercises.catalogue import load
from exercises.models import Card, Exercise
from tests.conftest import NOW
from tests.exercises.admin.conftest import filled

LIBRARY, CARDS = "/admin/exercises/exercise/", "/admin/exercises/card/"
SignIn = Callable[[str], Browser]
UNFINISHED = {"name_nl": "", "purpose_nl": "", "steps_nl": [], "needs_review": True, "reviewed_on": None}


def page_of(exercise: Exercise) -> str:
    return f"{LIBRARY}{exercise.pk}/change/"


@pytest.fixture
def unfinished(exercise: Exercise) -> Exercise:
    """As it comes from another collection: nobody has put it into Dutch yet."""
    Exercise.objects.filter(pk=exercise.pk).update(**UNFINISHED)
    exercise.refresh_from_db()
    return exercise


@pytest.fixture
def untouched(exercise: Exercise) -> Exercise:
    """Complete, but nobody has vouched for it."""
    Exercise.objects.filter(pk=exercise.pk).update(needs_review=True, reviewed_on=None)
    exercise.refresh_from_db()
    return exercise


def let_clients_see(browser: Browser, *rows: Exercise) -> str:
    action = {"action": "let_clients_see", "_selected_action": [row.pk for row in rows]}
    return browser.post(LIBRARY, action, follow=True).content.decode()


def test_a_physios_change_is_stored_with_who_and_when(browser_of: SignIn, exercise: Exercise) -> None:
    browser = browser_of("a physio")
    changes = filled(browser, page_of(exercise), name_nl="Kat en koe", steps_nl="Een.\n\n Twee. \n")
    with time_machine.travel(NOW, tick=False):
        assert browser.post(page_of(exercise), changes).status_code == 302
    before, reader = exercise.name_en, Person.objects.get(email="reader@example.org")
    exercise.refresh_from_db()
    assert (exercise.name_nl, exercise.name_en, exercise.steps_nl) == (
        "Kat en koe",
        before,
        ["Een.", "Twee."],
    )
    assert (exercise.edited_by, exercise.edited_at) == (reader, NOW)
    assert (exercise.reviewed_by, exercise.reviewed_on) == (reader, dt.date(2026, 11, 18))


def test_saving_without_a_change_leaves_the_row_to_the_catalogue(
    browser_of: SignIn, exercise: Exercise
) -> None:
    browser = browser_of("a physio")
    assert browser.post(page_of(exercise), filled(browser, page_of(exercise))).status_code == 302
    exercise.refresh_from_db()
    assert (exercise.edited_at, exercise.reviewed_by) == (None, None)


def test_a_superuser_reads_and_changes_nothing(browser_of: SignIn, exercise: Exercise) -> None:
    browser = browser_of("a superuser")
    assert browser.post(page_of(exercise), {"name_nl": "Anders"}).status_code == 403
    assert "let_clients_see" not in browser.get(LIBRARY).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        pytest.param("name_nl", "", "Clients see this. It cannot be empty.", id="no Dutch name"),
        pytest.param("steps_en", " \n ", "Clients see this. It cannot be empty.", id="no English steps"),
        pytest.param(
            "steps_nl", "Kort.\n" + "x" * 801, "Line 2 is longer than 800 characters.", id="long line"
        ),
        pytest.param("regions", ["toe"], "Select a valid choice. toe", id="a region there is not"),
        pytest.param("duration_seconds", "-1", "greater than or equal to 0", id="less than no time"),
    ],
)
def test_a_bad_change_is_refused_beside_its_field(
    browser_of: SignIn, exercise: Exercise, field: str, value: Any, said: str
) -> None:
    browser = browser_of("a physio")
    form = filled(browser, page_of(exercise), **{field: value})
    answer = browser.post(page_of(exercise), form, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 200
    assert list(answer.context["adminform"].form.errors) == [field]
    assert said in str(answer.context["adminform"].form.errors[field])
    assert Exercise.objects.get(pk=exercise.pk).edited_at is None


def test_a_physio_lets_clients_see_what_waited_for_review(browser_of: SignIn, untouched: Exercise) -> None:
    browser = browser_of("a physio")
    assert untouched not in Exercise.objects.shown()
    with time_machine.travel(NOW, tick=False):
        said = let_clients_see(browser, untouched)
    reader = Person.objects.get(email="reader@example.org")
    untouched.refresh_from_db()
    assert "1 " in said
    assert untouched in Exercise.objects.shown()
    assert (untouched.reviewed_by, untouched.reviewed_on) == (reader, dt.date(2026, 11, 18))
    assert untouched.edited_at is None


def test_what_lacks_its_dutch_stays_hidden_and_the_refusal_names_what_is_missing(
    browser_of: SignIn, unfinished: Exercise
) -> None:
    browser = browser_of("a physio")
    browser.cookies["django_language"] = "en"
    said = let_clients_see(browser, unfinished, Exercise.objects.get(slug="bridge"))
    named = "name (Dutch), purpose (Dutch), steps (Dutch)"
    assert f"“{unfinished.name_en}” stays hidden from clients until somebody fills in: {named}." in said
    unfinished.refresh_from_db()
    assert (unfinished.needs_review, unfinished.reviewed_by) == (True, None)
    assert Exercise.objects.get(slug="bridge").reviewed_by is not None


def test_a_draft_may_be_saved_half_done(browser_of: SignIn, unfinished: Exercise) -> None:
    browser = browser_of("a physio")
    form = filled(browser, page_of(unfinished), name_nl="Kat en koe")
    assert browser.post(page_of(unfinished), form).status_code == 302
    unfinished.refresh_from_db()
    assert (unfinished.name_nl, unfinished.needs_review, unfinished.reviewed_by) == ("Kat en koe", True, None)


def test_saving_and_letting_clients_see_it_is_one_button(browser_of: SignIn, unfinished: Exercise) -> None:
    browser = browser_of("a physio")
    button = "exercises_exercise_save_and_let_clients_see"
    assert button in browser.get(page_of(unfinished)).content.decode()
    dutch = {"name_nl": "Kat en koe", "purpose_nl": "Maakt je rug los.", "steps_nl": "Een.\nTwee."}
    browser.post(page_of(unfinished), filled(browser, page_of(unfinished), **dutch, **{button: "1"}))
    assert Exercise.objects.shown().get(pk=unfinished.pk).reviewed_by is not None


def test_a_physio_can_give_a_row_back_to_its_file(browser_of: SignIn, exercise: Exercise) -> None:
    browser = browser_of("a physio")
    browser.post(page_of(exercise), filled(browser, page_of(exercise), name_nl="Kat en koe"))
    browser.post(LIBRARY, {"action": "follow_the_file", "_selected_action": [exercise.pk]})
    library.load(load())
    restored = Exercise.objects.get(pk=exercise.pk)
    assert (restored.name_nl, restored.edited_at, restored.edited_by) == (exercise.name_nl, None, None)


def test_a_card_is_changed_in_the_same_way(browser_of: SignIn, card: Card) -> None:
    browser, address = browser_of("a physio"), f"{CARDS}{card.pk}/change/"
    assert card.title_nl in browser.get(CARDS).content.decode()
    assert browser.post(address, filled(browser, address, body_nl="Anders.")).status_code == 302
    changed = Card.objects.get(pk=card.pk)
    assert (changed.body_nl, changed.edited_by) == ("Anders.", Person.objects.get(email="reader@example.org"))
