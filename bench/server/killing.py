"""Killing one worker of a web server, and knowing what it held."""

import time
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

from bench.server.load import Asked


@dataclass(frozen=True)
class Killing:
    """From the moment before the signal to the one after the death; `ports`: the phones' ends that it had."""

    began: float
    gone: float
    ports: frozenset[int]

    def held(self, asked: Iterable[Asked]) -> list[Asked]:
        """The requests that the worker had when it died."""
        return [
            one
            for one in asked
            if one.port in self.ports and one.sent <= self.gone and one.ended >= self.began
        ]


def workers(server: psutil.Process, port: int) -> dict[psutil.Process, frozenset[int]]:
    """The processes of a server that have connections of phones, and the phones' ends of them."""
    found = {one: _phones_of(one, port) for one in [server, *server.children(recursive=True)]}
    return {one: ports for one, ports in found.items() if ports}


def kill_busiest(server: psutil.Process, port: int) -> Killing:
    """`kill -9` the worker with the most connections; returns when it is dead."""
    having = workers(server, port)
    victim = max(having, key=lambda one: len(having[one]))
    victim.suspend()  # what it has now, it has when it dies
    ports, began = _phones_of(victim, port), time.perf_counter()
    victim.kill()
    while psutil.pid_exists(victim.pid) and victim.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.001)
    return Killing(began, time.perf_counter(), ports)


def _phones_of(process: psutil.Process, port: int) -> frozenset[int]:
    try:
        lines = process.net_connections("tcp")
    except psutil.NoSuchProcess:
        return frozenset()
    return frozenset(line.raddr.port for line in lines if line.raddr and line.laddr.port == port)
