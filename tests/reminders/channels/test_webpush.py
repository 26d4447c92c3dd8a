"""Web push against a push service on this machine, and a browser that decrypts what it was sent."""

import base64
import datetime as dt
import json
import re
import ssl
from dataclasses import replace
from typing import Any

import http_ece
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from coach.local.keys import vapid_key
from reminders.channels import Answer, Outcome
from reminders.channels.endpoints import OnlyPublic
from reminders.channels.post import Road
from reminders.channels.sealing import encoded, point
from reminders.channels.vapid import Vapid
from reminders.channels.webpush import WebPush
from tests.conftest import NOW
from tests.reminders.channels import peers
from tests.reminders.channels.conftest import CALM, HASTE, MakeParcel
from tests.reminders.channels.peers import NAME, Leading, Server, says


class Browser:
    """A user agent with a subscription, as RFC 8291 has it; decrypts with a library of its own."""

    def __init__(self) -> None:
        self._key, self._auth = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok"
        self.subscription = {
            "endpoint": f"https://{NAME}/send/abc",
            "expirationTime": None,
            "keys": {"p256dh": encoded(point(self._key.public_key())), "auth": encoded(self._auth)},
        }

    def read(self, body: bytes) -> Any:
        return json.loads(http_ece.decrypt(body, private_key=self._key, auth_secret=self._auth))


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def webpush(secure_peer: Server, trust: ssl.SSLContext, tmp_path: Any) -> WebPush:
    vapid = Vapid(vapid_key(tmp_path), "mailto:coach@example.org")
    return WebPush(vapid, (NAME,), Road(trust, lambda: Leading(secure_peer.port), HASTE))


def test_a_browser_reads_what_it_was_sent(
    webpush: WebPush, secure_peer: Server, browser: Browser, make_parcel: MakeParcel
) -> None:
    parcel = make_parcel(browser.subscription, language="en")
    assert webpush.send([parcel], NOW) == [Answer(Outcome.ACCEPTED)]
    [arrived] = secure_peer.arrived
    assert arrived.path == "/send/abc"
    assert browser.read(arrived.body) == {
        "id": str(parcel.message),
        "title": "Coach",
        "body": "There is a message for you.",
    }


def test_the_push_service_learns_how_long_and_how_urgent_and_not_what(
    webpush: WebPush, secure_peer: Server, browser: Browser, make_parcel: MakeParcel
) -> None:
    parcel = make_parcel(browser.subscription)
    webpush.send([parcel], NOW)
    [arrived] = secure_peer.arrived
    sent = {name: arrived.headers[name] for name in ("TTL", "Urgency", "Content-Encoding", "Content-Type")}
    assert sent == {
        "TTL": "571",
        "Urgency": "high",
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
    }
    assert arrived.headers["Topic"] == encoded(parcel.message.bytes)
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,32}", arrived.headers["Topic"])
    assert "Cookie" not in arrived.headers
    assert b"message" not in arrived.body


def test_the_push_service_knows_who_we_are(
    webpush: WebPush, secure_peer: Server, browser: Browser, make_parcel: MakeParcel
) -> None:
    webpush.send([make_parcel(browser.subscription)], NOW)
    [arrived] = secure_peer.arrived
    said = re.fullmatch(r"vapid t=([^,]+), k=(.+)", arrived.headers["Authorization"])
    assert said is not None
    assert said[2] == webpush.vapid.public_key
    key = ec.EllipticCurvePublicKey.from_encoded_point(
        ec.SECP256R1(), base64.urlsafe_b64decode(said[2] + "=")
    )
    claims = jwt.decode(
        said[1], key, algorithms=["ES256"], audience=f"https://{NAME}", options={"verify_exp": False}
    )
    assert claims == {
        "aud": f"https://{NAME}",
        "exp": int((NOW + dt.timedelta(hours=12)).timestamp()),
        "sub": "mailto:coach@example.org",
    }


GONE, REFUSED, LATER, UNKNOWN = Outcome.GONE, Outcome.REFUSED, Outcome.LATER, Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("script", "outcome", "wait"),
    [
        pytest.param(says(201), Outcome.ACCEPTED, 0, id="created"),
        pytest.param(says(200), Outcome.ACCEPTED, 0, id="ok"),
        pytest.param(says(202), Outcome.ACCEPTED, 0, id="accepted"),
        pytest.param(says(201, b"x" * 100_000), Outcome.ACCEPTED, 0, id="a body without end"),
        pytest.param(peers.breaks_off_the_body, Outcome.ACCEPTED, 0, id="yes, and half a body"),
        pytest.param(says(404), GONE, 0, id="not found"),
        pytest.param(says(410), GONE, 0, id="gone"),
        pytest.param(says(400), REFUSED, 0, id="bad request"),
        pytest.param(says(401), REFUSED, 0, id="a key it does not know"),
        pytest.param(says(403), REFUSED, 0, id="another's subscription"),
        pytest.param(says(413), REFUSED, 0, id="too large"),
        pytest.param(says(307, Location="http://127.0.0.1/"), REFUSED, 0, id="sent elsewhere"),
        pytest.param(says(429, Retry_After="7"), LATER, 7, id="too many, with seconds"),
        pytest.param(
            says(429, Retry_After="Wed, 18 Nov 2026 09:32:00 GMT"), LATER, 120, id="too many, with a date"
        ),
        pytest.param(says(429), LATER, 30, id="too many, and no word when"),
        pytest.param(says(503, Retry_After="90"), LATER, 90, id="not now, with seconds"),
        pytest.param(says(503, Retry_After="soon"), LATER, 30, id="not now, with nonsense"),
        pytest.param(says(500), UNKNOWN, 0, id="broken"),
        pytest.param(says(502), UNKNOWN, 0, id="broken behind the gate"),
        pytest.param(peers.is_silent, UNKNOWN, 0, id="taken, and not a word"),
        pytest.param(peers.resets, UNKNOWN, 0, id="taken, then torn down"),
        pytest.param(peers.hangs_up, UNKNOWN, 0, id="taken, then hung up"),
    ],
)
def test_what_the_push_service_says_decides(
    webpush: WebPush,
    secure_peer: Server,
    browser: Browser,
    make_parcel: MakeParcel,
    script: peers.Script,
    outcome: Outcome,
    wait: float,
) -> None:
    secure_peer.script = script
    [answer] = webpush.send([make_parcel(browser.subscription)], NOW)
    assert (answer.outcome, answer.wait) == (outcome, wait)
    assert len(secure_peer.arrived) == 1, "tried again by itself, or led elsewhere"


def test_where_nobody_answers_the_door_nothing_was_sent(
    webpush: WebPush, trust: ssl.SSLContext, browser: Browser, make_parcel: MakeParcel
) -> None:
    away = replace(webpush, road=Road(trust, lambda: Leading(peers.unused_port()), HASTE))
    [answer] = away.send([make_parcel(browser.subscription)], NOW)
    assert answer.outcome is LATER


def test_where_the_door_opens_and_nobody_speaks_nothing_was_sent(
    webpush: WebPush, trust: ssl.SSLContext, browser: Browser, make_parcel: MakeParcel
) -> None:
    with peers.listening_only() as port:
        mute = replace(webpush, road=Road(trust, lambda: Leading(port), HASTE))
        [answer] = mute.send([make_parcel(browser.subscription)], NOW)
    assert answer.outcome is LATER


def test_a_stranger_at_the_door_is_sent_nothing(
    webpush: WebPush, secure_peer: Server, browser: Browser, make_parcel: MakeParcel
) -> None:
    """The certificate is not one the system trusts."""
    wary = replace(webpush, road=Road(None, lambda: Leading(secure_peer.port), HASTE))
    [answer] = wary.send([make_parcel(browser.subscription)], NOW)
    assert answer.outcome is LATER
    assert secure_peer.arrived == []


def test_a_name_that_leads_into_the_house_is_not_called(
    webpush: WebPush, secure_peer: Server, trust: ssl.SSLContext, browser: Browser, make_parcel: MakeParcel
) -> None:
    guarded = Road(trust, lambda: OnlyPublic(Leading(secure_peer.port)), HASTE)
    [answer] = replace(webpush, road=guarded).send([make_parcel(browser.subscription)], NOW)
    assert answer.outcome is LATER
    assert secure_peer.arrived == []


def test_by_default_names_that_lead_into_the_house_are_not_called() -> None:
    assert WebPush.__dataclass_fields__["road"].default.resolver is OnlyPublic


def test_each_of_many_gets_its_own_answer(
    webpush: WebPush, secure_peer: Server, make_parcel: MakeParcel
) -> None:
    """More than go out at once, and one among them that cannot go at all."""

    def by_path(arrived: peers.Arrived, handler: peers.Handler) -> None:
        says(410 if arrived.path.endswith("gone") else 201)(arrived, handler)

    secure_peer.script = by_path
    patient = replace(webpush, road=replace(webpush.road, patience=CALM))
    subscriptions = [Browser().subscription for _ in range(150)]
    subscriptions[3]["endpoint"] = f"https://{NAME}/gone"
    subscriptions[5]["keys"] = {"p256dh": "AAAA", "auth": "AAAA"}
    answers = patient.send([make_parcel(one) for one in subscriptions], NOW)
    other = [answer.outcome for i, answer in enumerate(answers) if i not in {3, 5}]
    assert set(other) == {Outcome.ACCEPTED}
    assert [answers[3].outcome, answers[5].outcome] == [GONE, GONE]
    assert len(secure_peer.arrived) == 149


def test_what_does_not_get_its_turn_in_time_was_not_sent(
    webpush: WebPush, secure_peer: Server, browser: Browser, make_parcel: MakeParcel
) -> None:
    hurried = replace(webpush.road, patience=replace(HASTE, batch=0.0))
    answers = replace(webpush, road=hurried).send([make_parcel(browser.subscription)] * 3, NOW)
    assert [answer.outcome for answer in answers] == [LATER] * 3
    assert secure_peer.arrived == []


@pytest.mark.parametrize(
    ("change", "usable"),
    [
        pytest.param({}, True, id="as a browser gives it"),
        pytest.param({"endpoint": "https://eu.push.test/x"}, True, id="below a known host"),
        pytest.param({"endpoint": "http://push.test/x"}, False, id="not https"),
        pytest.param({"endpoint": "https://push.test:8443/x"}, False, id="another port"),
        pytest.param({"endpoint": "https://push.test:x/"}, False, id="no port at all"),
        pytest.param({"endpoint": "https://evil-push.test/x"}, False, id="a name that ends alike"),
        pytest.param(
            {"endpoint": "https://push.test@evil.example/x"}, False, id="a login that looks like it"
        ),
        pytest.param({"endpoint": "https://push.test.evil.example/x"}, False, id="a name that begins alike"),
        pytest.param({"endpoint": "https://127.0.0.1/x"}, False, id="this machine"),
        pytest.param({"endpoint": 5}, False, id="no text"),
        pytest.param({"endpoint": None}, False, id="nothing"),
        pytest.param({"keys": None}, False, id="no keys"),
        pytest.param({"keys": {"p256dh": "AAAA", "auth": "c2l4dGVlbiBieXRlcyBvaw"}}, False, id="no point"),
    ],
)
def test_a_subscription_is_of_a_browser_at_a_known_service(
    webpush: WebPush, browser: Browser, change: dict[str, Any], usable: bool
) -> None:
    assert webpush.usable({**browser.subscription, **change}) is usable


def test_an_important_message_says_so_and_no_more(
    webpush: WebPush, secure_peer: Server, browser: Browser, make_parcel: MakeParcel
) -> None:
    webpush.send([make_parcel(browser.subscription, important=True, language="en")], NOW)
    said = browser.read(secure_peer.arrived[0].body)["body"]
    assert said == "There is an important message for you. Open the app to read it."
