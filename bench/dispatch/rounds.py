"""Several ways, round by round; medians; and a word in between, since it takes a while."""

import os
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')}  {text}  [load {os.getloadavg()[0]:.1f}]", flush=True)


def interleaved(rounds: int, ways: Mapping[str, Callable[[], float]]) -> dict[str, list[float]]:
    """Each way once a round, so that a busy minute of the machine strikes all alike; seconds by way."""
    taken: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        for name, way in ways.items():
            taken[name].append(way())
            say(f"round {number + 1}/{rounds}  {name:<24} {taken[name][-1]:8.2f} s")
    return taken


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def percentile(values: Iterable[float], percent: int) -> float:
    """The least value that so many percent keep within."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
