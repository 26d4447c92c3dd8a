"""What the host of a virtual machine takes from it for others: no work of ours makes it less.

It is counted only while we want to work, so who waits for a quiet minute has to do a little meanwhile.
"""

import time

import psutil
from django.db import connection

from bench.dispatch.rounds import say

MOST = 3.0  # ms a second, of all processors: a quiet machine
LOOK = 3.0  # seconds
PATIENCE = 90.0  # seconds


class Host:
    """How much it took since this was made."""

    def __init__(self) -> None:
        self._since, self._before = time.monotonic(), _stolen()

    @property
    def took(self) -> float:
        """Milliseconds a second, of all processors together."""
        return 1000 * (_stolen() - self._before) / (time.monotonic() - self._since)


def await_quiet() -> None:
    """Wait until the host leaves us alone for some seconds; not for ever, and said where it does not."""
    patient_until = time.monotonic() + PATIENCE
    while _takes() > MOST:
        if time.monotonic() > patient_until:
            say(f"the host takes more than {MOST:.0f} ms a second from us; we go on all the same")
            return


def _takes() -> float:
    host, until = Host(), time.monotonic() + LOOK
    while time.monotonic() < until:
        ask_nothing()
        time.sleep(0.01)
    return host.took


def ask_nothing() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def _stolen() -> float:
    """Seconds so far; none where the system does not count them."""
    return float(getattr(psutil.cpu_times(), "steal", 0.0))
