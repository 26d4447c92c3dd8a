"""A wire to the database that can be cut: a socket between a worker and PostgreSQL, which reads along."""

import random
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

COMMIT = b"COMMIT\x00"
BEFORE, AFTER = "before it got there", "after it was done"


class Wire:
    """Cuts one COMMIT in `one_in`, drawn from `seed`: before the database hears of it, or after it has
    obeyed and before the worker hears of that. `cuts` counts both; `mend` ends it.
    """

    def __init__(self, here: Path, there: Path, *, seed: int, one_in: int) -> None:
        self.cuts: Counter[str] = Counter()
        self._there, self._one_in = str(there), one_in
        self._draw, self._drawing = random.Random(seed), threading.Lock()
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(here))
        self._listener.listen(64)
        self._mended = threading.Event()

    def mend(self) -> None:
        self._mended.set()

    def serve(self) -> None:
        with suppress(OSError):  # closed, at the end
            while True:
                worker, _ = self._listener.accept()
                threading.Thread(target=self._connect, args=[worker], daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _connect(self, worker: socket.socket) -> None:
        with worker, socket.socket(socket.AF_UNIX) as database, suppress(OSError):
            database.connect(self._there)
            cut = threading.Event()
            back = threading.Thread(target=self._answer, args=[database, worker, cut], daemon=True)
            back.start()
            while (said := worker.recv(65536)) and not cut.is_set():
                fate = self._fate(said)
                if fate == BEFORE:
                    break
                if fate == AFTER:
                    cut.set()
                database.sendall(said)
            if not cut.is_set():
                database.shutdown(socket.SHUT_RDWR)
            back.join()

    def _answer(self, database: socket.socket, worker: socket.socket, cut: threading.Event) -> None:
        with suppress(OSError):
            while (said := database.recv(65536)) and not cut.is_set():
                worker.sendall(said)
        for one in (worker, database):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _fate(self, said: bytes) -> str | None:
        with self._drawing:
            if self._mended.is_set() or COMMIT not in said or self._draw.randrange(self._one_in):
                return None
            fate = self._draw.choice((BEFORE, AFTER))
            self.cuts[fate] += 1
            return fate


@contextmanager
def wire(folder: Path, there: Path, *, seed: int, one_in: int) -> Iterator[Wire]:
    """One whose socket stands in `folder` under the name that PostgreSQL gives its own."""
    here = folder / there.name
    between = Wire(here, there, seed=seed, one_in=one_in)
    thread = threading.Thread(target=between.serve)
    thread.start()
    try:
        yield between
    finally:
        between.close()
        thread.join()
        here.unlink()
