"""Accounts over HTTP: the mails, their language, the way back in, and what a signed-in request costs."""

import re
from typing import Any

import pytest
from django.core import mail

from api.accounts import longest_window
from coach.models import Person
from tests.conftest import Phone

pytestmark = pytest.mark.django_db

AUTH = "accounts/app/v1/auth"
PASSWORD = "een-lange-wandeling-buiten"


def code_in_mail() -> str:
    """The only word of the newest mail that looks like a code."""
    found = re.search(r"^\s*([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mail.outbox[-1].body, re.MULTILINE)
    assert found, mail.outbox[-1].body
    return found.group(1)


def sign_up(language: str, email: str = "nieuw@example.org") -> tuple[Phone, Any]:
    phone = Phone(language=language)
    return phone, phone.post(f"{AUTH}/signup", {"email": email, "password": PASSWORD})


def verified(phone: Phone, answer: Any) -> Any:
    session = answer.json()["meta"]["session_token"]
    return phone.post(f"{AUTH}/email/verify", {"key": code_in_mail()}, HTTP_X_SESSION_TOKEN=session)


def test_signing_up_asks_for_the_code_and_then_lets_in() -> None:
    phone, pending = sign_up("nl")
    assert pending.status_code == 401
    done = verified(phone, pending)
    assert done.status_code == 200
    phone.credentials(HTTP_AUTHORIZATION=f"Bearer {done.json()['meta']['access_token']}")
    me = phone.get("me/").json()
    assert (me["email"], me["language"]) == ("nieuw@example.org", "nl")


@pytest.mark.parametrize(("language", "words"), [("nl", "bevestig"), ("en", "confirm")])
def test_the_mail_is_in_the_language_of_the_phone(language: str, words: str) -> None:
    sign_up(language)
    sent = mail.outbox[-1]
    assert words in (sent.subject + sent.body).lower()
    assert sent.subject.startswith("Coach: ")
    assert Person.objects.get().language == language


def test_a_forgotten_password_is_replaced_with_a_code_from_the_mail(person: Person) -> None:
    phone, pending = sign_up("nl")
    verified(phone, pending)
    back = Phone(language="nl")
    asked = back.post(f"{AUTH}/password/request", {"email": "nieuw@example.org"})
    session = asked.json()["meta"]["session_token"]
    new = {"key": code_in_mail(), "password": "een-heel-andere-zin"}
    assert back.post(f"{AUTH}/password/reset", new, HTTP_X_SESSION_TOKEN=session).status_code in {200, 401}
    log_in = {"email": "nieuw@example.org", "password": PASSWORD}
    assert back.post(f"{AUTH}/login", log_in).status_code == 400
    assert back.post(f"{AUTH}/login", {**log_in, "password": new["password"]}).status_code == 200


def test_a_wrong_code_resets_nothing(person: Person) -> None:
    phone, pending = sign_up("en")
    verified(phone, pending)
    back = Phone()
    session = back.post(f"{AUTH}/password/request", {"email": "nieuw@example.org"}).json()["meta"][
        "session_token"
    ]
    wrong = {"key": "AAA-BBB", "password": "een-heel-andere-zin"}
    assert back.post(f"{AUTH}/password/reset", wrong, HTTP_X_SESSION_TOKEN=session).status_code == 400
    assert back.post(f"{AUTH}/login", {"email": "nieuw@example.org", "password": PASSWORD}).status_code == 200


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("kort", id="short"),
        pytest.param("password123", id="common"),
        pytest.param("482915038", id="digits"),
    ],
)
def test_a_weak_password_is_refused_by_name(password: str) -> None:
    answer = Phone().post(f"{AUTH}/signup", {"email": "nieuw@example.org", "password": password})
    assert answer.status_code == 400
    assert {error["param"] for error in answer.json()["errors"]} == {"password"}
    assert not Person.objects.exists()


def test_signing_up_with_a_known_address_tells_nothing(person: Person) -> None:
    _phone, known = sign_up("en", person.email)
    _other, new = sign_up("en", "nieuw@example.org")
    assert known.status_code == new.status_code == 401
    assert known.json()["data"] == new.json()["data"]
    assert Person.objects.filter(email=person.email).count() == 1


def test_asking_to_reset_an_unknown_address_tells_nothing(person: Person) -> None:
    known = Phone().post(f"{AUTH}/password/request", {"email": person.email})
    unknown = Phone().post(f"{AUTH}/password/request", {"email": "niemand@example.org"})
    assert known.status_code == unknown.status_code == 401
    assert known.json()["data"] == unknown.json()["data"]
    assert "coach://app/signup" in mail.outbox[-1].body


def test_knowing_who_calls_costs_one_query(phone: Phone, django_assert_num_queries: Any) -> None:
    phone.get("me/")
    with django_assert_num_queries(1):
        assert phone.get("me/").status_code == 200


@pytest.mark.parametrize("token", ["nonsense", "a.b.c", ""])
def test_a_token_that_is_none_is_refused_with_a_problem(token: str) -> None:
    phone = Phone()
    phone.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    answer = phone.get("me/")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert "Bearer" in answer["WWW-Authenticate"]


@pytest.mark.parametrize("route", ["account/phone", "auth/phone/verify", "auth/phone/verify/resend"])
def test_nobody_signs_in_by_telephone(phone: Phone, route: str) -> None:
    """The library has these routes, and would fail at them."""
    answer = phone.post(f"accounts/app/v1/{route}", {"phone": "+31612345678", "code": "123456"})
    assert answer.status_code == 404
    assert answer.json()["type"] == "urn:coach:problem:not_found"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{", id="cut off"),
        pytest.param("[1]", id="a list"),
        pytest.param("null", id="nothing"),
        pytest.param('"\\ud800"', id="half a character"),
        pytest.param('{"email": "a@b.nl", "email": "c@d.nl"}', id="a field twice"),
    ],
)
def test_a_body_that_is_no_json_object_is_refused_as_a_wrong_field_is(body: str) -> None:
    answer = Phone().generic("POST", f"{AUTH}/login", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")
    assert answer.json()["status"] == 400
    assert [(error["code"], bool(error["message"])) for error in answer.json()["errors"]] == [
        ("parse_error", True)
    ]


@pytest.mark.parametrize(
    ("content_type", "body", "status", "code"),
    [
        pytest.param("text/plain", "{}", 415, "unsupported_media_type", id="not sent as JSON"),
        pytest.param("application/json", " " * (1024 * 1024 + 1), 413, "too_large", id="over 1 MiB"),
    ],
)
def test_a_body_it_does_not_take_is_a_problem(content_type: str, body: str, status: int, code: str) -> None:
    answer = Phone().generic("POST", f"{AUTH}/login", body, content_type=content_type)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["type"] == f"urn:coach:problem:{code}"


@pytest.mark.parametrize(
    ("method", "route", "allowed"),
    [
        pytest.param("TRACE", "auth/login", "POST", id="trace"),
        pytest.param("PATCH", "auth/session", "GET, HEAD, DELETE", id="patch"),
        pytest.param("GET", "tokens/refresh", "POST", id="read"),
        pytest.param("DELETE", "account/password/change", "POST", id="delete"),
    ],
)
def test_a_method_it_does_not_have_is_answered_with_those_it_has(
    phone: Phone, method: str, route: str, allowed: str
) -> None:
    answer = phone.generic(method, f"accounts/app/v1/{route}")
    assert (answer.status_code, answer["Allow"]) == (405, allowed)
    assert answer.json()["type"] == "urn:coach:problem:method_not_allowed"


def test_who_asks_too_often_is_told_how_long_to_wait(phone: Phone) -> None:
    change = {"current_password": "iets", "new_password": "iets-anders-dan-dat"}
    answers = [phone.post("accounts/app/v1/account/password/change", change) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [400] * 5 + [429]
    assert answers[5]["Content-Type"] == "application/problem+json"
    assert answers[5].json()["type"] == "urn:coach:problem:throttled"
    assert answers[5]["Retry-After"] == "60"


def test_the_wait_is_that_of_the_longest_limit(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"signup": "5/m/ip,100/2h/ip", "login_failed": "1/d/key"}
    assert longest_window() == 2 * 60 * 60


@pytest.mark.parametrize("credential", [False, 0, "text", [], None])
def test_a_passkey_that_is_none_is_not_kept(person: Person, credential: Any) -> None:
    """It was, and from then on whoever sent it could not see their own passkeys."""
    person.set_password(PASSWORD)
    person.save()
    phone = Phone(person)
    phone.post(f"{AUTH}/reauthenticate", {"password": PASSWORD})
    passkeys = "accounts/app/v1/account/authenticators/webauthn"
    assert phone.get(passkeys).status_code == 200
    answer = phone.post(passkeys, {"name": "sleutel", "credential": credential})
    assert answer.status_code == 400
    assert [error["param"] for error in answer.json()["errors"]] == ["credential"]
    assert phone.get("accounts/app/v1/account/authenticators").json()["data"] == []


def test_a_password_is_a_text_and_nothing_made_into_one() -> None:
    answer = Phone().post(f"{AUTH}/signup", {"email": "nieuw@example.org", "password": [PASSWORD]})
    assert answer.status_code == 400
    assert [error["param"] for error in answer.json()["errors"]] == ["password"]
    assert not Person.objects.exists()


def test_who_is_not_signed_in_is_told_so_by_false() -> None:
    answer = Phone().post(f"{AUTH}/2fa/authenticate", {"code": "314159"})
    assert answer.status_code == 401
    assert answer.json()["meta"]["is_authenticated"] is False
