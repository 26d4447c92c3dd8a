"""Waiting for something that another process does: by asking, with a time-out that says what was awaited."""

import time
from collections.abc import Callable
from typing import TypeVar

Seen = TypeVar("Seen")

PATIENCE = 120.0  # seconds; generous, since a slow machine is no defect


def until(look: Callable[[], Seen], what: str, *, seconds: float = PATIENCE, every: float = 0.2) -> Seen:
    """The first true value that `look` gives; AssertionError naming `what` when none comes in time."""
    deadline = time.monotonic() + seconds
    while not (seen := look()):
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain for {what}"
        time.sleep(every)
    return seen
