"""A calendar server with a certificate of its own, on this machine."""

import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import trustme

from reminders.calendars.fetching import Reach

Answer = tuple[int, dict[str, str], bytes]


class CalendarServer:
    """Answers `GET /path` as told, and remembers what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.reach = Reach()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.asked.append((handler.path, {name.lower(): value for name, value in handler.headers.items()}))
        answer = self.answers.get(handler.path, (404, {}, b""))
        if callable(answer):
            answer(handler)
            return
        status, headers, body = answer
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)


@pytest.fixture
def server() -> Iterator[CalendarServer]:
    calendars = CalendarServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calendars.answer(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Quiet(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that hangs up, or refuses our certificate, is what some tests are about."""

    authority = trustme.CA()
    theirs = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("calendar.example").configure_cert(theirs)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    listening = Quiet(("127.0.0.1", 0), Handler)
    listening.socket = theirs.wrap_socket(listening.socket, server_side=True)
    calendars.reach = Reach(
        resolving=lambda *_: ["127.0.0.1"],
        permits=lambda _: True,
        port=listening.server_port,
        tls=ours,
        patience=2.0,
        largest=10_000,
    )
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield calendars
    listening.shutdown()
    thread.join()
    listening.server_close()
