from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser

from coach.admin.site import WORKING_DAY
from coach.models import Person
from tests.coach.admin.conftest import signed_in

LOGIN, HOME, CLIENTS = "/admin/login/", "/admin/", "/admin/coach/client/"
COOKIE = settings.LANGUAGE_COOKIE_NAME
PASSWORD = "een-lang-geheim"


@pytest.fixture
def physio(physio: Person) -> Person:
    physio.set_password(PASSWORD)
    physio.save()
    return physio


def sign_in(browser: Browser, person: Person, password: str = PASSWORD, **extra: Any) -> Any:
    return browser.post(LOGIN, {"username": person.email, "password": password, "next": HOME}, **extra)


def test_a_physio_signs_in_and_lands_at_the_clients(physio: Person) -> None:
    answer = Browser().post(
        LOGIN, {"username": physio.email.upper(), "password": PASSWORD, "next": HOME}, follow=True
    )
    assert answer.redirect_chain == [(HOME, 302), (CLIENTS, 302)]


def test_signing_in_leads_home_where_no_page_was_asked_for(physio: Person) -> None:
    answer = Browser().post(LOGIN, {"username": physio.email, "password": PASSWORD})
    assert (answer.status_code, answer["Location"]) == (302, HOME)


def test_a_superuser_lands_at_what_they_may_open(superuser: Person) -> None:
    answer = signed_in(superuser).get(HOME)
    models = {model["object_name"] for app in answer.context["app_list"] for model in app["models"]}
    assert models == {"Person", "Organisation", "Exercise", "Card"}


def test_the_dashboard_speaks_the_language_of_who_signed_in(physio: Person) -> None:
    physio.language = "en"
    physio.save()
    browser = Browser(headers={"accept-language": "nl"})
    sign_in(browser, physio)
    assert browser.get(CLIENTS).headers["Content-Language"] == "en"


def test_another_language_is_kept_for_everything_we_write(physio: Person) -> None:
    browser = signed_in(physio)
    answer = browser.post("/admin/language/", {"language": "en", "next": CLIENTS})
    assert (answer.status_code, answer.headers["Location"]) == (302, CLIENTS)
    physio.refresh_from_db()
    assert physio.language == "en"
    assert browser.get(CLIENTS).headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("language", "back", "location"),
    [
        pytest.param("xx", CLIENTS, CLIENTS, id="a language we do not speak"),
        pytest.param("nl", "https://evil.example/", HOME, id="a way back that leads elsewhere"),
        pytest.param("nl", "", HOME, id="no way back"),
    ],
)
def test_a_language_is_chosen_safely(physio: Person, language: str, back: str, location: str) -> None:
    answer = signed_in(physio).post("/admin/language/", {"language": language, "next": back})
    assert answer.headers["Location"] == location
    physio.refresh_from_db()
    assert physio.language == "nl"


def test_choosing_a_language_takes_a_post_and_a_login(physio: Person) -> None:
    assert signed_in(physio).get("/admin/language/").status_code == 405
    answer = Browser().post("/admin/language/", {"language": "en"})
    assert "/admin/login/" in answer.headers["Location"]


def test_a_session_of_the_dashboard_lasts_a_working_day(physio: Person) -> None:
    browser = Browser()
    sign_in(browser, physio)
    assert browser.session.get_expiry_age() == WORKING_DAY.total_seconds()


@pytest.mark.parametrize(
    "role",
    [
        pytest.param({}, id="a client"),
        pytest.param({"is_staff": True, "is_active": False}, id="somebody whose account is closed"),
    ],
)
def test_the_login_refuses(person: Person, role: dict[str, bool]) -> None:
    for name, value in role.items():
        setattr(person, name, value)
    person.set_password(PASSWORD)
    person.save()
    browser = Browser()
    assert sign_in(browser, person).status_code == 200
    assert "_auth_user_id" not in browser.session


def test_guessing_a_password_is_stopped(physio: Person) -> None:
    browser = Browser()
    for _ in range(5):
        assert sign_in(browser, physio, "verkeerd").status_code == 200
    sign_in(browser, physio)
    assert "_auth_user_id" not in browser.session
