"""Processes of the operating system: start one that outlives us, see whether it lives, wait, end it."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

from coach.local.account import Account, run_as

POLL_SECONDS = 0.02
LARGE_LOG_BYTES = 20_000_000


def start_detached(
    command: Sequence[str | Path], *, log: Path, environ: Mapping[str, str], account: Account | None = None
) -> int:
    """Start a program that belongs to nobody in particular and return its process id.

    Through a shell that leaves at once, so the system adopts the program: it survives us, no terminal's
    Ctrl-C reaches it, and we never have to bury it. What it prints is appended to `log`.
    """
    start_anew_when_large(log)
    with log.open("ab") as output:
        launched = subprocess.run(  # noqa: S603  the shell's line is fixed, the program comes as arguments
            ["/bin/sh", "-c", '"$@" </dev/null >&2 & echo $!', "sh", *map(str, command)],
            stdout=subprocess.PIPE,
            stderr=output,
            env=dict(environ),
            cwd="/",
            check=True,
            start_new_session=True,
            **run_as(account),
        )
    return int(launched.stdout)


def alive(pid: int, mark: str = "") -> bool:
    """Whether the process runs and its command line holds `mark`, so that a reused number is not mistaken."""
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and mark in " ".join(process.cmdline())
    except psutil.Error:
        return False


def end(pid: int, ask: signal.Signals, *, patience: float, force: signal.Signals = signal.SIGKILL) -> None:
    """Ask a process to stop, wait `patience` seconds, then force it; return when it is gone."""
    for number, seconds in ((ask, patience), (force, 5.0)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        if until(lambda: not alive(pid), seconds):
            return


def until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait until the condition holds; False when it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, for an error message; empty when there is none."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-count:])
    except OSError:
        return ""


def pid_in(path: Path, *, mark: str) -> int | None:
    """The process a pid file names on its first line, when it runs and its command line holds `mark`."""
    try:
        pid = int(path.read_text().split(maxsplit=1)[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if alive(pid, mark) else None


def start_anew_when_large(log: Path) -> None:
    if log.exists() and log.stat().st_size > LARGE_LOG_BYTES:
        log.replace(log.with_name(f"{log.name}.1"))
