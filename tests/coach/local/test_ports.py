import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from coach.local import ports


class NotFound(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server((ports.HOST, 0)) as listener:
        yield listener


def test_a_port_somebody_listens_on_is_not_free(listener: socket.socket) -> None:
    assert not ports.free(listener.getsockname()[1])


def test_a_port_is_free_again_at_once(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    with socket.create_connection((ports.HOST, port)):
        listener.accept()[0].close()
    listener.close()
    assert ports.free(port)


def test_a_web_server_answers_also_when_it_says_no() -> None:
    with ThreadingHTTPServer((ports.HOST, 0), NotFound) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        assert ports.answers(server.server_port)
        server.shutdown()
        thread.join()


def test_one_that_listens_but_says_nothing_does_not_answer(listener: socket.socket) -> None:
    assert not ports.answers(listener.getsockname()[1], patience=0.2)


def test_nobody_does_not_answer(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    listener.close()
    assert not ports.answers(port)
