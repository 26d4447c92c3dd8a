"""`python -m reminders.calendars ZONE START END SECONDS` reads a calendar from standard input, prints JSON.

A process of its own with a limit on its time and memory: a rule such as "every second since 1970" is a valid
calendar, and it must cost its owner their own reminders at most.
"""

import datetime as dt
import json
import resource
import sys
from zoneinfo import ZoneInfo

from reminders.calendars.reading import UnreadableCalendar, busy

MEMORY_BYTES = 1024**3


def main(zone: str, start: str, end: str, cpu_seconds: str) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (int(cpu_seconds), int(cpu_seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    try:
        found = busy(
            sys.stdin.buffer.read(),
            zone=ZoneInfo(zone),
            start=dt.datetime.fromisoformat(start),
            end=dt.datetime.fromisoformat(end),
        )
    except (UnreadableCalendar, MemoryError, RecursionError):
        sys.exit(1)
    json.dump([[begins.isoformat(), ends.isoformat()] for begins, ends in found], sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
