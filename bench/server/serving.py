"""The web servers that are compared: the one that `manage.py up` starts, and its rival."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import psutil

from bench.dispatch.processes import running
from coach.local import ports
from coach.local.supervisor import Program
from coach.management.commands.up import programs
from tests.reminders.channels.peers import unused_port
from tests.system.awaiting import until

GUNICORN = ("--workers=2", "--worker-class=gthread", "--threads=4", "--keep-alive=75", "--no-control-socket")


def granian(data: Path, port: int) -> Program:
    """What serves Coach."""
    return next(one for one in programs(data, port) if one.name == "web")


def granian_as_it_comes(data: Path, port: int) -> Program:
    """The same, with as many threads a process as it takes by itself."""
    usual = granian(data, port)
    command = [word for word in usual.command if not str(word).startswith("--blocking-threads")]
    return replace(usual, command=command)


def gunicorn(data: Path, port: int) -> Program:
    """As many processes, and a few threads in each for those that wait for the database."""
    address = f"--bind={ports.HOST}:{port}"
    return Program(
        "gunicorn", [sys.executable, "-m", "gunicorn", *GUNICORN, address, "coach.wsgi:application"]
    )


SERVERS: Final[Mapping[str, Callable[[Path, int], Program]]] = {
    "granian": granian,
    "granian as it comes": granian_as_it_comes,
    "gunicorn": gunicorn,
}


@contextmanager
def serving(data: Path, name: str) -> Iterator[tuple[psutil.Process, int]]:
    """The process of a server, and the port that it answers on."""
    port = unused_port()
    program = SERVERS[name](data, port)
    with running(data, [program]) as started:
        until(lambda: ports.answers(port), "the web server to answer", seconds=60)
        yield started[program.name], port
