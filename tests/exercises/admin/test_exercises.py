from collections.abc import Callable

import pytest
from django.test import Client as Browser
from django.utils import translation

from exercises.models import Exercise

LIBRARY = "/admin/exercises/exercise/"
SignIn = Callable[[str], Browser]


@pytest.mark.parametrize("who", ["a superuser", "a physio"])
def test_the_library_can_be_read_by(browser_of: SignIn, exercise: Exercise, who: str) -> None:
    browser = browser_of(who)
    assert exercise.name_nl in browser.get(LIBRARY).content.decode()
    html = browser.get(f"{LIBRARY}{exercise.pk}/change/").content.decode()
    assert exercise.name_en in html
    assert exercise.steps_nl[0] in html
    assert 'class="xf"' in html


@pytest.mark.parametrize("who", ["a superuser", "a physio"])
def test_exercises_are_neither_added_nor_deleted_here(
    browser_of: SignIn, exercise: Exercise, who: str
) -> None:
    browser = browser_of(who)
    for view in ("delete/", "history/"):
        assert browser.get(f"{LIBRARY}{exercise.pk}/{view}").status_code == 404
    assert browser.get(f"{LIBRARY}add/").status_code == 404


def test_the_library_is_closed_to_staff_without_a_role(browser_of: SignIn, exercise: Exercise) -> None:
    browser = browser_of("staff without a role")
    assert browser.get(LIBRARY).status_code == 403
    assert browser.get(f"{LIBRARY}{exercise.pk}/change/").status_code == 404


def test_its_words_are_shown_in_the_language_of_the_dashboard(browser_of: SignIn, exercise: Exercise) -> None:
    page = browser_of("a physio").get(f"{LIBRARY}{exercise.pk}/change/", HTTP_ACCEPT_LANGUAGE="nl")
    boxes = dict(page.context["adminform"].form.fields["regions"].choices)
    with translation.override("nl"):
        assert str(boxes["lower_back"]) == "onderrug"
    assert "handen- en knieënstand" in page.content.decode()
