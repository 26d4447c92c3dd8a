"""Firebase and a mail server, as far as Coach can tell: in the tests' own process, counting what arrives."""

import json
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.reminders.channels import peers
from tests.reminders.channels.peers import Arrived, Handler, Script, Server, says

ACCEPTS = says(200, b'{"name": "projects/p/messages/1"}')
GONE = says(404, json.dumps({"error": {"details": [{"errorCode": "UNREGISTERED"}]}}).encode())
BUSY = says(429, Retry_After="5")
BUSY_FOR_LONG = says(429, Retry_After="700")
WRONG = says(400)
NOT_TAKEN = (GONE, BUSY, BUSY_FOR_LONG, WRONG)
"""Answers after which nothing can have reached the person."""


class Google:
    """`came`: how often something that may have reached its person came for each device token; `ever`: for
    each nudge, from the beginning.
    """

    def __init__(self, server: Server) -> None:
        self._server, self._counting = server, threading.Lock()
        server.script = self._serve
        self.ever: Counter[str] = Counter()
        self._past: set[str] = set()
        self.forget(())

    def forget(self, past: Iterable[str]) -> None:
        """Nothing arrived, and whoever asks is told yes. What yet comes of `past` nudges counts as `ever`."""
        self._past |= set(past)
        self.came: Counter[str] = Counter()
        self.nudges: dict[str, list[str]] = defaultdict(list)
        self.asked = 0
        self.answer: Script = ACCEPTS
        self.answers: dict[str, list[Script]] = {}
        self.open = threading.Event()
        self.open.set()

    @property
    def url(self) -> str:
        return self._server.url

    def answering(self, token: str, *scripts: Script) -> None:
        """What it says to the first, the second … message for a device, and to any after the last."""
        self.answers[token] = list(scripts)

    @contextmanager
    def keeping_everyone_waiting(self) -> Iterator[None]:
        """Takes every message, and answers none before the end of the `with`."""
        self.open.clear()
        try:
            yield
        finally:
            self.open.set()

    def account(self, folder: Path) -> Path:
        """The file of a service account that belongs here."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        path = folder / "account.json"
        who = {"project_id": "chaos", "client_email": "coach@chaos", "token_uri": f"{self.url}/token"}
        path.write_text(json.dumps({**who, "private_key_id": "1", "private_key": pem}))
        return path

    def _serve(self, arrived: Arrived, handler: Handler) -> None:
        if arrived.path == "/token":
            return says(200, b'{"access_token": "yours", "expires_in": 3600}')(arrived, handler)
        script = self._note(json.loads(arrived.body)["message"])
        self.open.wait()
        return script(arrived, handler)

    def _note(self, message: dict[str, object]) -> Script:
        token, data = str(message["token"]), message["data"]
        assert isinstance(data, dict)
        nudge = str(data["id"])
        with self._counting:
            told = self.answers.get(token, [self.answer])
            script = told.pop(0) if len(told) > 1 else told[0]
            if script not in NOT_TAKEN:
                self.ever[nudge] += 1
            if nudge not in self._past:
                self._count(token, nudge, came=script not in NOT_TAKEN)
        return script

    def _count(self, token: str, nudge: str, *, came: bool) -> None:
        self.asked += 1
        if came:
            self.came[token] += 1
            self.nudges[token].append(nudge)


class Office:
    """A mail server that takes everything; where it is `torn`, it hangs up instead of saying so."""

    def __init__(self, google: Google) -> None:
        self._google = google
        self.torn = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  so it is called
        token = envelope.rcpt_tos[0].partition("@")[0]
        self._google.came[token] += 1
        if self.torn:
            server.transport.abort()
        return "250 OK"


@contextmanager
def office(google: Google) -> Iterator[tuple[Office, int]]:
    """The mail server and its port; what it takes is counted with the rest."""
    here = Office(google)
    controller = Controller(here, hostname="127.0.0.1", port=peers.unused_port())
    controller.start()
    try:
        yield here, controller.port
    finally:
        controller.stop()


@contextmanager
def google() -> Iterator[Google]:
    with peers.serving(Server()) as server:
        yield Google(server)
