"""Phones that ask a web server over connections they keep, and remember how long each answer took."""

import random
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

PATIENCE = 30.0  # seconds that a phone waits for the next bytes of an answer


@dataclass(frozen=True)
class Asked:
    """One request, in seconds of `time.perf_counter`: when it was to be sent, was sent, and had its answer.

    `port`: of the phone's end of the connection. `status`: None where no whole answer came.
    """

    due: float
    sent: float
    ended: float
    port: int
    status: int | None

    @property
    def failed(self) -> bool:
        return self.status != 200

    @property
    def late(self) -> float:
        """Milliseconds from when it was due: waiting for a free phone counts, as it does for who waits."""
        return 1000 * (self.ended - self.due)


class Phone:
    """One connection at a time, kept; opened anew where the server has closed it before the next request."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._line: socket.socket | None = None
        self.asked: list[Asked] = []

    def ask(self, request: bytes, due: float | None = None) -> None:
        sent, end, status = time.perf_counter(), 0, None
        try:
            line = self._connected()
            end = line.getsockname()[1]
            sent = time.perf_counter()
            line.sendall(request)
            status = _status(line)
        except OSError:
            self.hang_up()
        self.asked.append(Asked(due or sent, sent, time.perf_counter(), end, status))

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _connected(self) -> socket.socket:
        if self._line is not None and _closed(self._line):
            self.hang_up()
        if self._line is None:
            self._line = socket.create_connection(("127.0.0.1", self._port), PATIENCE)
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._line


def get(path: str, token: str) -> bytes:
    """A request, ready to be sent."""
    headers = {"Host": "127.0.0.1", "Authorization": f"Bearer {token}", "Accept-Language": "nl"}
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


def closed_loop(phones: Sequence[Phone], requests: Sequence[bytes], during: Callable[[], object]) -> None:
    """Each phone asks again as soon as it has an answer, until `during` is over."""
    over = threading.Event()

    def use(phone: Phone, number: int) -> None:
        chosen = random.Random(number)
        while not over.is_set():
            phone.ask(chosen.choice(requests))

    _together(phones, use, during, over)


def open_loop(
    phones: Sequence[Phone], requests: Sequence[bytes], a_second: float, during: Callable[[], object]
) -> None:
    """So many requests a second, come what may, at moments that know nothing of each other."""
    over, turns, dues = threading.Event(), threading.Lock(), _moments(a_second)

    def use(phone: Phone, number: int) -> None:
        chosen = random.Random(number)
        while not over.is_set():
            with turns:
                due = next(dues)
            if over.wait(max(0.0, due - time.perf_counter())):
                return
            phone.ask(chosen.choice(requests), due)

    _together(phones, use, during, over)


def _together(
    phones: Sequence[Phone],
    use: Callable[[Phone, int], None],
    during: Callable[[], object],
    over: threading.Event,
) -> None:
    with ThreadPoolExecutor(len(phones)) as pool:
        using = [pool.submit(use, phone, number) for number, phone in enumerate(phones)]
        try:
            during()
        finally:
            over.set()
        for one in using:
            one.result()


def _moments(a_second: float) -> Iterator[float]:
    moment, chance = time.perf_counter(), random.Random(7)
    while True:
        moment += chance.expovariate(a_second)
        yield moment


def _closed(line: socket.socket) -> bool:
    """Whether the other end has hung up; an answer that nobody asked for is as good as that."""
    line.settimeout(0)
    try:
        line.recv(1, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True
    else:
        return True
    finally:
        line.settimeout(PATIENCE)


def _status(line: socket.socket) -> int:
    """Read one answer to its end. `ConnectionError` where the line ends before it."""
    read = bytearray()
    while b"\r\n\r\n" not in read:
        read += _more(line)
    head, _, body = bytes(read).partition(b"\r\n\r\n")
    status, *headers = head.split(b"\r\n")
    lengths = [
        value
        for name, _, value in (header.partition(b":") for header in headers)
        if name.lower() == b"content-length"
    ]
    missing = int(lengths[0]) - len(body)
    while missing > 0:
        missing -= len(_more(line))
    return int(status.split()[1])


def _more(line: socket.socket) -> bytes:
    some = line.recv(65536)
    if not some:
        raise ConnectionError
    return some
