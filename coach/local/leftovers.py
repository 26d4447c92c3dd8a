"""A note of the processes a supervisor started, so that the next one finds them if it was killed itself."""

import json
import os
import signal
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import psutil

from coach.local.processes import alive, until

PATIENCE_SECONDS = 5.0


class Record:
    """Process ids with their start times, kept in a file; a reused id has another start time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, pids: Collection[int]) -> None:
        """Replace the note by these processes, those that run."""
        draft = self._path.with_suffix(".new")
        draft.write_text(json.dumps({pid: _started(pid) for pid in pids}))
        draft.replace(self._path)

    def clear(self) -> None:
        self._path.unlink(missing_ok=True)

    def end_leftovers(self) -> None:
        """End the groups of the noted processes that still run; returns when they are gone."""
        leftovers = self._still_running()
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in leftovers:
                _signal_group(pid, number)
            if until(lambda: not any(alive(pid) for pid in leftovers), PATIENCE_SECONDS):
                break
        for pid in leftovers:
            _signal_group(pid, signal.SIGKILL)
        self.clear()

    def _still_running(self) -> list[int]:
        try:
            noted = json.loads(self._path.read_text())
        except (OSError, ValueError):
            return []
        return [int(pid) for pid, started in noted.items() if started and _started(int(pid)) == started]


def _started(pid: int) -> float | None:
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return None


def _signal_group(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)
