"""Pictures of the eight hours: how fast, and how large."""

from collections.abc import Sequence
from pathlib import Path

from bench.dispatch.hours import PARTS, Hour
from coach.course.evaluation.svg import Plot

COLORS = ("#1f6fb2", "#d9822b", "#888888", "#2e8b57", "#b03a48")


def draw(day: Sequence[Hour], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    hours = list(range(1, len(day) + 1))
    (folder / "speed.svg").write_text(_speed(hours, [hour.speed for hour in day]))
    (folder / "sizes.svg").write_text(_sizes(hours, day))


def _speed(hours: list[int], speeds: list[float]) -> str:
    top = max(speeds) * 1.1 / 1000
    plot = Plot(
        "Nudges written, hour by hour",
        (1, hours[-1]),
        (0, top),
        "hour",
        "thousands a second",
        hours,
        _ticks(top),
    )
    plot.line(hours, [speed / 1000 for speed in speeds], COLORS[0])
    plot.dots(hours, [speed / 1000 for speed in speeds], COLORS[0])
    return plot.svg()


def _sizes(hours: list[int], day: Sequence[Hour]) -> str:
    top = max(max(hour.sizes.values()) for hour in day) * 1.3
    plot = Plot(
        "Tables and indexes, hour by hour", (1, hours[-1]), (0, top), "hour", "MB", hours, _ticks(top)
    )
    for place, (part, color) in enumerate(zip(PARTS, COLORS, strict=True)):
        plot.line(hours, [hour.sizes[part] for hour in day], color)
        plot.note(1.2, top * (0.95 - 0.05 * place), part, color)
    return plot.svg()


def _ticks(top: float) -> list[float]:
    """Four or five round numbers from 0."""
    step = next(
        step
        for size in range(-1, 9)
        for step in (10.0**size, 2 * 10.0**size, 5 * 10.0**size)
        if step * 5 >= top
    )
    return [step * number for number in range(6) if step * number <= top]
