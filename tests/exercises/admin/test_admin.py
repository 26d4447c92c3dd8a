from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client as Browser

from coach.models import Person
from exercises.models import Exercise

LIBRARY = "/admin/exercises/exercise/"
ROLES = {
    "a superuser": {"is_staff": True, "is_superuser": True},
    "a physio": {"is_staff": True, "is_physio": True},
    "staff without a role": {"is_staff": True},
}


@pytest.fixture
def exercise(db: None) -> Exercise:
    call_command("load_catalogue", verbosity=0)
    return Exercise.objects.order_by("slug")[0]


def browser_of(make_person: Callable[..., Person], who: str) -> Browser:
    browser = Browser()
    browser.force_login(make_person("reader", **ROLES[who]))
    return browser


@pytest.mark.parametrize("who", ["a superuser", "a physio"])
def test_the_library_can_be_read_by(make_person: Callable[..., Person], exercise: Exercise, who: str) -> None:
    browser = browser_of(make_person, who)
    assert exercise.name_nl in browser.get(LIBRARY).content.decode()
    html = browser.get(f"{LIBRARY}{exercise.pk}/change/").content.decode()
    assert exercise.name_en in html
    assert exercise.steps_nl[0] in html


@pytest.mark.parametrize("who", ["a superuser", "a physio"])
def test_the_library_can_be_changed_by_nobody(
    make_person: Callable[..., Person], exercise: Exercise, who: str
) -> None:
    browser = browser_of(make_person, who)
    assert browser.post(f"{LIBRARY}{exercise.pk}/change/", {"name_nl": "Anders"}).status_code == 403
    for view in ("delete/", "history/"):
        assert browser.get(f"{LIBRARY}{exercise.pk}/{view}").status_code == 404
    assert browser.get(f"{LIBRARY}add/").status_code == 404
    exercise.refresh_from_db()
    assert exercise.name_nl != "Anders"


def test_the_library_is_closed_to_staff_without_a_role(
    make_person: Callable[..., Person], exercise: Exercise
) -> None:
    browser = browser_of(make_person, "staff without a role")
    assert browser.get(LIBRARY).status_code == 403
    assert browser.get(f"{LIBRARY}{exercise.pk}/change/").status_code == 404
