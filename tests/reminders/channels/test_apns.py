"""Apple, against a web server on this machine that speaks HTTP/2 and is none of ours."""

import datetime as dt
import json
import os
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from coach.local.place import CHECKOUT
from reminders.channels import Answer, Outcome
from reminders.channels.apns import Apns, Signer
from reminders.channels.post import Road
from tests.conftest import NOW
from tests.reminders.channels import peers
from tests.reminders.channels.apple import ANSWERS, device
from tests.reminders.channels.conftest import HASTE, MakeParcel
from tests.system.awaiting import until

GONE, REFUSED, LATER, UNKNOWN = Outcome.GONE, Outcome.REFUSED, Outcome.LATER, Outcome.UNKNOWN
MINUTE = dt.timedelta(minutes=1)
KEY = ec.generate_private_key(ec.SECP256R1())


class Apple:
    def __init__(self, url: str, arrivals: Path) -> None:
        self.url, self._arrivals = url, arrivals

    @property
    def arrived(self) -> list[Any]:
        lines = self._arrivals.read_text().splitlines() if self._arrivals.exists() else []
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def apple(certificate: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apple]:
    port, arrivals = peers.unused_port(), tmp_path_factory.mktemp("apple") / "arrivals.jsonl"
    command = [
        *(str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--http", "2"),
        *("--port", str(port), "--blocking-threads", "2", "--log-level", "warning"),
        *("--ssl-certificate", str(certificate[0]), "--ssl-keyfile", str(certificate[1])),
        "tests.reminders.channels.apple:app",
    ]
    environ = {**os.environ, "ARRIVALS": str(arrivals)}
    with subprocess.Popen(command, cwd=CHECKOUT, env=environ) as server:  # noqa: S603  our own command
        until(lambda: _answers(port), "Apple to open", every=0.05)
        yield Apple(f"https://localhost:{port}", arrivals)
        server.terminate()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def signer() -> Signer:
    pem = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    return Signer(pem, "ABC123DEFG", "DEF123GHIJ")


@pytest.fixture
def apns(apple: Apple, signer: Signer, trust: ssl.SSLContext) -> Apns:
    return Apns(signer, "org.example.coach", apple.url, Road(trust))


def test_a_message_arrives_over_http2_with_an_id_and_neutral_words(
    apns: Apns, apple: Apple, make_parcel: MakeParcel
) -> None:
    parcel = make_parcel(device("00"), language="en", important=True)
    assert apns.send([parcel], NOW) == [Answer(Outcome.ACCEPTED)]
    arrived = apple.arrived[-1]
    assert arrived["protocol"] == "HTTP/2"
    assert arrived["path"] == f"/3/device/{device('00')}"
    words = "There is an important message for you. Open the app to read it."
    assert json.loads(arrived["body"]) == {
        "aps": {"alert": {"title": "Coach", "body": words}, "sound": "default"},
        "id": str(parcel.message),
    }
    said = {name: value for name, value in arrived["headers"].items() if name.startswith("apns")}
    assert said == {
        "apns_id": str(parcel.message),
        "apns_topic": "org.example.coach",
        "apns_push_type": "alert",
        "apns_priority": "10",
        "apns_expiration": str(int(NOW.timestamp()) + 571),
        "apns_collapse_id": str(parcel.message),
    }


def test_apple_knows_who_we_are(apns: Apns, apple: Apple, make_parcel: MakeParcel) -> None:
    apns.send([make_parcel(device("00"))], NOW)
    scheme, token = apple.arrived[-1]["headers"]["authorization"].split()
    assert scheme == "bearer"
    claims = jwt.decode(token, KEY.public_key(), algorithms=["ES256"], options={"verify_iat": False})
    assert claims == {"iss": "DEF123GHIJ", "iat": int(NOW.timestamp())}
    assert jwt.get_unverified_header(token)["kid"] == "ABC123DEFG"


@pytest.mark.parametrize(
    ("later", "same"),
    [
        pytest.param(20 * MINUTE, True, id="too young to be replaced"),
        pytest.param(40 * MINUTE, False, id="well before Apple finds it too old"),
        pytest.param(-5 * MINUTE, False, id="made by a clock that was ahead"),
    ],
)
def test_the_provider_token_is_renewed_in_time(signer: Signer, later: dt.timedelta, same: bool) -> None:
    first = signer.token(at=NOW)
    assert (signer.token(at=NOW + later) == first) is same


OUTCOMES = {
    "01": (GONE, 0),
    "02": (GONE, 0),
    "03": (GONE, 0),
    "04": (REFUSED, 0),
    "05": (REFUSED, 0),
    "06": (LATER, 30),
    "07": (REFUSED, 0),
    "08": (LATER, 9),
    "09": (UNKNOWN, 0),
    "0a": (LATER, 30),
    "0b": (REFUSED, 0),
    "0c": (GONE, 0),
}


@pytest.mark.parametrize("key", [pytest.param(key, id=f"{one[0]} {one[1]}") for key, one in ANSWERS.items()])
def test_what_apple_says_decides(apns: Apns, apple: Apple, make_parcel: MakeParcel, key: str) -> None:
    before = len(apple.arrived)
    [answer] = apns.send([make_parcel(device(key))], NOW)
    assert (answer.outcome, answer.wait) == OUTCOMES[key]
    assert len(apple.arrived) == before + 1


def test_each_of_many_gets_its_own_answer(apns: Apns, apple: Apple, make_parcel: MakeParcel) -> None:
    keys = ["00", "01", "08", "09", "0a"] * 60
    keys[7] = "not hexadecimal"
    before = len(apple.arrived)
    answers = apns.send([make_parcel(device(key)) for key in keys], NOW)
    expected = {**OUTCOMES, "00": (Outcome.ACCEPTED, 0), "not hexadecimal": (GONE, 0)}
    assert [(answer.outcome, answer.wait) for answer in answers] == [expected[key] for key in keys]
    assert len(apple.arrived) - before == len(keys) - 1


def test_where_apple_cannot_be_reached_nothing_was_sent(
    signer: Signer, trust: ssl.SSLContext, make_parcel: MakeParcel
) -> None:
    away = Apns(signer, "org.example.coach", f"https://localhost:{peers.unused_port()}", Road(trust))
    answers = away.send([make_parcel(device("00"))] * 2, NOW)
    assert [answer.outcome for answer in answers] == [LATER, LATER]


def test_a_stranger_at_the_door_is_sent_nothing(
    signer: Signer, apple: Apple, make_parcel: MakeParcel
) -> None:
    before = len(apple.arrived)
    wary = Apns(signer, "org.example.coach", apple.url, Road(patience=HASTE))
    [answer] = wary.send([make_parcel(device("00"))], NOW)
    assert answer.outcome is LATER
    assert len(apple.arrived) == before
