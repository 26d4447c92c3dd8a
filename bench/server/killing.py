"""Killing one worker of a web server, and knowing what it held."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import psutil

from bench.server.load import Asked


@dataclass(frozen=True)
class Killing:
    """From the moment before the signal to the one after the death.

    `elsewhere`: the phones' ends of the connections that the other workers had, before and after. What is not
    there the worker had, or nobody had taken from its queue yet.
    """

    began: float
    gone: float
    elsewhere: frozenset[int]

    def held(self, asked: Iterable[Asked]) -> list[Asked]:
        """The requests that died with the worker, unless another one had them."""
        during = (one for one in asked if one.sent <= self.gone and one.ended >= self.began)
        return [one for one in during if one.port not in self.elsewhere]


def workers(server: psutil.Process, port: int) -> dict[psutil.Process, frozenset[int]]:
    """The processes of a server that have connections of phones, and the phones' ends of them."""
    found = {one: _phones_of(one, port) for one in [server, *server.children(recursive=True)]}
    return {one: ports for one, ports in found.items() if ports}


def kill_busiest(server: psutil.Process, port: int) -> Killing:
    """`kill -9` the worker with the most connections; returns when it is dead."""
    having = workers(server, port)
    victim = max(having, key=lambda one: len(having[one]))
    victim.suspend()  # what it has now, it has when it dies
    had, before, began = _phones_of(victim, port), _others(server, port, victim), time.perf_counter()
    victim.kill()
    while _open(port) & had:  # its first thread may be dead before the last one lets go of them
        time.sleep(0.001)
    gone = time.perf_counter()
    return Killing(began, gone, before | _others(server, port, victim))


def _others(server: psutil.Process, port: int, victim: psutil.Process) -> frozenset[int]:
    having = workers(server, port)
    return frozenset(end for one, ends in having.items() if one != victim for end in ends)


def _open(port: int) -> frozenset[int]:
    """The phones' ends of all connections to the server."""
    lines = psutil.net_connections("tcp")
    return _ends((line for line in lines if line.status == psutil.CONN_ESTABLISHED), port)


def _phones_of(process: psutil.Process, port: int) -> frozenset[int]:
    try:
        lines = process.net_connections("tcp")
    except psutil.Error:  # it is dead by now
        return frozenset()
    return _ends(lines, port)


def _ends(lines: Iterable[Any], port: int) -> frozenset[int]:
    return frozenset(line.raddr.port for line in lines if line.raddr and line.laddr.port == port)
