"""The guard: one small process per data folder, started with the servers. Run by path: `guard.py DATA KIND`.

While somebody uses the servers, it has one started again that was killed; when the last holder is gone,
however it went, it has them stopped. So no server is left running behind anybody's back. It imports nothing
of Coach, to be light: what there is to do it leaves to `python -m coach.local`.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

import psutil

ROUND_SECONDS = 0.5
PID_FILES = {"servers/postgres/postmaster.pid": signal.SIGQUIT, "servers/valkey/valkey.pid": signal.SIGKILL}
"""Where the servers note their process ids, and what ends each at once."""


def guard(data: Path, kind: str) -> None:
    """Watch until nobody uses the servers any more; returns at once when another guard does so already."""
    with (data / "guard").open("a") as alone, (data / "holders").open("a") as holders:
        if not had(alone):
            return
        watch(data, kind, holders)
        alone.close()  # before the holders': who waits for those may then start a guard anew
    if any((data / name).exists() for name in PID_FILES):
        do("stop", data, kind)  # which looks once more whether nobody uses them


def watch(data: Path, kind: str, holders: IO[str]) -> None:
    running: dict[Path, int] = {}
    while not had(holders) and data.exists():
        if replaced(data, holders):
            return
        noted = {data / name: pid_in(data / name) for name in PID_FILES}
        running |= {path: pid for path, pid in noted.items() if pid is not None and lives(pid)}
        if any(pid is not None and not lives(pid) for pid in noted.values()):
            do("revive", data, kind)
        time.sleep(ROUND_SECONDS)
    if not data.exists():
        end_at_once(data, running)


def had(file: IO[str]) -> bool:
    """Whether the file's exclusive lock could be had."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def replaced(data: Path, holders: IO[str]) -> bool:
    """Whether others meet on a new file by now, because the data folder was removed and made again."""
    try:
        return not os.path.samestat((data / "holders").stat(), os.fstat(holders.fileno()))
    except FileNotFoundError:
        return False


def end_at_once(data: Path, running: dict[Path, int]) -> None:
    """End servers whose data folder was removed under them: there is nothing left to write to."""
    for name, number in PID_FILES.items():
        with suppress(KeyError, ProcessLookupError):
            os.kill(running[data / name], number)


def pid_in(path: Path) -> int | None:
    try:
        return int(path.read_text().split(maxsplit=1)[0])
    except (OSError, ValueError, IndexError):
        return None


def lives(pid: int) -> bool:
    with suppress(psutil.Error):
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    return False


def do(verb: str, data: Path, kind: str) -> None:
    subprocess.run([sys.executable, "-m", "coach.local", verb, data, kind], check=False)  # noqa: S603


if __name__ == "__main__":
    guard(Path(sys.argv[1]), sys.argv[2])
