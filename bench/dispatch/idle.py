"""What a tick costs when nothing is due: beside a million plans, and just after very many were due.

In turns with a question about nothing, and with what the host took meanwhile, so that a busy minute of the
machine shows. Each round begins in a quiet one, where there is any.
"""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.dispatch.app import app
from bench.dispatch.due import make_due
from bench.dispatch.neighbours import Host, ask_nothing, await_quiet
from bench.dispatch.rounds import percentile, say
from reminders import dispatch
from reminders.delivery import database_now
from reminders.tasks import tick

TICKS = 300
HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Idle:
    """Milliseconds that 99 % keep within, and half of them: of whole ticks, from reading the clock to knowing
    that there is nothing to do; and of a question about nothing. `took`: of a second, by the host.
    """

    tick: float
    half: float
    nothing: float
    took: float

    def __str__(self) -> str:
        beside = f"50 % {self.half:.1f}; about nothing 99 % {self.nothing:.1f}; the host took {self.took:.0f}"
        return f"99 % {self.tick:.1f} ms ({beside})"


def measure(spike: int, rounds: int) -> dict[str, list[Idle]]:
    """By moment, round by round."""
    at_rest, after = [], []
    for number in range(rounds):
        make_due(spike, slot := database_now() + HOUR)
        await_quiet()
        at_rest.append(_ticks())
        dispatch.materialise(at=slot)
        after.append(_ticks())
        say(f"round {number + 1}/{rounds}  idle tick {at_rest[-1]}, after a spike {after[-1]}")
    app.control.purge()
    return {"at rest": at_rest, f"just after {spike:,} at once": after}


def _ticks() -> Idle:
    host, ticks, nothing = Host(), [], []
    for _ in range(TICKS):
        ticks.append(_taken(tick))
        nothing.append(_taken(ask_nothing))
    return Idle(percentile(ticks, 99), percentile(ticks, 50), percentile(nothing, 99), host.took)


def _taken(what: Callable[[], object]) -> float:
    """Milliseconds, after a moment of rest."""
    time.sleep(0.01)
    began = time.perf_counter()
    what()
    return 1000 * (time.perf_counter() - began)
