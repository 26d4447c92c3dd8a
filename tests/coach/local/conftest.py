"""Data folders to try the embedded servers on, and other processes that use them."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
from redis import Redis

from coach import local
from coach.local.place import CHECKOUT
from coach.local.postgres import postgres_pid
from coach.local.processes import alive, until
from coach.local.servers import end_stranded_servers, stop_servers
from coach.local.site import Site, prepare
from coach.local.valkey import valkey_pid

HOLD = """
import sys
from pathlib import Path
from coach import local
with local.running(Path(sys.argv[1]), sys.argv[2].split(","), durable=False):
    print("ready", flush=True)
    sys.stdin.read()
"""


class Holder:
    """Another process that uses the servers until it is told to leave or killed."""

    def __init__(self, data: Path, servers: str) -> None:
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", HOLD, str(data), servers],
            cwd=CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == b"ready\n"

    def leave(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=30)


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty folder that the servers' account may pass through when we are root."""
    path = Path(tempfile.mkdtemp(prefix="coach-local-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def data(folder: Path) -> Iterator[Path]:
    """A data folder that does not exist yet; whatever still runs on it afterwards is ended."""
    path = folder / "data"
    yield path
    clean_up(path)


@pytest.fixture
def hold(data: Path) -> Iterator[Callable[[str], Holder]]:
    holders: list[Holder] = []

    def start(servers: str) -> Holder:
        holders.append(Holder(data, servers))
        return holders[-1]

    yield start
    for holder in holders:
        if holder.process.returncode is None:
            holder.kill()


def clean_up(data: Path) -> None:
    if data.exists():
        site = site_of(data)
        stop_servers(site)
        end_stranded_servers(site)
        assert until(lambda: not guards(data), 10)
        shutil.rmtree(site.home)


def site_of(data: Path) -> Site:
    return prepare(data, lambda _: None, durable=False)


def guards(data: Path) -> list[int]:
    mark = f"guard.py {data.resolve()} "
    return [process.pid for process in psutil.process_iter() if alive(process.pid, mark)]


def wait_until_guarded(data: Path) -> None:
    holders = str(data.resolve() / "holders")

    def watched() -> bool:
        return any(holders == file.path for pid in guards(data) for file in psutil.Process(pid).open_files())

    assert until(watched, 20)


def kill(pid: int | None) -> None:
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert until(lambda: not alive(pid), 10)


def postgres_runs(data: Path) -> bool:
    return postgres_pid(site_of(data)) is not None


def valkey_runs(data: Path) -> bool:
    return valkey_pid(site_of(data)) is not None


def ask(data: Path, query: str) -> object:
    with psycopg.connect(local.database_url(data), autocommit=True) as connection:
        cursor = connection.execute(query)
        row = cursor.fetchone() if cursor.description else None
        return row[0] if row else None


def refuses(data: Path) -> bool:
    try:
        psycopg.Connection.connect(local.database_url(data)).close()
    except psycopg.OperationalError:
        return True
    return False


def valkey(data: Path) -> Redis:
    return Redis.from_url(local.redis_url(data), decode_responses=True)
