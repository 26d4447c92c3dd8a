"""Keeps a few programs running side by side, and ends them in order."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final

from coach.local.leftovers import Record
from coach.local.place import CHECKOUT
from coach.local.processes import last_lines, start_anew_when_large

CHILD: Final = Path(__file__).with_name("child.py")
LONGEST_PAUSE_SECONDS = 30.0
HEALTHY_SECONDS = 60.0
"""A program that ran this long is started again at once; one that ends sooner waits ever longer."""


@dataclass(frozen=True)
class Program:
    """A program to keep running; `patience` is how many seconds it gets to finish what it is doing.

    One that runs `once` is left alone when it ends, and speaks to the terminal rather than to a log.
    """

    name: str
    command: Sequence[str | Path]
    patience: float = 5.0
    once: bool = False


@dataclass
class Child:
    program: Program
    process: subprocess.Popen[bytes]
    started: float
    failures: int = 0
    again_at: float | None = None


@dataclass
class Supervisor:
    """Starts programs, starts them again when they end, and stops them in the reverse order.

    Times are seconds of a monotonic clock. Every call comes from one and the same thread: Linux takes the
    death of the thread that started a program for the death of its parent.
    """

    logs: Path
    record: Record
    say: Callable[[str], None]
    children: dict[str, Child] = field(default_factory=dict)

    def start(self, program: Program, at: float) -> None:
        self.children[program.name] = Child(program, self._spawn(program), at)
        self._note()

    def tend(self, at: float) -> None:
        """Start again what ended, at once or after a pause that doubles with every early end."""
        for child in list(self.children.values()):
            if child.again_at is not None and at >= child.again_at:
                child.process, child.started, child.again_at = self._spawn(child.program), at, None
                self._note()
            elif child.again_at is None and child.process.poll() is not None:
                self._ended(child, at)

    def stop(self) -> None:
        """End the programs one after the other, each asked first and forced when its patience is over."""
        for child in reversed(list(self.children.values())):
            _end(child.process, child.program.patience)
        self.children.clear()
        self.record.clear()

    def _ended(self, child: Child, at: float) -> None:
        _kill_group(child.process.pid)
        code = child.process.returncode
        if child.program.once:
            del self.children[child.program.name]
            if code:
                self.say(f"{child.program.name} ended ({_how(code)}).")
            return
        child.failures = 0 if at - child.started >= HEALTHY_SECONDS else child.failures + 1
        pause = min(LONGEST_PAUSE_SECONDS, 2.0 ** (child.failures - 2)) if child.failures else 0.0
        child.again_at = at + pause
        self.say(f"{child.program.name} ended ({_how(code)}); starting it again in {pause:g} s.")
        if code > 0:
            self.say(last_lines(self._log(child.program), 5))

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        """In a session of its own, so that Ctrl-C in the terminal reaches only the supervisor."""
        with self._output(program) as output:
            return subprocess.Popen(  # noqa: S603  our own programs
                [sys.executable, "-IS", CHILD, str(os.getpid()), *program.command],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=CHECKOUT,
                start_new_session=True,
            )

    def _output(self, program: Program) -> AbstractContextManager[IO[bytes] | None]:
        if program.once:
            return nullcontext()
        start_anew_when_large(self._log(program))
        return self._log(program).open("ab")

    def _note(self) -> None:
        self.record.write([child.process.pid for child in self.children.values()])

    def _log(self, program: Program) -> Path:
        return self.logs / f"{program.name}.log"


def _end(process: subprocess.Popen[bytes], patience: float) -> None:
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    _kill_group(process.pid)


def _kill_group(pid: int) -> None:
    """End what a program that is gone has left of its own children."""
    with suppress(ProcessLookupError, PermissionError):  # none left; macOS says the latter of zombies
        os.killpg(pid, signal.SIGKILL)


def _how(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"
