"""Many POSTs at once over HTTP/1.1, and of each what came back, or what its silence means.

Every batch has connections of its own: one kept from an earlier batch may have been closed by the other side
in the meantime, and a message written into it would be one that may have arrived.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver

from reminders.channels import Answer, Outcome
from reminders.channels.waiting import USUAL

CONCURRENT = 64
MOST = 16_384  # bytes of an answer that are read
TURNS = 10  # more than it takes


@dataclass(frozen=True)
class Letter:
    """One request. `body` is all there is: it is sent in one piece."""

    url: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    """What the other side said. The names of `headers` match in any case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Patience:
    """Seconds: to connect, from the first byte sent to the answer, and for a batch to begin its last one."""

    connect: float = 5.0
    answer: float = 10.0
    batch: float = 20.0


PATIENCE = Patience()


@dataclass(frozen=True)
class Road:
    """How letters travel: whom to trust, and who turns names into addresses."""

    tls: ssl.SSLContext | None = None
    resolver: Callable[[], AbstractResolver] | None = None
    patience: Patience = PATIENCE


OPEN_ROAD = Road()
NOT_SENT = Answer(Outcome.LATER, USUAL, "no connection")
NO_TIME = Answer(Outcome.LATER, USUAL, "no time left in this batch")
NO_ANSWER = Answer(Outcome.UNKNOWN, why="sent, and no answer")
Posted = Reply | Answer


def post_all(letters: Sequence[Letter | Answer], road: Road) -> list[Posted]:
    """Post them concurrently. What is an answer already passes through; redirects are not followed."""
    return asyncio.run(_post_all(letters, road))


async def _post_all(letters: Sequence[Letter | Answer], road: Road) -> list[Posted]:
    clock = asyncio.get_running_loop()
    begin_before = clock.time() + road.patience.batch
    slots, sockets = asyncio.Semaphore(CONCURRENT), list[socket.socket]()

    async def take_turn(letter: Letter | Answer) -> Posted:
        async with slots:
            if isinstance(letter, Answer):
                return letter
            return await _post(session, letter) if clock.time() < begin_before else NO_TIME

    async with _session(road, sockets) as session:
        posted = await asyncio.gather(*(take_turn(letter) for letter in letters))
    await _hang_up(sockets)
    return posted


def _session(road: Road, sockets: list[socket.socket]) -> aiohttp.ClientSession:
    """A session that keeps note of the sockets it opens."""

    def opened(address: aiohttp.AddrInfoType) -> socket.socket:
        sockets.append(socket.socket(*address[:3]))
        return sockets[-1]

    resolver, wait = road.resolver() if road.resolver else None, road.patience
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(
            limit=0, ssl=road.tls or True, resolver=resolver, socket_factory=opened
        ),
        timeout=aiohttp.ClientTimeout(
            connect=wait.connect, sock_read=wait.answer, total=wait.connect + wait.answer
        ),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
    )


async def _hang_up(sockets: Sequence[socket.socket]) -> None:
    """End the lines on which a silent other side would have us wait for its farewell."""
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
    await a_few_turns()


async def a_few_turns() -> None:
    """Let the event loop notice that lines were ended, before it ends itself."""
    for _ in range(TURNS):
        await asyncio.sleep(0)


async def _post(session: aiohttp.ClientSession, letter: Letter) -> Posted:
    try:
        async with session.post(
            letter.url, data=letter.body, headers=letter.headers, allow_redirects=False
        ) as response:
            return Reply(response.status, response.headers, await _beginning(response))
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError):
        return NOT_SENT
    except ValueError:  # an address or a header that cannot be written down at all
        return Answer(Outcome.REFUSED, why="not an address")
    except (aiohttp.ClientError, TimeoutError, OSError):
        return NO_ANSWER


async def _beginning(response: aiohttp.ClientResponse) -> bytes:
    """What there is of the body, up to `MOST` bytes. The status stands, whatever becomes of the rest."""
    body = b""
    with suppress(aiohttp.ClientError, TimeoutError, OSError):
        while len(body) < MOST and (part := await response.content.read(MOST - len(body))):
            body += part
    return body
