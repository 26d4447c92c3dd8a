"""Many POSTs over one HTTP/2 connection, and of each what came back, or what its silence means.

A letter is written in one piece once there is room for all of it. So it is known of each whether a byte of it
left the house, and of a connection the other side closes, which letters it never looked at (RFC 9113, 6.8).
"""

import asyncio
import ssl
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import SplitResult, urlsplit

from h2 import events
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.errors import ErrorCodes
from h2.exceptions import ProtocolError

from reminders.channels import Answer
from reminders.channels.post import (
    CONCURRENT,
    MOST,
    NO_ANSWER,
    NO_TIME,
    NOT_SENT,
    Letter,
    Patience,
    Posted,
    Reply,
    Road,
    a_few_turns,
)


def post_all(letters: Sequence[Letter | Answer], road: Road) -> list[Posted]:
    """Post them concurrently to one server. What is an answer already passes through."""
    return asyncio.run(_post_all(letters, road))


async def _post_all(letters: Sequence[Letter | Answer], road: Road) -> list[Posted]:
    exchanges = [Exchange(one) for one in letters if isinstance(one, Letter)]
    if exchanges:
        await _carry(exchanges, road)
    replies = iter(exchange.done.result() for exchange in exchanges)
    return [one if isinstance(one, Answer) else next(replies) for one in letters]


async def _carry(exchanges: Sequence["Exchange"], road: Road) -> None:
    """Finish every exchange: over the line, or, where there is none, as not sent."""
    line, address = Line(exchanges, road.patience), urlsplit(exchanges[0].letter.url)
    try:
        async with asyncio.timeout(road.patience.connect):
            await asyncio.get_running_loop().create_connection(
                lambda: line, str(address.hostname), address.port or 443, ssl=_tls(road)
            )
        await asyncio.gather(*(exchange.done for exchange in exchanges))
    except (OSError, TimeoutError):
        line.connection_lost(None)
    finally:
        line.hang_up()
        await a_few_turns()


def _tls(road: Road) -> ssl.SSLContext:
    context = road.tls or ssl.create_default_context()
    context.set_alpn_protocols(["h2"])
    return context


class Exchange:
    """One letter, and what has come back of its answer so far."""

    def __init__(self, letter: Letter) -> None:
        self.letter = letter
        self.done: asyncio.Future[Posted] = asyncio.get_running_loop().create_future()
        self._status, self._headers, self._body = 0, dict[str, str](), b""

    @property
    def head(self) -> list[tuple[str, str]]:
        """The request's head as HTTP/2 has it: names in lower case, the pseudo-headers first."""
        address: SplitResult = urlsplit(self.letter.url)
        pseudo = {":method": "POST", ":scheme": "https", ":authority": address.netloc, ":path": address.path}
        return [*pseudo.items(), *((name.lower(), value) for name, value in self.letter.headers.items())]

    def hear(self, event: events.Event) -> None:
        if isinstance(event, events.ResponseReceived):
            said = {_text(name): _text(value) for name, value in event.headers}
            self._status = int(said.pop(":status"))
            self._headers = {name.title(): value for name, value in said.items()}
        elif isinstance(event, events.DataReceived):
            self._body = (self._body + event.data)[:MOST]
        elif isinstance(event, events.StreamEnded):
            self.finish(Reply(self._status, self._headers, self._body))
        elif isinstance(event, events.StreamReset):
            self.finish(NOT_SENT if event.error_code == ErrorCodes.REFUSED_STREAM else NO_ANSWER)

    def finish(self, posted: Posted) -> None:
        if not self.done.done():
            self.done.set_result(posted)


class Line(asyncio.Protocol):
    """The connection: writes each letter when there is room for it, and hears the answers."""

    def __init__(self, exchanges: Sequence[Exchange], patience: Patience) -> None:
        self._waiting = deque(exchanges)
        self._written: dict[int, Exchange] = {}
        self._patience = patience
        self._h2 = H2Connection(H2Configuration())
        self._transport: asyncio.Transport | None = None
        self._terms_known = False
        self._loop = asyncio.get_running_loop()
        self._at_the_end = self._loop.call_later(patience.batch, self._begin_no_more, NO_TIME)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)  # noqa: S101  # for the types
        self._transport = transport
        self._h2.initiate_connection()
        self._flush()

    def data_received(self, data: bytes) -> None:
        try:
            for event in self._h2.receive_data(data):
                self._hear(event)
            self._write_what_fits()
            self._flush()
        except ProtocolError:
            self._drop()

    def connection_lost(self, error: Exception | None) -> None:
        self._begin_no_more(NOT_SENT)
        for exchange in self._written.values():
            exchange.finish(NO_ANSWER)
        self._written.clear()

    def hang_up(self) -> None:
        self._at_the_end.cancel()
        if self._transport:
            with suppress(ProtocolError):
                self._h2.close_connection()
                self._flush()
            self._transport.abort()

    def _hear(self, event: events.Event) -> None:
        if isinstance(event, events.RemoteSettingsChanged):
            self._terms_known = True
        elif isinstance(event, events.ConnectionTerminated):
            self._heed_goodbye(event.last_stream_id or 0)
        elif isinstance(event, events.ResponseReceived | events.DataReceived):
            self._hear_of(event.stream_id, event)
        elif isinstance(event, events.StreamEnded | events.StreamReset):
            self._hear_of(event.stream_id, event)
            self._written.pop(event.stream_id, None)

    def _hear_of(self, stream: int, event: events.Event) -> None:
        if isinstance(event, events.DataReceived):
            self._h2.acknowledge_received_data(event.flow_controlled_length, stream)
        if stream in self._written:
            self._written[stream].hear(event)

    def _heed_goodbye(self, last: int) -> None:
        """What came after `last` was never looked at. Answers to the others can no longer be read."""
        for stream, exchange in self._written.items():
            exchange.finish(NOT_SENT if stream > last else NO_ANSWER)
        self._drop()

    def _write_what_fits(self) -> None:
        while self._waiting and self._fits(len(self._waiting[0].letter.body)):
            self._write(self._waiting.popleft())

    def _fits(self, size: int) -> bool:
        terms = self._h2.remote_settings
        return (
            self._terms_known
            and len(self._written) < min(CONCURRENT, terms.max_concurrent_streams)
            and size <= min(self._h2.outbound_flow_control_window, terms.initial_window_size)
        )

    def _write(self, exchange: Exchange) -> None:
        stream = self._h2.get_next_available_stream_id()
        self._h2.send_headers(stream, exchange.head)
        self._h2.send_data(stream, exchange.letter.body, end_stream=True)
        self._written[stream] = exchange
        self._loop.call_later(self._patience.answer, self._give_up, stream)

    def _give_up(self, stream: int) -> None:
        """It was written, and no answer came in time."""
        if exchange := self._written.pop(stream, None):
            exchange.finish(NO_ANSWER)
            with suppress(ProtocolError):
                self._h2.reset_stream(stream, ErrorCodes.CANCEL)
                self._flush()

    def _begin_no_more(self, why: Answer) -> None:
        while self._waiting:
            self._waiting.popleft().finish(why)

    def _drop(self) -> None:
        self.connection_lost(None)
        if self._transport:
            self._transport.abort()

    def _flush(self) -> None:
        if self._transport:
            self._transport.write(self._h2.data_to_send())


def _text(value: bytes | str) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
