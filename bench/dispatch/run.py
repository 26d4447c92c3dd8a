"""The measurements in turn, each with what it was to show."""

import time
from collections.abc import Callable, Collection
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.dispatch import api, folding, handing, hours, idle, materialising, people
from bench.dispatch.plots import draw
from bench.dispatch.report import Line, compared, machine, table
from bench.dispatch.rounds import median, percentile, say

MOST_MEMORY = 300  # MB
LATE = {10_000: 0.5, 100_000: 3.0, 1_000_000: 25.0}


def run(data: Path, *, plans: int, rounds: int, only: Collection[str], plots: Path | None) -> None:
    (data / "logs").mkdir(exist_ok=True)
    print(machine(), flush=True)
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    people.gather(plans, at=timezone.now())
    say(f"{plans:,} people with a plan, made in {time.perf_counter() - began:.0f} s")
    measurements: dict[str, Callable[[], list[Line]]] = {
        "materialising": lambda: _materialising(min(plans, 200_000), rounds),
        "idle": lambda: _idle(min(plans, 300_000), rounds),
        "handing": lambda: _handing(data, min(plans, 100_000), rounds),
        "lateness": lambda: _lateness(data, [size for size in LATE if size <= plans], rounds),
        "hours": lambda: _hours(min(300_000, plans * 3 // 10), plots),
        "folding": lambda: _folding(min(10_000, plans * 3 // 10), rounds),
        "api": lambda: _api(data, min(plans, 100_000), rounds),
    }
    try:
        lines = [line for name in only for line in measurements[name]()]
    finally:
        connection.close()
    print(table(lines), machine(), sep="\n\n", flush=True)


def _materialising(due: int, rounds: int) -> list[Line]:
    taken = materialising.measure(due, rounds)
    floor, one, two = (median(seconds) for seconds in taken.values())
    share = "of what one statement does"
    return [
        Line(f"the least: {due:,} rows in one statement", None, due / floor, "rows/s"),
        compared(f"one claimer: {due / one:,.0f} nudges/s", 45, 100 * floor / one, f"% {share}"),
        compared(f"two claimers: {due / two:,.0f} nudges/s", 70, 100 * floor / two, f"% {share}"),
    ]


def _idle(spike: int, rounds: int) -> list[Line]:
    return [line for name, found in idle.measure(spike, rounds).items() for line in _ticks(name, found)]


def _ticks(name: str, rounds: list[idle.Idle]) -> list[Line]:
    return [
        compared(f"idle tick {name}, 99 %", 5, median(one.tick for one in rounds), "ms", most=True),
        Line(f"idle tick {name}, 50 %", None, median(one.half for one in rounds), "ms"),
        Line(f"SELECT 1 in turns, {name}, 99 %", None, median(one.nothing for one in rounds), "ms"),
        Line(f"the host took, {name}", None, median(one.took for one in rounds), "ms a second"),
    ]


def _handing(data: Path, due: int, rounds: int) -> list[Line]:
    taken = handing.compare(data, due, rounds)
    ours, well, each = (median(seconds) for seconds in taken.values())
    return [
        Line(f"{due:,} due at once in workers' hands", None, due / ours, "nudges/s"),
        compared(f"beside a loop written well ({due / well:,.0f}/s)", 2, well / ours, "times as fast"),
        compared(f"beside a task for each ({due / each:,.0f}/s)", 50, each / ours, "times as fast"),
    ]


def _lateness(data: Path, sizes: list[int], rounds: int) -> list[Line]:
    found = handing.lateness(data, sizes, rounds)
    lines = [line for size, each in found.rounds.items() for line in _late(size, each)]
    return lines + [line for name, most in found.memory.items() for line in _memory(name, most)]


def _late(size: int, rounds: list[handing.Round]) -> list[Line]:
    within, least = median(one.late for one in rounds), median(one.least for one in rounds)
    beside = median(one.late / one.least for one in rounds)
    return [
        compared(f"{size:,} at once, 99 % in hand within", LATE[size], within, "s", most=True),
        Line(f"{size:,} rows in one statement, in turns", None, least, "s"),
        Line(f"{size:,} at once, beside the least", None, beside, "times"),
    ]


def _memory(name: str, most: list[float]) -> list[Line]:
    """The most it took in any round; and in the last round, as a share of the first."""
    return [
        compared(f"memory of {name}", MOST_MEMORY, max(most), "MB", most=True),
        compared(f"memory of {name}, last round", 110, 100 * most[-1] / most[0], "% of the first", most=True),
    ]


def _hours(due: int, plots: Path | None) -> list[Line]:
    day = hours.measure(due)
    if plots:
        draw(day, plots)
    speeds = [hour.speed for hour in day]
    growth = day[-1].sizes["all their indexes"] / day[len(day) // 2].sizes["all their indexes"]
    return [
        Line(f"{due:,} an hour, eight hours, slowest", None, min(speeds), "nudges/s"),
        compared("slowest hour beside the median", 50, 100 * min(speeds) / median(speeds), "%"),
        compared("indexes after eight hours beside half-way", 1.5, growth, "times", most=True),
    ]


def _folding(people: int, rounds: int) -> list[Line]:
    nudges = people * hours.HOURS
    deleted, folded = (median(seconds) for seconds in folding.measure(people, rounds).values())
    sizes = folding.nights(people)
    growth = sizes[-1] / sizes[2]
    return [
        Line(f"folding a day of {nudges:,} nudges", None, nudges / folded, "nudges/s"),
        Line("of which deleting them alone would take", None, 100 * deleted / folded, "%"),
        compared("the table after six nights beside half-way", 1.25, growth, "times", most=True),
    ]


def _api(data: Path, due: int, rounds: int) -> list[Line]:
    spikes = api.measure(data, due, rounds)
    rest = median(percentile(spike.at_rest, 99) for spike in spikes)
    count = median(percentile(spike.beside_a_count, 99) for spike in spikes)
    during = median(percentile(spike.during, 99) for spike in spikes)
    names = spikes[0].memory
    return [
        Line("the API's 99 % at rest", None, rest, "ms"),
        Line("the API's 99 % beside a program that only counts", None, count, "ms"),
        Line(f"the API's 99 % beside {due:,} at once", None, during, "ms"),
        compared("the API's 99 %, beside at rest", 2, during / rest, "times", most=True),
        Line("the host took meanwhile", None, median(spike.took for spike in spikes), "ms a second"),
        Line(
            f"{due:,} at once, 50 % settled within", None, median(spike.settled[0] for spike in spikes), "s"
        ),
        Line(
            f"{due:,} at once, 99 % settled within", None, median(spike.settled[1] for spike in spikes), "s"
        ),
        *[line for name in names for line in _memory(name, [spike.memory[name] for spike in spikes])],
    ]
