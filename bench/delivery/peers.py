"""The other side: a web server that stands for all three push services, and a mail server. Both only count.

Each arrival is a line in the file that ARRIVALS names: when, in seconds since 1970, and which message.
`python -m bench.delivery.peers PORT` is the mail server.
"""

import asyncio
import base64
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path
from typing import Any
from uuid import UUID

from aiosmtpd.controller import UnthreadedController
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from coach.local.place import CHECKOUT
from tests.reminders.channels.peers import NAME, make_certificate, unused_port

CHANNELS = ("webpush", "fcm", "apns", "email")
TOKEN = b'{"access_token": "yours", "expires_in": 3600}'


@dataclass(frozen=True)
class Arrivals:
    """What came since the last `forget`."""

    file: Path

    def forget(self) -> None:
        os.truncate(self.file, 0)

    def read(self) -> list[tuple[float, str]]:
        """(when, message), in the order of arrival."""
        lines = (line.split() for line in self.file.read_text().splitlines())
        return sorted((float(when), message) for when, message in lines)


def note(message: str) -> None:
    with Path(os.environ["ARRIVALS"]).open("a") as file:
        file.write(f"{time.time()} {message}\n")


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    """Whatever is posted is welcome. Run by granian, which speaks HTTP/1.1 and HTTP/2."""
    body, path = environ["wsgi.input"].read(), environ["PATH_INFO"]
    if path == "/token":
        start_response("200 OK", [("Content-Type", "application/json")])
        return [TOKEN]
    if topic := environ.get("HTTP_TOPIC"):
        note(str(UUID(bytes=base64.urlsafe_b64decode(topic + "=="))))
    else:
        note(environ.get("HTTP_APNS_ID") or json.loads(body)["message"]["data"]["id"])
    start_response("201 Created", [])
    return [b""]


class Office:
    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  so it is called
        note(str(message_from_bytes(envelope.content)["X-Coach-Message"]))
        return "250 OK"


@contextmanager
def providers(data: Path) -> Iterator[tuple[dict[str, str], Arrivals]]:
    """All of them, running; the variables with which Coach finds them."""
    folder = data.parent
    arrivals, (certificate, secret) = Arrivals(folder / "arrivals"), make_certificate(folder)
    arrivals.file.touch()
    plain, secure, mail = unused_port(), unused_port(), unused_port()
    tls = ["--ssl-certificate", str(certificate), "--ssl-keyfile", str(secret)]
    commands = [
        _web(plain),
        [*_web(secure), *tls],
        [sys.executable, "-m", "bench.delivery.peers", str(mail)],
    ]
    environ = {**os.environ, "ARRIVALS": str(arrivals.file)}
    with ExitStack() as ending:
        for command in commands:
            server = ending.enter_context(subprocess.Popen(command, cwd=CHECKOUT, env=environ))
            ending.callback(server.terminate)
        for port in (plain, secure, mail):
            _await(port)
        yield _variables(folder, certificate, plain, secure, mail), arrivals


def _variables(folder: Path, certificate: Path, plain: int, secure: int, mail: int) -> dict[str, str]:
    apple = folder / "apple.p8"
    apple.write_bytes(_pem(ec.generate_private_key(ec.SECP256R1())))
    account = folder / "google.json"
    account.write_text(
        json.dumps(
            {
                "project_id": "bench",
                "private_key_id": "1",
                "private_key": _pem(rsa.generate_private_key(public_exponent=65537, key_size=2048)).decode(),
                "client_email": "bench@bench",
                "token_uri": f"http://127.0.0.1:{plain}/token",
            }
        )
    )
    return {
        "SSL_CERT_FILE": str(certificate),
        "COACH_WEBPUSH_HOSTS": NAME,
        "WEBPUSH_PORT": str(secure),
        "COACH_FCM_ACCOUNT": str(account),
        "COACH_FCM_URL": f"http://127.0.0.1:{plain}",
        "COACH_APNS_KEY": str(apple),
        "COACH_APNS_KEY_ID": "ABC123DEFG",
        "COACH_APNS_TEAM": "DEF123GHIJ",
        "COACH_APNS_TOPIC": "org.example.coach",
        "COACH_APNS_URL": f"https://localhost:{secure}",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail}",
    }


def _web(port: int) -> list[str]:
    granian = str(Path(sys.executable).with_name("granian"))
    options = ["--interface", "wsgi", "--http", "auto", "--blocking-threads", "1", "--log-level", "warning"]
    return [granian, *options, "--port", str(port), "bench.delivery.peers:app"]


def _pem(key: Any) -> bytes:
    pem: bytes = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return pem


def _await(port: int) -> None:
    deadline = time.monotonic() + 60
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < deadline, "a provider does not open"
        time.sleep(0.05)


def _keep_office(port: int) -> None:
    loop = asyncio.new_event_loop()
    controller = UnthreadedController(Office(), hostname="127.0.0.1", port=port, loop=loop)
    controller.begin()
    loop.run_forever()


if __name__ == "__main__":
    _keep_office(int(sys.argv[1]))
