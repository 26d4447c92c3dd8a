"""File locks. The kernel lets go of them when a process dies, however it dies: nothing leaks."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the file's exclusive lock, waiting for it."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def first(path: Path) -> Iterator[bool]:
    """Try the file's exclusive lock; yields whether it was had, and holds it if so."""
    with path.open("a") as file:
        yield _had(file, fcntl.LOCK_EX)


class Holders:
    """Those who use the servers of a data folder.

    Each shares the lock on one file. Stopping needs it exclusively: that is only had when nobody holds on,
    and whoever comes meanwhile waits for it and then starts the servers afresh.
    """

    def __init__(self, data: Path) -> None:
        self._file: IO[str] = (data / "holders").open("a")

    def join(self) -> None:
        """Become a holder, after any stop that is under way."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self, stop: Callable[[], None]) -> None:
        """Let go, and stop the servers when nobody else holds on; returns when a stop under way is over."""
        with self._file:
            fcntl.flock(self._file, fcntl.LOCK_UN)
            if _had(self._file, fcntl.LOCK_EX):
                stop()
            else:
                fcntl.flock(self._file, fcntl.LOCK_SH)  # had at once, unless somebody else is stopping them


def _had(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
