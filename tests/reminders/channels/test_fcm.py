"""Firebase, against a server on this machine that checks who asks and answers as told."""

import datetime as dt
import json
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from reminders.channels import Answer, Outcome
from reminders.channels.fcm import Fcm
from reminders.channels.google import Access
from reminders.channels.post import Road
from tests.conftest import NOW
from tests.reminders.channels import peers
from tests.reminders.channels.conftest import HASTE, MakeParcel
from tests.reminders.channels.peers import Arrived, Handler, Server, says

GONE, REFUSED, LATER, UNKNOWN = Outcome.GONE, Outcome.REFUSED, Outcome.LATER, Outcome.UNKNOWN
MINUTE = dt.timedelta(minutes=1)


class Google:
    """Gives a numbered token to whoever signs with the account's key, and keeps the messages."""

    def __init__(self, server: Server) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.server, self.url = server, server.url
        self.assertions: list[dict[str, Any]] = []
        self.messages: list[tuple[str, Any]] = []
        self.answer: peers.Script = says(200, b'{"name": "projects/p/messages/1"}')
        self.token_answer: peers.Script | None = None
        server.script = self._serve

    @property
    def account(self) -> dict[str, Any]:
        pem = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        return {
            "type": "service_account",
            "project_id": "coach-test",
            "private_key_id": "key-1",
            "private_key": pem,
            "client_email": "sender@coach-test.example",
            "token_uri": f"{self.url}/token",
        }

    def _serve(self, arrived: Arrived, handler: Handler) -> None:
        if arrived.path == "/token":
            return (self.token_answer or self._give_token)(arrived, handler)
        self.messages.append((arrived.headers["Authorization"], json.loads(arrived.body)))
        return self.answer(arrived, handler)

    def _give_token(self, arrived: Arrived, handler: Handler) -> None:
        form = parse_qs(arrived.body.decode())
        assert form["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"]
        claims = jwt.decode(
            form["assertion"][0],
            self.key.public_key(),
            algorithms=["RS256"],
            audience=f"{self.url}/token",
            options={"verify_exp": False, "verify_iat": False},
        )
        self.assertions.append(claims)
        given = {"access_token": f"token-{len(self.assertions)}", "expires_in": 3599, "token_type": "Bearer"}
        says(200, json.dumps(given).encode())(arrived, handler)


@pytest.fixture
def google(peer: Server) -> Google:
    return Google(peer)


@pytest.fixture
def fcm(google: Google) -> Fcm:
    road = Road(patience=HASTE)
    return Fcm(Access(google.account, road), google.url, road)


def test_a_message_arrives_with_an_id_and_neutral_words(
    fcm: Fcm, google: Google, peer: Server, make_parcel: MakeParcel
) -> None:
    parcel = make_parcel("device-token", language="en")
    assert fcm.send([parcel], NOW) == [Answer(Outcome.ACCEPTED)]
    [(authorization, body)] = google.messages
    key = str(parcel.message)
    assert peer.arrived[-1].path == "/v1/projects/coach-test/messages:send"
    assert authorization == "Bearer token-1"
    assert body == {
        "message": {
            "token": "device-token",
            "notification": {"title": "Coach", "body": "There is a message for you."},
            "data": {"id": key},
            "android": {
                "ttl": "571s",
                "priority": "HIGH",
                "collapse_key": key,
                "notification": {"tag": key},
            },
            "apns": {
                "headers": {
                    "apns-expiration": str(int(NOW.timestamp()) + 571),
                    "apns-priority": "10",
                    "apns-collapse-id": key,
                }
            },
        }
    }


def test_the_token_is_asked_for_in_the_name_of_the_account(
    fcm: Fcm, google: Google, make_parcel: MakeParcel
) -> None:
    fcm.send([make_parcel("a")], NOW)
    assert google.assertions == [
        {
            "iss": "sender@coach-test.example",
            "scope": "https://www.googleapis.com/auth/firebase.messaging",
            "aud": f"{google.url}/token",
            "iat": int(NOW.timestamp()),
            "exp": int(NOW.timestamp()) + 3600,
        }
    ]


@pytest.mark.parametrize(
    ("later", "tokens"),
    [
        pytest.param(54 * MINUTE, ["Bearer token-1", "Bearer token-1"], id="still good"),
        pytest.param(55 * MINUTE, ["Bearer token-1", "Bearer token-2"], id="about to end"),
    ],
)
def test_a_token_serves_until_shortly_before_its_end(
    fcm: Fcm, google: Google, make_parcel: MakeParcel, later: dt.timedelta, tokens: list[str]
) -> None:
    fcm.send([make_parcel("a")], NOW)
    fcm.send([make_parcel("b")], NOW + later)
    assert [authorization for authorization, _ in google.messages] == tokens


def problem(code: str, *, field: str = "") -> bytes:
    details: list[dict[str, Any]] = [
        {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": code}
    ]
    if field:
        violation = {"field": field, "description": "no good"}
        details.append({"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]})
    return json.dumps({"error": {"code": 0, "message": "…", "status": "…", "details": details}}).encode()


@pytest.mark.parametrize(
    ("script", "outcome", "wait"),
    [
        pytest.param(says(200), Outcome.ACCEPTED, 0, id="taken"),
        pytest.param(says(404, problem("UNREGISTERED")), GONE, 0, id="the app was removed"),
        pytest.param(says(403, problem("SENDER_ID_MISMATCH")), GONE, 0, id="a token of another app"),
        pytest.param(
            says(400, problem("INVALID_ARGUMENT", field="message.token")), GONE, 0, id="not a token"
        ),
        pytest.param(
            says(400, problem("INVALID_ARGUMENT", field="message.android.ttl")), REFUSED, 0, id="our mistake"
        ),
        pytest.param(says(400, b"<html>"), REFUSED, 0, id="refused in HTML"),
        pytest.param(says(400, b'{"error": "no"}'), REFUSED, 0, id="refused in a shape of its own"),
        pytest.param(says(404, b'{"error": {"status": "NOT_FOUND"}}'), REFUSED, 0, id="no such project"),
        pytest.param(says(413), REFUSED, 0, id="too large"),
        pytest.param(says(302, Location="/elsewhere"), REFUSED, 0, id="sent elsewhere"),
        pytest.param(says(429, problem("QUOTA_EXCEEDED"), Retry_After="60"), LATER, 60, id="too many"),
        pytest.param(says(503, problem("UNAVAILABLE")), LATER, 30, id="not now"),
        pytest.param(says(500, problem("INTERNAL")), UNKNOWN, 0, id="broken"),
        pytest.param(peers.is_silent, UNKNOWN, 0, id="taken, and not a word"),
        pytest.param(peers.resets, UNKNOWN, 0, id="taken, then torn down"),
    ],
)
def test_what_firebase_says_decides(
    fcm: Fcm, google: Google, make_parcel: MakeParcel, script: peers.Script, outcome: Outcome, wait: float
) -> None:
    google.answer = script
    [answer] = fcm.send([make_parcel("a")], NOW)
    assert (answer.outcome, answer.wait) == (outcome, wait)
    assert len(google.messages) == 1


def test_a_token_that_is_no_longer_good_is_replaced_for_the_next_try(
    fcm: Fcm, google: Google, make_parcel: MakeParcel
) -> None:
    google.answer = says(401, b"{}")
    [answer] = fcm.send([make_parcel("a")], NOW)
    assert answer.outcome is LATER
    google.answer = says(200)
    assert fcm.send([make_parcel("a")], NOW + MINUTE) == [Answer(Outcome.ACCEPTED)]
    assert google.messages[-1][0] == "Bearer token-2"


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(says(400, b'{"error": "invalid_grant"}'), id="the account was closed"),
        pytest.param(says(200, b"welcome"), id="a page instead of a token"),
        pytest.param(says(200, b"[]"), id="another shape"),
        pytest.param(says(503), id="not now"),
        pytest.param(peers.is_silent, id="not a word"),
    ],
)
def test_without_a_token_nothing_is_sent(
    fcm: Fcm, google: Google, make_parcel: MakeParcel, script: peers.Script
) -> None:
    google.token_answer = script
    answers = fcm.send([make_parcel("a"), make_parcel("b")], NOW)
    assert [answer.outcome for answer in answers] == [LATER, LATER]
    assert google.messages == []


def test_where_firebase_cannot_be_reached_nothing_was_sent(
    fcm: Fcm, google: Google, make_parcel: MakeParcel
) -> None:
    away = replace(fcm, url=f"http://127.0.0.1:{peers.unused_port()}")
    [answer] = away.send([make_parcel("a")], NOW)
    assert answer.outcome is LATER


def test_the_secret_of_the_account_is_in_no_answer(fcm: Fcm, google: Google, make_parcel: MakeParcel) -> None:
    google.token_answer = says(400, b"the private key is 42")
    [answer] = fcm.send([make_parcel("a")], NOW)
    assert answer.why == "asking for a token: HTTP 400"
