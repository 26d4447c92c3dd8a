"""Reads a calendar in a process of its own, so that a hostile one cannot hold up a worker."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

from reminders.calendars.reading import Stretch, UnreadableCalendar

CHECKOUT = Path(__file__).resolve().parents[2]
CPU_SECONDS = 10
PATIENCE_SECONDS = 60  # far beyond the limit on its processor time, for a machine that is busy


def read_apart(
    text: bytes, *, zone: str, start: dt.datetime, end: dt.datetime, cpu_seconds: int = CPU_SECONDS
) -> list[Stretch]:
    """What `reading.busy` finds. Raises `UnreadableCalendar`, also where reading takes too much."""
    arguments = [zone, start.isoformat(), end.isoformat(), str(cpu_seconds)]
    command = [sys.executable, "-m", "reminders.calendars", *arguments]
    try:
        child = subprocess.run(  # noqa: S603  our own program and arguments
            command, input=text, capture_output=True, timeout=PATIENCE_SECONDS, cwd=CHECKOUT, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise UnreadableCalendar from error
    return [
        (dt.datetime.fromisoformat(begins), dt.datetime.fromisoformat(ends))
        for begins, ends in json.loads(child.stdout)
    ]
