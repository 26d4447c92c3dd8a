"""Staying signed in and being signed out: refresh tokens, sessions, second factors, an employer's login."""

import datetime as dt
import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import connection

from coach.models import Person
from tests.api.test_accounts import AUTH, PASSWORD
from tests.conftest import Phone

pytestmark = pytest.mark.django_db
ACCOUNT = "accounts/app/v1/account"


@pytest.fixture
def anna(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def log_in(person: Person) -> Any:
    return Phone().post(f"{AUTH}/login", {"email": person.email, "password": PASSWORD})


def signed_in(answer: Any) -> Phone:
    assert answer.status_code == 200, answer.json()
    phone = Phone()
    phone.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['meta']['access_token']}")
    return phone


def proven(person: Person) -> Phone:
    """Signed in, and the password given once more, as changing how one signs in asks for."""
    phone = signed_in(log_in(person))
    assert phone.post(f"{AUTH}/reauthenticate", {"password": PASSWORD}).status_code == 200
    return phone


def refresh(token: str) -> Any:
    return Phone().post("accounts/app/v1/tokens/refresh", {"refresh_token": token})


def test_a_refresh_token_is_changed_for_new_ones(anna: Person) -> None:
    old = log_in(anna).json()["meta"]["refresh_token"]
    new = refresh(old).json()["data"]
    assert new["refresh_token"] != old
    phone = Phone()
    phone.credentials(HTTP_AUTHORIZATION=f"Bearer {new['access_token']}")
    assert phone.get("me/").status_code == 200


def test_a_refresh_token_that_comes_twice_ends_the_whole_sign_in(anna: Person) -> None:
    first = log_in(anna)
    phone, old = signed_in(first), first.json()["meta"]["refresh_token"]
    new = refresh(old).json()["data"]["refresh_token"]
    assert refresh(old).status_code == 400
    assert refresh(new).status_code == 400
    assert phone.get("me/").status_code == 401


def test_another_phone_stays_signed_in_then(anna: Person) -> None:
    other = signed_in(log_in(anna))
    old = log_in(anna).json()["meta"]["refresh_token"]
    assert [refresh(old).status_code for _ in range(2)] == [200, 400]
    assert other.get("me/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_two_refreshes_at_once_one_is_a_copy(anna: Person) -> None:
    old = log_in(anna).json()["meta"]["refresh_token"]

    def at_once(_: int) -> int:
        try:
            status: int = refresh(old).status_code
            return status
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(at_once, range(4)))
    assert statuses.count(200) <= 1


def test_a_person_sees_where_they_are_signed_in_and_ends_it(anna: Person) -> None:
    lost, kept = signed_in(log_in(anna)), signed_in(log_in(anna))
    listed = kept.get(f"{AUTH}/sessions").json()["data"]
    assert len(listed) == 2
    [other] = [one["id"] for one in listed if not one["is_current"]]
    assert kept.delete(f"{AUTH}/sessions", {"sessions": [other]}).status_code == 200
    assert lost.get("me/").status_code == 401
    assert kept.get("me/").status_code == 200


def totp(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_second_factor(person: Person) -> tuple[Phone, str]:
    """Activate codes of an app; returns the phone and the secret behind the codes."""
    phone = proven(person)
    secret = phone.get(f"{ACCOUNT}/authenticators/totp").json()["meta"]["secret"]
    activated = phone.post(f"{ACCOUNT}/authenticators/totp", {"code": totp(secret)})
    assert activated.status_code == 200, activated.json()
    return phone, secret


def test_with_a_second_factor_the_password_alone_is_not_enough(anna: Person) -> None:
    _phone, secret = with_second_factor(anna)
    half = log_in(anna)
    assert half.status_code == 401
    assert "access_token" not in half.json()["meta"]
    session = half.json()["meta"]["session_token"]

    def second(code: str) -> Any:
        return Phone().post(f"{AUTH}/2fa/authenticate", {"code": code}, HTTP_X_SESSION_TOKEN=session)

    assert second("000000").status_code == 400
    # The code of the activation was used; the next half minute's is accepted already.
    later = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=30)
    upcoming = format_hotp_value(hotp_value(secret, int(later.timestamp()) // 30))
    assert signed_in(second(upcoming)).get("me/").status_code == 200


def test_a_recovery_code_lets_in_once(anna: Person) -> None:
    phone, _secret = with_second_factor(anna)
    phone.post(f"{ACCOUNT}/authenticators/recovery-codes")
    codes = phone.get(f"{ACCOUNT}/authenticators/recovery-codes").json()["data"]["unused_codes"]

    def use(code: str) -> int:
        session = log_in(anna).json()["meta"]["session_token"]
        answer = Phone().post(f"{AUTH}/2fa/authenticate", {"code": code}, HTTP_X_SESSION_TOKEN=session)
        return int(answer.status_code)

    assert [use(codes[0]), use(codes[0])] == [200, 400]


def test_a_passkey_is_offered_for_this_service(anna: Person) -> None:
    phone = proven(anna)
    options = phone.get(f"{ACCOUNT}/authenticators/webauthn?passwordless=1").json()["data"][
        "creation_options"
    ]
    assert options["publicKey"]["rp"]["id"] == "testserver"
    assert Phone().get(f"{AUTH}/webauthn/login").json()["data"]["request_options"]["publicKey"]["challenge"]


def test_another_address_asks_for_the_password_again(anna: Person) -> None:
    new = {"email": "nieuw@example.org"}
    asked = signed_in(log_in(anna)).post(f"{ACCOUNT}/email", new)
    assert asked.status_code == 401
    assert "reauthenticate" in [flow["id"] for flow in asked.json()["data"]["flows"]]
    assert not EmailAddress.objects.filter(email="nieuw@example.org").exists()
    assert proven(anna).post(f"{ACCOUNT}/email", new).status_code == 200


@pytest.mark.parametrize("email", ["anna@example.org", "niemand@example.org"])
def test_a_wrong_password_says_the_same_of_known_and_unknown(anna: Person, email: str) -> None:
    answer = Phone().post(f"{AUTH}/login", {"email": email, "password": "iets-anders-dan-dat"})
    assert answer.status_code == 400
    assert [error["code"] for error in answer.json()["errors"]] == ["email_password_mismatch"]


def test_after_five_wrong_passwords_the_right_one_has_to_wait(anna: Person) -> None:
    for _ in range(5):
        Phone().post(f"{AUTH}/login", {"email": anna.email, "password": "iets-anders-dan-dat"})
    locked = log_in(anna)
    assert locked.status_code == 400
    assert [error["code"] for error in locked.json()["errors"]] == ["too_many_login_attempts"]


class Employer:
    """An OpenID Connect provider: its discovery page, its key, and tokens it signs."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def pages(self) -> dict[str, Any]:
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/keys",
            },
            "/keys": {"keys": [{**key, "kid": "one", "use": "sig", "alg": "RS256"}]},
        }

    def token(self, **claims: Any) -> str:
        now = dt.datetime.now(dt.UTC)
        usual = {
            "iss": self.address,
            "aud": "coach",
            "sub": "employee-7",
            "email": "collega@office.example",
            "email_verified": True,
            "iat": now,
            "exp": now + dt.timedelta(minutes=5),
        }
        return jwt.encode({**usual, **claims}, self.key, "RS256", headers={"kid": "one"})


@pytest.fixture
def employer(settings: Any) -> Iterator[Employer]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = json.dumps(provider.pages()[self.path]).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Employer(f"http://127.0.0.1:{listening.server_port}")
    app = {"provider_id": "office", "name": "Office", "client_id": "coach", "secret": "shared"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [{**app, "settings": {"server_url": provider.address}}]}
    }
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield provider
    listening.shutdown()
    thread.join()
    listening.server_close()


def by_employer(token: str) -> Any:
    body = {"provider": "office", "process": "login", "token": {"client_id": "coach", "id_token": token}}
    return Phone().post(f"{AUTH}/provider/token", body)


def test_an_employers_login_lets_in(employer: Employer) -> None:
    phone = signed_in(by_employer(employer.token()))
    assert phone.get("me/").json()["email"] == "collega@office.example"
    assert (
        len({signed_in(by_employer(employer.token())).get("me/").json()["id"], phone.get("me/").json()["id"]})
        == 1
    )


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"aud": "another-app"}, id="meant for another app"),
        pytest.param({"exp": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)}, id="long expired"),
        pytest.param({"iss": "https://elsewhere.example"}, id="of another provider"),
    ],
)
def test_a_token_that_is_not_right_lets_nobody_in(employer: Employer, claims: dict[str, Any]) -> None:
    assert by_employer(employer.token(**claims)).status_code == 400
    assert not Person.objects.exists()


def test_a_token_signed_by_somebody_else_lets_nobody_in(employer: Employer) -> None:
    forger = Employer(employer.address)
    assert by_employer(forger.token()).status_code == 400
    assert not Person.objects.exists()


def test_an_employer_does_not_get_into_an_account_that_was_here_before(
    anna: Person, employer: Employer
) -> None:
    answer = by_employer(employer.token(email=anna.email))
    assert answer.status_code != 200
    assert "access_token" not in answer.json().get("meta", {})
