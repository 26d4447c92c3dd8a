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
HOUR = dt.timedelta(hours=1)


def measure(spike: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of a whole tick, from reading the clock to waking a worker: of 99 % of them, by round."""
    at_rest, after = [], []
    for number in range(rounds):
        make_due(spike, slot := database_now() + HOUR)
        at_rest.append(_within())
        dispatch.materialise(at=slot)
        after.append(_within())
        say(f"round {number + 1}/{rounds}  idle tick {at_rest[-1]:.1f} ms, after a spike {after[-1]:.1f} ms")
    app.control.purge()
    return {"at rest": at_rest, f"just after {spike:,} at once": after}


def _within() -> float:
    """Milliseconds that 99 % of the ticks keep within."""
    taken = []
    for _ in range(TICKS):
        began = time.perf_counter()
        tick()
        taken.append(1000 * (time.perf_counter() - began))
        time.sleep(0.01)
    return percentile(taken, 99)
