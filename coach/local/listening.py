"""Hearing what PostgreSQL's channels say, also across a restart of the server."""

import time
from collections.abc import Callable
from typing import Any

import psycopg

MOST_AT_ONCE = 1000


class Listener:
    """Listens on one channel. What is said while the server is away is not heard."""

    def __init__(self, connect: Callable[[], psycopg.Connection[Any]], channel: str) -> None:
        self._connect = connect
        self._channel = channel
        self._connection: psycopg.Connection[Any] | None = None

    def hear(self, seconds: float) -> list[str]:
        """The payloads that arrive within `seconds`; empty, after as long, when the server is away."""
        try:
            connection = self._connection or self._listen()
            heard = connection.notifies(timeout=seconds, stop_after=MOST_AT_ONCE)
            return [notice.payload for notice in heard]
        except psycopg.Error:
            self.close()
            time.sleep(seconds)
            return []

    @property
    def listening(self) -> bool:
        """Whether it was connected when it last listened."""
        return self._connection is not None

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _listen(self) -> psycopg.Connection[Any]:
        self._connection = self._connect()
        self._connection.execute(f"LISTEN {self._channel}")
        return self._connection
