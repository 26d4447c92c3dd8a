"""What a tick costs when nothing is due: beside a million plans, and just after very many were due."""

import datetime as dt
import time

from bench.dispatch.app import app
from bench.dispatch.due import make_due
from bench.dispatch.rounds import percentile, say
from reminders import dispatch
from reminders.delivery import database_now
from reminders.tasks import tick

TICKS = 300


def measure(spike: int) -> dict[str, list[float]]:
    """Milliseconds of each whole tick, from reading the database's clock to waking a worker."""
    make_due(spike, database_now() + dt.timedelta(hours=1))
    taken = {"at rest": _ticks()}
    dispatch.materialise(at=database_now() + dt.timedelta(hours=1, seconds=1))
    taken[f"just after {spike:,} at once"] = _ticks()
    app.control.purge()
    for name, times in taken.items():
        say(f"idle tick {name:<32} 50 % {percentile(times, 50):.1f} ms, 99 % {percentile(times, 99):.1f} ms")
    return taken


def _ticks() -> list[float]:
    taken = []
    for _ in range(TICKS):
        began = time.perf_counter()
        tick()
        taken.append(1000 * (time.perf_counter() - began))
        time.sleep(0.01)
    return taken
