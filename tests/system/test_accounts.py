"""Tokens over real HTTP: they die when they should, and not before."""

from collections.abc import Callable

import pytest

from tests.system.phone import AUTH, PASSWORD, Phone
from tests.system.stack import Stack

pytestmark = pytest.mark.system
MakePhone = Callable[[str], Phone]
REFRESH = "accounts/app/v1/tokens/refresh"


def second_phone(phone: Phone) -> Phone:
    """The same person signed in on another phone."""
    other = Phone(phone.url, phone.email)
    assert other.log_in().status_code == 200
    return other


def refresh(phone: Phone, token: str) -> int:
    """The status of a refresh; a fresh pair replaces the phone's when it succeeds."""
    answer = Phone(phone.url, phone.email).ask("POST", REFRESH, {"refresh_token": token})
    if answer.ok:
        phone.tokens = {**phone.tokens, **answer.json()["data"]}
    return answer.status_code


def log_out(phone: Phone, _stack: Stack) -> None:
    phone.ask("DELETE", f"{AUTH}/session")


def disable(phone: Phone, stack: Stack) -> None:
    stack.ask("UPDATE coach_person SET is_active = FALSE WHERE email = %s", phone.email)


def erase(phone: Phone, _stack: Stack) -> None:
    phone.tell("POST", f"{AUTH}/reauthenticate", {"password": PASSWORD})
    phone.tell("DELETE", "me/")


def change_password_elsewhere(phone: Phone, _stack: Stack) -> None:
    body = {"current_password": PASSWORD, "new_password": "een-nog-langere-wandeling"}
    answer = second_phone(phone).ask("POST", "accounts/app/v1/account/password/change", body)
    assert answer.status_code in {200, 401}, answer.text


@pytest.mark.parametrize("event", [log_out, disable, erase, change_password_elsewhere])
def test_both_tokens_die_with(
    event: Callable[[Phone, Stack], None], stack: Stack, make_phone: MakePhone
) -> None:
    phone = make_phone(event.__name__)
    old_refresh = phone.tokens["refresh_token"]
    assert phone.is_let_in()
    event(phone, stack)
    assert not phone.is_let_in()
    assert refresh(phone, old_refresh) in {400, 401}


def test_a_refresh_gives_new_tokens_and_works_once(make_phone: MakePhone) -> None:
    phone = make_phone("refresher")
    old = dict(phone.tokens)
    assert refresh(phone, old["refresh_token"]) == 200
    assert phone.tokens["access_token"] != old["access_token"]
    assert phone.tokens["refresh_token"] != old["refresh_token"]
    assert phone.is_let_in()
    assert refresh(phone, old["refresh_token"]) in {400, 401}


def test_logging_out_on_one_phone_leaves_the_other_signed_in(make_phone: MakePhone, stack: Stack) -> None:
    one = make_phone("two_phones")
    other = second_phone(one)
    log_out(one, stack)
    assert not one.is_let_in()
    assert other.is_let_in()


def test_a_wrong_password_lets_nobody_in(make_phone: MakePhone) -> None:
    phone = make_phone("forgetful")
    assert phone.log_in("iets-heel-anders").status_code == 400
    assert not phone.is_let_in()
