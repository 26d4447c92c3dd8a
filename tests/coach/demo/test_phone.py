import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from coach.demo.phone import Meter, Phone, RefusedError


class Service(ThreadingHTTPServer):
    """Says what it was told to say, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[tuple[int, Any]] = []
        self.asked: list[tuple[str, str, Any, str | None]] = []
        self.connections = 0
        self.hangs_up_after_answering = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Service

    def setup(self) -> None:
        self.server.connections += 1
        super().setup()

    def answer(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
        self.server.asked.append((self.command, self.path, body, self.headers["Authorization"]))
        status, answer = self.server.answers.pop(0)
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)
        self.close_connection = self.server.hangs_up_after_answering

    do_GET = do_POST = do_PUT = do_PATCH = answer  # noqa: N815  named by the standard library

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def phone(service: Service) -> Iterator[Phone]:
    phone = Phone(service.url, "a@example.org", "secret", "nl", Meter())
    yield phone
    phone.hang_up()


def test_signing_up_types_the_code_over_and_keeps_the_token(service: Service, phone: Phone) -> None:
    service.answers = [
        (401, {"meta": {"session_token": "pending"}}),
        (200, {"meta": {"access_token": "token"}}),
        (200, {"email": "a@example.org"}),
    ]
    phone.sign_up(lambda: "ABCD-EFGH")
    phone.get("/me/")
    (_, _, account, _), (_, _, verify, _), (_, path, _, bearer) = service.asked
    assert account == {"email": "a@example.org", "password": "secret"}
    assert verify == {"key": "ABCD-EFGH"}
    assert (path, bearer) == ("/api/v1/me/", "Bearer token")


def test_one_connection_serves_several_requests(service: Service, phone: Phone) -> None:
    service.answers = [(200, {})] * 3
    for _ in range(3):
        phone.get("/me/")
    assert service.connections == 1


def test_a_connection_closed_meanwhile_is_made_anew(service: Service, phone: Phone) -> None:
    service.hangs_up_after_answering = True
    service.answers = [(200, {}), (200, {"again": True})]
    phone.get("/me/")
    assert phone.get("/me/") == {"again": True}
    assert service.connections == 2


def test_a_refusal_says_what_was_asked_and_why_not(service: Service, phone: Phone) -> None:
    service.answers = [(403, {"detail": "consent needed"})]
    with pytest.raises(RefusedError, match=r"POST /diary/ answered 403: .*consent needed") as refusal:
        phone.post("/diary/", {})
    assert refusal.value.status == 403


def test_a_row_that_is_there_already_is_left_and_returned(service: Service, phone: Phone) -> None:
    service.answers = [(409, {"detail": "changed", "current": {"seq": 7}})]
    assert phone.put("/reminders/x/", {}) == {"seq": 7}


def test_the_meter_counts(service: Service) -> None:
    meter = Meter()
    phone = Phone(service.url, "a@example.org", "secret", "nl", meter)
    service.answers = [(200, {})] * 2
    phone.get("/me/")
    phone.patch("/me/", {})
    phone.hang_up()
    assert meter.requests == 2
    assert meter.seconds > 0
