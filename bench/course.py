"""How fast is the course engine? CPU a person, people a second at night, memory; beside a rule of thumb.

    python -m bench course [people]

The rule of thumb is the median-window rule on the same diaries: median of the first week minus median of the
last. Times are CPU times of one process, a person's the least of three runs: what it costs, not what else
the machine had to do. The nightly figure is also given for two cores.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np

from coach.course import Case, assess, assess_many, drawing
from coach.course.evaluation.generators import Population, mixture

HALF_WRITTEN, EVERY_DAY = 56, 84  # the last day of two diaries: half of eight weeks, and all of twelve
CORES, SAMPLE, RUNS, ALLOWED = 2, 200, 3, 5.0


def cases(population: Population, people: int, day: int = HALF_WRITTEN) -> Iterator[Case]:
    """A stream of people, never held at once."""
    return (population.case(person % len(population), day) for person in range(people))


def median_rule(case: Case) -> float:
    """The baseline: how far the last week's median lies below the first week's."""
    first = [e.pain for e in case.entries if e.day < 7]
    last = [e.pain for e in case.entries if e.day > case.today - 7]
    return statistics.median(first) - statistics.median(last) if first and last else 0.0


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of this process."""
    before = time.process_time()
    work()
    return time.process_time() - before


def each(name: str, work: Callable[[Case], object], some: list[Case]) -> None:
    """Print the CPU milliseconds a person."""
    runs = [[1000 * cpu(lambda case=case: work(case)) for case in some] for _ in range(RUNS)]  # type: ignore[misc]
    taken = np.min(runs, axis=0)
    middle, high, most = np.percentile(taken, [50, 95, 100])
    within = f"{np.mean(taken < ALLOWED):.0%} under {ALLOWED:.0f} ms"
    print(f"one person, {name:<24} {middle:8.3f} ms CPU (95 %: {high:.3f}, most: {most:.3f}; {within})")


def main(people: int) -> None:
    population = mixture(np.random.default_rng(0), 500)
    daily = replace(population, written=np.ones_like(population.written))
    some = list(cases(population, SAMPLE))
    list(assess_many(some))
    each("assess", lambda c: assess(c.entries, today=c.today), some)
    each(
        "assess, 12 weeks daily",
        lambda c: assess(c.entries, today=c.today),
        list(cases(daily, SAMPLE, EVERY_DAY)),
    )
    each("drawing", lambda c: drawing(c.entries, today=c.today), some)
    each("median rule", median_rule, some)
    made = cpu(lambda: sum(1 for _ in cases(population, people)))
    nightly = cpu(lambda: sum(1 for _ in assess_many(cases(population, people)))) - made
    rule = cpu(lambda: [median_rule(case) for case in some]) / SAMPLE * people
    speed = people / nightly
    print(f"nightly, engine      {speed:10.0f} people/s a core, {CORES * speed:.0f} over {CORES}")
    times = f"{nightly / rule:.0f} times as many"
    print(f"nightly, median rule {people / rule:10.0f} people/s a core, {times}")
    highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory, highest      {highest:10.0f} MB after {people} people")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
