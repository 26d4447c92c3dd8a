import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from coach.local import ports
from coach.local.place import CHECKOUT
from coach.local.processes import alive, until
from coach.management.commands.up import demonstration, port_number, programs, welcome

from .conftest import guards, postgres_runs, valkey_runs

A_SLOW_START = 240.0
A_SLOW_STOP = 60.0
OF_THE_TESTS = {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "COACH_DB_POOL"}


class Up:
    """A running `manage.py up` and what it printed."""

    def __init__(self, data: Path, port: int) -> None:
        self.printed = data.parent / f"printed-{port}"
        with self.printed.open("ab") as output:
            self.process = subprocess.Popen(  # noqa: S603
                [sys.executable, "manage.py", "up", "--no-demo", f"--port={port}", f"--data={data}"],
                cwd=CHECKOUT,
                env={name: value for name, value in os.environ.items() if name not in OF_THE_TESTS},
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def says(self, words: str) -> bool:
        """Whether it said so, or ended without."""
        return words in self.printed.read_text() or self.process.poll() is not None

    def wait_until_it_runs(self) -> list[int]:
        """The process ids of everything it started itself."""
        assert until(lambda: self.says("Coach runs."), A_SLOW_START), self.printed.read_text()
        assert self.process.poll() is None, self.printed.read_text()
        return [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]


@pytest.fixture
def up(data: Path) -> Iterator[Callable[[int], Up]]:
    started: list[Up] = []

    def start(port: int) -> Up:
        started.append(Up(data, port))
        return started[-1]

    yield start
    for one in started:
        one.process.send_signal(signal.SIGTERM)
        one.process.wait(A_SLOW_STOP)


@pytest.fixture
def port() -> int:
    with socket.create_server((ports.HOST, 0)) as probe:
        number: int = probe.getsockname()[1]
        return number


@pytest.mark.system
def test_a_start_after_kill_9_recovers_and_ctrl_c_stops_everything(
    data: Path, port: int, up: Callable[[int], Up]
) -> None:
    first = up(port)
    orphans = first.wait_until_it_runs()
    second = up(port)
    assert second.process.wait(A_SLOW_START) == 1
    assert f"Coach runs on {data} already." in second.printed.read_text()

    first.process.kill()
    first.process.wait()
    first.printed.unlink()
    again = up(port)
    children = again.wait_until_it_runs()
    assert not any(alive(pid) for pid in orphans)

    again.process.send_signal(signal.SIGINT)
    assert again.process.wait(A_SLOW_STOP) == 0
    assert "Coach stops; its data stays." in again.printed.read_text()
    assert not any(alive(pid) for pid in children)
    assert not postgres_runs(data)
    assert not valkey_runs(data)
    assert until(lambda: not guards(data), A_SLOW_STOP)


def test_a_taken_port_is_explained_before_anything_starts(data: Path, up: Callable[[int], Up]) -> None:
    with socket.create_server((ports.HOST, 0)) as somebody:
        taken = somebody.getsockname()[1]
        refused = up(taken)
        assert refused.process.wait(A_SLOW_START) == 1
    assert f"Port {taken} is taken by another program." in refused.printed.read_text()
    assert not (data / "servers").exists()


@pytest.mark.parametrize(("text", "number"), [("8000", 8000), ("1024", 1024), ("65535", 65535)])
def test_a_port_is(text: str, number: int) -> None:
    assert port_number(text) == number


@pytest.mark.parametrize("text", ["80", "65536", "-8000", "http", "8000.5", ""])
def test_no_port_is(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="choose one from 1024 to 65535"):
        port_number(text)


def test_the_web_stops_first_and_the_worker_last() -> None:
    assert [program.name for program in programs(Path("/data"), 8000)] == ["worker", "beat", "web"]


def test_a_stop_takes_some_ten_seconds_at_most() -> None:
    every = [*programs(Path("/data"), 8000), demonstration(8000)]
    assert sum(program.patience for program in every) <= 10


def test_only_the_demonstration_is_not_started_again() -> None:
    assert demonstration(8000).once
    assert not any(program.once for program in programs(Path("/data"), 8000))


def test_the_welcome_says_where_to_look() -> None:
    said = "\n".join(welcome(Path("/data"), 8001))
    for place in ("http://127.0.0.1:8001/api/v1/docs/", "http://127.0.0.1:8001/admin/", "/data/logs"):
        assert place in said
