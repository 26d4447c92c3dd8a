"""Coach as a stranger runs it: `manage.py up` in a folder of its own, with everything that belongs to it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
import requests

from coach import local
from coach.local.place import CHECKOUT
from coach.local.postgres import postgres_pid
from coach.local.processes import alive, last_lines
from coach.local.site import prepare
from coach.local.valkey import valkey_pid
from tests.reminders.channels.peers import unused_port
from tests.system.awaiting import until

NOT_THE_TESTS = {"DJANGO_SETTINGS_MODULE", "COACH_DB_POOL", "DATABASE_URL", "REDIS_URL", "EMAIL_URL"}
LONGEST_STOP = 30.0
# What a search asks more often than any person would; wrong passwords are limited here as everywhere.
SEARCHED = (
    *("signup", "login", "reauthenticate", "change_password", "manage_email"),
    *("reset_password", "reset_password_from_key"),
)


@dataclass(frozen=True)
class Stack:
    """One running service. `up` is its foreground process."""

    data: Path
    port: int
    up: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        return environ(self.data)

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows of one statement, on a connection of its own; committed."""
        with psycopg.connect(local.database_url(self.data), connect_timeout=5) as connection:
            cursor = connection.execute(query, values)
            return cursor.fetchall() if cursor.description else []

    def process(self, name: str) -> int | None:
        """The process id of `worker`, `beat`, `web`, `postgres` or `valkey`; None when it does not run."""
        if name in {"postgres", "valkey"}:
            site = prepare(self.data, lambda _: None)
            return {"postgres": postgres_pid, "valkey": valkey_pid}[name](site)
        mark = "granian" if name == "web" else name
        for child in psutil.Process(self.up.pid).children():
            if mark in child.cmdline():
                return child.pid
        return None

    def kill(self, name: str) -> None:
        """`kill -9`; returns when it is dead. Coach itself has to bring it back."""
        victim = self.process(name)
        assert victim is not None, f"no {name} to kill"
        os.kill(victim, signal.SIGKILL)
        until(lambda: not alive(victim), f"the death of the {name}", seconds=10, every=0.02)

    def log(self, name: str) -> str:
        """The end of a program's log, for a failing test to show."""
        return last_lines(self.data / "logs" / f"{name}.log", 60)

    def output(self) -> str:
        return (self.data.parent / "up.txt").read_text(errors="replace")


@contextmanager
def running_stack() -> Iterator[Stack]:
    """Start everything on an empty folder and a free port; stop it and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="coach system "))  # with a space, as home folders may have
    folder.chmod(0o711)  # as root the databases run under an account that has to pass through
    stack = _start(folder)
    try:
        until(lambda: _answers(stack), "the web to answer", seconds=180)
        yield stack
    finally:
        _stop(stack)
        home = (stack.data / "servers").resolve()
        shutil.rmtree(home, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def environ(data: Path) -> dict[str, str]:
    """The variables of a process that belongs to the stack and knows nothing of the tests around it."""
    mine = {name: value for name, value in os.environ.items() if name not in NOT_THE_TESTS}
    limits = {f"COACH_LIMIT_{name}": "0" for name in ("READ", "WRITE", "HEAVY", "ADDRESS")}
    limits["COACH_ACCOUNT_LIMITS"] = json.dumps(dict.fromkeys(SEARCHED, "100000/m/ip"))
    return {**mine, **limits, "COACH_DATA": str(data), "COACH_TICK_SECONDS": "1", "PYTHONUNBUFFERED": "1"}


def manage(stack: Stack, *words: str) -> list[str]:
    return [sys.executable, "manage.py", *words, "--data", str(stack.data)]


def _start(folder: Path) -> Stack:
    data, port = folder / "data", unused_port()
    command = [sys.executable, "manage.py", "up", "--no-demo", "--port", str(port), "--data", str(data)]
    with (folder / "up.txt").open("wb") as output:
        up = subprocess.Popen(  # noqa: S603  our own command
            command, cwd=CHECKOUT, env=environ(data), stdout=output, stderr=subprocess.STDOUT
        )
    return Stack(data, port, up)


def _answers(stack: Stack) -> bool:
    assert stack.up.poll() is None, f"up ended by itself:\n{stack.output()}"
    try:
        return requests.get(f"{stack.url}/api/v1/me/", timeout=5).status_code == 401
    except requests.ConnectionError:
        return False


def _stop(stack: Stack) -> None:
    stack.up.send_signal(signal.SIGINT)
    try:
        stack.up.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        stack.up.kill()
        stack.up.wait()
