"""The dashboard's second step."""

import datetime as dt
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client as Browser

from coach.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "een-lange-wandeling-buiten"
HALF_MINUTE = dt.timedelta(seconds=30)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _demanded(settings: Any) -> None:
    settings.COACH_STAFF_SECOND_FACTOR = True


@pytest.fixture
def colleague(physio: Person) -> Person:
    physio.set_password(PASSWORD)
    physio.language = "en"
    physio.save()
    return physio


def with_password(person: Person) -> Browser:
    browser = Browser(headers={"accept-language": "en"})
    answer = browser.post("/admin/login/", {"username": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def set_up(browser: Browser) -> tuple[str, list[str]]:
    """Connect an app; returns its secret and the recovery codes."""
    page = browser.get("/admin/second-factor/").content.decode()
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found
    codes = browser.post("/admin/second-factor/", {"code": code_of(found[1])}).content.decode()
    return found[1], re.findall(r"<li>(\d{8})</li>", codes)


def opens(browser: Browser) -> bool:
    return bool(browser.get("/admin/coach/client/").status_code == 200)


def test_a_password_alone_opens_nothing(colleague: Person) -> None:
    browser = with_password(colleague)
    assert not opens(browser)
    assert browser.get("/admin/", follow=True).redirect_chain[-1][0] == "/admin/second-factor/"


def test_the_first_time_an_app_is_connected_and_recovery_codes_are_shown_once(colleague: Person) -> None:
    browser = with_password(colleague)
    _secret, codes = set_up(browser)
    assert len(codes) == 10
    assert opens(browser)
    assert codes[0] not in browser.get("/admin/second-factor/", follow=True).content.decode()


def test_a_wrong_code_connects_nothing(colleague: Person) -> None:
    browser = with_password(colleague)
    browser.get("/admin/second-factor/")
    answer = browser.post("/admin/second-factor/", {"code": "000000"})
    assert 'role="alert"' in answer.content.decode()
    assert not Authenticator.objects.exists()
    assert not opens(browser)


def test_each_sign_in_asks_for_a_code(colleague: Person, clock: time_machine.Traveller) -> None:
    secret, _codes = set_up(with_password(colleague))
    browser = with_password(colleague)
    assert secret not in browser.get("/admin/second-factor/").content.decode()
    assert not opens(browser)
    clock.shift(HALF_MINUTE)
    browser.post("/admin/second-factor/", {"code": code_of(secret)})
    assert opens(browser)


def test_a_code_works_once(colleague: Person, clock: time_machine.Traveller) -> None:
    secret, _codes = set_up(with_password(colleague))
    clock.shift(HALF_MINUTE)
    first, second = with_password(colleague), with_password(colleague)
    for browser in (first, second):
        browser.post("/admin/second-factor/", {"code": code_of(secret)})
    assert (opens(first), opens(second)) == (True, False)


def test_a_recovery_code_opens_once(colleague: Person) -> None:
    _secret, codes = set_up(with_password(colleague))
    first, second = with_password(colleague), with_password(colleague)
    for browser in (first, second):
        browser.post("/admin/second-factor/", {"code": codes[3]})
    assert (opens(first), opens(second)) == (True, False)


def test_guessing_is_stopped(colleague: Person, clock: time_machine.Traveller) -> None:
    secret, _codes = set_up(with_password(colleague))
    browser = with_password(colleague)
    for guess in range(20):
        browser.post("/admin/second-factor/", {"code": f"{guess:06}"})
    clock.shift(HALF_MINUTE)
    browser.post("/admin/second-factor/", {"code": code_of(secret)})
    assert not opens(browser)


def test_the_secret_behind_the_codes_is_sealed(colleague: Person) -> None:
    secret, _codes = set_up(with_password(colleague))
    kept = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in kept


def test_a_client_never_gets_to_the_second_step(person: Person) -> None:
    browser = Browser()
    browser.force_login(person)
    assert browser.get("/admin/second-factor/", follow=True).redirect_chain[-1][0].startswith("/admin/login/")


def test_who_lost_the_phone_starts_anew(colleague: Person) -> None:
    set_up(with_password(colleague))
    call_command("forget_second_factor", colleague.email)
    browser = with_password(colleague)
    set_up(browser)
    assert opens(browser)


def test_nobody_is_forgotten_by_mistake() -> None:
    with pytest.raises(CommandError, match=r"niemand@example\.org"):
        call_command("forget_second_factor", "niemand@example.org")


def test_without_the_demand_a_password_is_enough(colleague: Person, settings: Any) -> None:
    settings.COACH_STAFF_SECOND_FACTOR = False
    assert opens(with_password(colleague))
