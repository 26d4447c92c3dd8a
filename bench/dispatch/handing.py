"""How soon workers have in hand what is due: Coach beside two loops, real broker, real processes."""

import datetime as dt
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.dispatch import materialising
from bench.dispatch.app import app, forget, held
from bench.dispatch.due import make_due, make_due_soon
from bench.dispatch.processes import Scales, beat, running, until_ready, worker
from bench.dispatch.rounds import interleaved, say
from reminders.delivery import database_now

APP = "bench.dispatch.app"
WORKERS = [worker("worker 1", APP, 2), worker("worker 2", APP, 2)]
LONGEST = 600.0
HOUR = dt.timedelta(hours=1)
WELL, EACH = 5, 20  # the loops take so long that they get a fifth and a twentieth of them to do


def compare(data: Path, due: int, rounds: int) -> dict[str, list[float]]:
    """Seconds from the start until `due` nudges were in hand; of the loops in proportion, from a part."""
    with running(data, WORKERS):
        until_ready(app, len(WORKERS))
        some, few = max(1, due // WELL), max(1, due // EACH)
        ways: Mapping[str, Callable[[], float]] = {
            "Coach": lambda: _until_held("reminders.tick", due),
            "the loop, written well": lambda: _until_held("bench.loop_well", some) * due / some,
            "a task for each": lambda: _until_held("bench.loop_one_by_one", few) * due / few,
        }
        return interleaved(rounds, ways)


def _until_held(task: str, count: int) -> float:
    make_due(count, database_now() - dt.timedelta(seconds=1))
    forget()
    began = time.time()
    app.send_task(task)
    return _await(count)[-1][0] - began


@dataclass(frozen=True)
class Round:
    """Seconds between due and in hand, 99 % within; and how long the one statement took for as many."""

    late: float
    least: float


@dataclass
class Lateness:
    """The rounds of each size, and the most MB each process took, by round."""

    rounds: dict[int, list[Round]] = field(default_factory=dict)
    memory: dict[str, list[float]] = field(default_factory=dict)


def lateness(data: Path, sizes: Sequence[int], rounds: int) -> Lateness:
    """With a beat that ticks: how late are as many at once, in turns with the one statement?"""
    found = Lateness({size: [] for size in sizes})
    with running(data, [*WORKERS, beat(APP, data)]) as processes:
        until_ready(app, len(WORKERS))
        for number in range(rounds):
            for size in sizes:
                with Scales(processes) as scales:
                    late = _late(size)
                for name, most in scales.most.items():
                    found.memory.setdefault(name, []).append(most)
                half, most_of = _percentile(late, 50), _percentile(late, 99)
                least = materialising.least(size, database_now() + HOUR)
                found.rounds[size].append(Round(most_of, least))
                told = f"{size:>9,} at once: 50 % {half:.2f} s, 99 % {most_of:.2f} s; the least {least:.2f} s"
                say(f"round {number + 1}/{rounds}  {told}")
    return found


def _late(count: int) -> list[tuple[float, int]]:
    """(seconds late, how many), in the order of lateness."""
    slot = make_due_soon(count)
    forget()  # of a slot that came while everything was still being tidied up
    late = sorted((moment - slot.timestamp(), some) for moment, some in _await(count) if some)
    assert late[0][0] >= 0, f"{-late[0][0]:.2f} s before its slot"
    return late


def _await(count: int) -> list[tuple[float, int]]:
    deadline = time.monotonic() + LONGEST
    rows: list[tuple[float, int]] = []
    while True:
        rows += held(len(rows))
        so_far = sum(some for _, some in rows)
        if so_far >= count:
            return rows
        assert time.monotonic() < deadline, f"{so_far} of {count} in {LONGEST} s"
        time.sleep(0.1)


def _percentile(late: Sequence[tuple[float, int]], percent: float) -> float:
    """The lateness that so many percent keep within; `late` in order."""
    left = sum(count for _, count in late) * percent / 100
    for seconds, count in late:
        left -= count
        if left <= 0:
            return seconds
    return late[-1][0]
