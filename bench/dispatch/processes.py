"""Processes as in real life, started for a measurement and ended with it; and how much memory they take."""

import os
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final, Self

import psutil
from celery import Celery

from coach.local.place import CHECKOUT
from coach.local.supervisor import Program
from tests.system.awaiting import until

MB: Final = 1024 * 1024
CELERY: Final = (sys.executable, "-m", "celery", "-A")


def worker(name: str, app: str, threads: int) -> Program:
    options = ("--pool=threads", f"--concurrency={threads}", "--without-gossip", "--without-mingle")
    return Program(name, [*CELERY, app, "worker", *options])


def beat(app: str, data: Path) -> Program:
    return Program("beat", [*CELERY, app, "beat", f"--schedule={data / 'bench-beat'}", "--pidfile="])


@contextmanager
def running(data: Path, programs: Iterable[Program]) -> Iterator[dict[str, psutil.Process]]:
    """The programs by name, each with its log in the data folder; ended, with their children."""
    environ = {**os.environ, "COACH_DB_POOL": "8"}
    with ExitStack() as ending:
        started = {}
        for program in programs:
            log = ending.enter_context((data / "logs" / f"bench-{program.name}.log").open("ab"))
            process = subprocess.Popen(
                program.command,
                cwd=CHECKOUT,
                env=environ,
                stdout=log,
                stderr=log,
                start_new_session=True,  # as `manage.py up` starts them: each gets its share
            )
            ending.callback(_end, process)
            started[program.name] = psutil.Process(process.pid)
        yield started


def until_ready(app: Celery, count: int) -> None:
    """Wait until so many workers answer."""
    until(lambda: len(app.control.ping(timeout=1) or []) >= count, "the workers to answer", seconds=60)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Scales:
    """Weighs processes four times a second, between `with` and its end: the most each took, in MB."""

    def __init__(self, processes: Mapping[str, psutil.Process]) -> None:
        self.most: dict[str, float] = defaultdict(float)
        self._families = {
            name: [process, *process.children(recursive=True)] for name, process in processes.items()
        }
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._weigh, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _weigh(self) -> None:
        while not self._done.wait(0.25):
            for name, family in self._families.items():
                heaviest = max(one.memory_info().rss for one in family) / MB
                self.most[name] = max(self.most[name], heaviest)
