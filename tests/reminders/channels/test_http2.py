"""The HTTP/2 line, against a peer that does what a busy or a broken server may do."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from h2 import events
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.settings import SettingCodes, Settings

from reminders.channels import Answer, Outcome
from reminders.channels.http2 import post_all
from reminders.channels.post import NO_ANSWER, NO_TIME, NOT_SENT, Letter, Patience, Posted, Reply, Road

HASTE = Patience(connect=5.0, answer=0.5, batch=1.0)
Act = Callable[["Wire", int], None]


class Wire(asyncio.Protocol):
    """One connection of the peer. `act` is called for each whole request, with its stream."""

    def __init__(self, act: Act, streams: int, greets: bytes = b"") -> None:
        self.act, self.streams, self.greets = act, streams, greets
        self.h2 = H2Connection(H2Configuration(client_side=False))
        self.open = self.most_open = 0
        self.seen: list[int] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        if self.greets:
            transport.write(self.greets)
            return
        self.h2.local_settings = Settings(
            client=False, initial_values={SettingCodes.MAX_CONCURRENT_STREAMS: self.streams}
        )
        self.h2.initiate_connection()
        self.flush()

    def data_received(self, data: bytes) -> None:
        if self.greets:
            return
        for event in self.h2.receive_data(data):
            if isinstance(event, events.RequestReceived):
                self.open += 1
                self.most_open = max(self.open, self.most_open)
            elif isinstance(event, events.DataReceived):
                self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
            elif isinstance(event, events.StreamEnded):
                self.seen.append(event.stream_id)
                self.act(self, event.stream_id)
        self.flush()

    def answer(self, stream: int, status: int = 200, body: bytes = b"") -> None:
        self.h2.send_headers(stream, [(":status", str(status))])
        self.h2.send_data(stream, body, end_stream=True)
        self.open -= 1

    def flush(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(self.h2.data_to_send())


class Wires:
    """The address of the peer, and its connections."""

    def __init__(self) -> None:
        self.port, self.all = 0, list[Wire]()

    @property
    def letter(self) -> Letter:
        return Letter(f"https://localhost:{self.port}/3/device/f", {"Apns-Topic": "org.example"}, b"{}")


@contextmanager
def wired(tls: ssl.SSLContext, act: Act, *, streams: int = 100, greets: bytes = b"") -> Iterator[Wires]:
    tls.set_alpn_protocols(["h2"])
    loop, wires = asyncio.new_event_loop(), Wires()

    def connect() -> Wire:
        wires.all.append(Wire(act, streams, greets))
        return wires.all[-1]

    server = loop.run_until_complete(loop.create_server(connect, "127.0.0.1", 0, ssl=tls))
    wires.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield wires
    finally:
        asyncio.run_coroutine_threadsafe(close(server, wires), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def close(server: asyncio.Server, wires: Wires) -> None:
    server.close()
    for wire in wires.all:
        wire.transport.abort()
    await asyncio.sleep(0)


def post(wires: Wires, trust: ssl.SSLContext, count: int, patience: Patience = HASTE) -> list[Posted]:
    return post_all([wires.letter] * count, Road(trust, patience=patience))


def empty_data_frames(wire: Wire, stream: int) -> None:
    wire.h2.send_headers(stream, [(":status", "400")])
    for part in (b"", b'{"reason": ', b"", b'"BadTopic"}'):
        wire.h2.send_data(stream, part)
    wire.h2.end_stream(stream)


def test_an_answer_in_pieces_some_of_them_empty_is_put_together(
    trust: ssl.SSLContext, server_tls: ssl.SSLContext
) -> None:
    with wired(server_tls, empty_data_frames) as wires:
        [reply] = post(wires, trust, 1)
    assert isinstance(reply, Reply)
    assert (reply.status, reply.body) == (400, b'{"reason": "BadTopic"}')


def test_no_more_are_open_than_the_other_side_wants(
    trust: ssl.SSLContext, server_tls: ssl.SSLContext
) -> None:
    with wired(server_tls, Wire.answer, streams=3) as wires:
        replies = post(wires, trust, 50)
    assert {reply.status for reply in replies if isinstance(reply, Reply)} == {200}
    assert len(wires.all) == 1
    assert len(wires.all[0].seen) == len(replies) == 50
    assert wires.all[0].most_open <= 3


def go_away_after_two(wire: Wire, stream: int) -> None:
    """Streams 1 and 3 were taken in hand, nothing after."""
    if stream == 3:
        wire.h2.close_connection(last_stream_id=3)


def test_what_came_after_a_goodbye_was_not_sent_and_what_came_before_may_have_arrived(
    trust: ssl.SSLContext, server_tls: ssl.SSLContext
) -> None:
    with wired(server_tls, go_away_after_two, streams=3) as wires:
        replies = post(wires, trust, 6)
    assert replies == [NO_ANSWER, NO_ANSWER, NOT_SENT, NOT_SENT, NOT_SENT, NOT_SENT]


def is_silent(wire: Wire, stream: int) -> None:
    """Reads, and that is all."""


def tears_down(wire: Wire, stream: int) -> None:
    wire.transport.abort()


def talks_nonsense(wire: Wire, stream: int) -> None:
    wire.transport.write(b"\0" * 64)


def reset_with(code: ErrorCodes) -> Act:
    return lambda wire, stream: wire.h2.reset_stream(stream, code)


@pytest.mark.parametrize(
    ("act", "posted"),
    [
        pytest.param(reset_with(ErrorCodes.REFUSED_STREAM), NOT_SENT, id="refused unread"),
        pytest.param(reset_with(ErrorCodes.INTERNAL_ERROR), NO_ANSWER, id="given up after reading"),
        pytest.param(is_silent, NO_ANSWER, id="not a word"),
        pytest.param(tears_down, NO_ANSWER, id="torn down"),
        pytest.param(talks_nonsense, NO_ANSWER, id="nonsense"),
    ],
)
def test_silence_means_that_it_may_have_arrived_unless_it_cannot(
    trust: ssl.SSLContext, server_tls: ssl.SSLContext, act: Act, posted: Posted
) -> None:
    with wired(server_tls, act) as wires:
        assert post(wires, trust, 2) == [posted, posted]


@pytest.mark.parametrize(
    "greeting",
    [
        pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", id="another language"),
        pytest.param(b"\0\0\1" * 9, id="nonsense"),
        pytest.param(b"\0", id="half a word"),
    ],
)
def test_a_server_that_never_says_its_terms_is_sent_nothing(
    trust: ssl.SSLContext, server_tls: ssl.SSLContext, greeting: bytes
) -> None:
    with wired(server_tls, Wire.answer, greets=greeting) as wires:
        replies = post(wires, trust, 2)
    assert {reply.outcome for reply in replies if isinstance(reply, Answer)} == {Outcome.LATER}
    assert len(replies) == 2


def test_those_behind_a_silent_one_are_not_sent_once_the_time_is_up(
    trust: ssl.SSLContext, server_tls: ssl.SSLContext
) -> None:
    patience = Patience(connect=5.0, answer=3.0, batch=0.5)
    with wired(server_tls, is_silent, streams=1) as wires:
        replies = post(wires, trust, 3, patience)
        assert wires.all[0].seen == [1]
    assert replies == [NO_ANSWER, NO_TIME, NO_TIME]
