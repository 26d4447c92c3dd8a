"""The processes that are put through it: started here, paused, killed, and kept up as `manage.py up` does."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from coach.local.place import CHECKOUT
from coach.local.processes import alive
from coach.management.commands.up import programs
from tests.system.awaiting import until

THREADS, PREFORK = "--pool=threads", "--pool=prefork"


@dataclass(frozen=True)
class Job:
    """A command line, and the variables that are its own."""

    command: Sequence[str | Path]
    environ: Mapping[str, str] = field(default_factory=dict)


def beat(data: Path, name: str = "beat") -> Job:
    """As `manage.py up` runs it, each with a schedule of its own."""
    own = f"--schedule={data / name}"
    return Job([own if str(word).startswith("--schedule") else word for word in _usual(data, "beat")])


def worker(data: Path, app: str = "coach", **environ: str) -> Job:
    """As `manage.py up` runs it: one process with four threads."""
    return Job([app if word == "coach" else word for word in _usual(data, "worker")], environ)


def forking_worker(data: Path) -> Job:
    """A parent that leaves the work to one child."""
    changed = {THREADS: PREFORK, "--concurrency=4": "--concurrency=1"}
    return Job([changed.get(str(word), word) for word in _usual(data, "worker")])


def _usual(data: Path, name: str) -> Sequence[str | Path]:
    return next(program.command for program in programs(data, port=0) if program.name == name)


class Crew:
    """Members by name. One that ends by itself is started again by `tend`; one that was killed is not."""

    def __init__(self, logs: Path, environ: Mapping[str, str]) -> None:
        self._logs, self._environ = logs, environ
        self._jobs: dict[str, Job] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._groups: list[int] = []

    def have(self, jobs: Mapping[str, Job]) -> None:
        """Exactly these, and of those that do the same job already the very same processes."""
        for name in set(self._running) - set(jobs):
            self.kill(name)
        for name, job in jobs.items():
            if self._jobs.get(name) != job or not self._runs(name):
                self.start(name, job)
            self.resume(name)

    def start(self, name: str, job: Job) -> None:
        if name in self._running:
            self.kill(name)
        with (self._logs / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603  our own programs
                job.command,
                cwd=CHECKOUT,
                env={**self._environ, **job.environ},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._jobs[name], self._running[name] = job, process
        self._groups.append(process.pid)

    def tend(self) -> None:
        for name in list(self._running):
            if not self._runs(name):
                self.start(name, self._jobs[name])

    def kill(self, name: str) -> None:
        """`kill -9` of the process itself; its children, if any, are left to themselves."""
        process = self._running.pop(name)
        process.kill()
        process.wait()

    def kill_children(self, name: str) -> None:
        """`kill -9` of every child; the parent is left to cope."""
        children = psutil.Process(self._running[name].pid).children()
        assert children, f"{name} has no children"
        for child in children:
            child.kill()
        until(lambda: not any(alive(child.pid) for child in children), "the children's death", every=0.02)

    def pause(self, name: str) -> None:
        self._signal(name, signal.SIGSTOP)

    def resume(self, name: str) -> None:
        self._signal(name, signal.SIGCONT)

    def dismiss(self) -> None:
        """End everything that was ever started here, orphans included."""
        for name in list(self._running):
            self.kill(name)
        self.bury_orphans()

    def bury_orphans(self) -> None:
        """End what killed parents left behind."""
        living = {process.pid for process in self._running.values()}
        for group in set(self._groups) - living:
            with suppress(ProcessLookupError):
                os.killpg(group, signal.SIGKILL)
        self._groups = list(living)

    def _runs(self, name: str) -> bool:
        return name in self._running and self._running[name].poll() is None

    def _signal(self, name: str, number: signal.Signals) -> None:
        os.killpg(self._running[name].pid, number)
