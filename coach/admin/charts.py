"""From days and pain to places on a drawing. Pure. Pain is 0–10; a unit of a drawing is a CSS pixel."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WEEK = 7.0
MOST_WEEK_LABELS = 14


@dataclass(frozen=True)
class Frame:
    """A drawing of `width` by `height` that shows the days from `first` to `last` between its margins."""

    first: float
    last: float
    width: float
    height: float
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    def x(self, day: float) -> float:
        share = (day - self.first) / max(self.last - self.first, 1.0)
        return self.left + share * (self.width - self.left - self.right)

    def y(self, pain: float) -> float:
        return self.top + (1 - pain / 10) * (self.height - self.top - self.bottom)

    def line(self, days: Sequence[float], pains: Sequence[float]) -> str:
        """A path through the points; empty where there are none."""
        return "M" + "L".join(self._places(days, pains)) if days else ""

    def area(self, days: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
        """A closed path between two lines over the same days."""
        if not days:
            return ""
        there, back = self._places(days, high), reversed(self._places(days, low))
        return "M" + "L".join([*there, *back]) + "Z"

    def _places(self, days: Sequence[float], pains: Sequence[float]) -> list[str]:
        return [f"{self.x(d):.1f},{self.y(_kept(p)):.1f}" for d, p in zip(days, pains, strict=True)]


@dataclass(frozen=True)
class Sparkline:
    """The last weeks in one stroke. `x`, `y`: where it ends."""

    line: str
    x: str
    y: str


def sparkline(points: Sequence[tuple[float, float]], *, days: float) -> Sparkline | None:
    """`points` are (days before now as a negative number, pain), oldest first; None where there are none."""
    if not points:
        return None
    frame = Frame(first=-days, last=0.0, width=120, height=36, left=2, right=4, top=4, bottom=4)
    when, pain = [p[0] for p in points], [p[1] for p in points]
    return Sparkline(frame.line(when, pain), f"{frame.x(when[-1]):.1f}", f"{frame.y(pain[-1]):.1f}")


@dataclass(frozen=True)
class Tick:
    at: str
    label: str


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    day: dt.date
    pain: float


@dataclass(frozen=True)
class Reference:
    """`number` tells the published courses apart: first, second."""

    line: str
    source: str
    number: int


@dataclass(frozen=True)
class CourseChart:
    """Everything on the drawing of one episode; each path may be empty."""

    frame: Frame
    band: str
    interval: str
    fitted: str
    references: list[Reference]
    dots: list[Dot]
    weeks: list[Tick]
    pains: list[Tick]
    today: str


def course_chart(drawn: Mapping[str, Any], *, today: float, onset_on: dt.date) -> CourseChart | None:
    """The drawing of what `coach.course.drawing` answers; None for an empty diary. Days are since onset."""
    points, fitted, band = drawn["points"], drawn["fitted"], drawn["band"]
    if not points["days"]:
        return None
    frame = _course_frame(band["days"])
    return CourseChart(
        frame=frame,
        band=frame.area(band["days"], band["low"], band["high"]),
        interval=frame.area(fitted["days"], fitted["low"], fitted["high"]),
        fitted=frame.line(fitted["days"], fitted["level"]),
        references=[
            Reference(frame.line(one["days"], one["level"]), one["source"], number)
            for number, one in enumerate(drawn["references"], start=1)
        ],
        dots=[
            Dot(f"{frame.x(day):.1f}", f"{frame.y(pain):.1f}", onset_on + dt.timedelta(days=int(day)), pain)
            for day, pain in zip(points["days"], points["pain"], strict=True)
        ],
        weeks=_weeks(frame),
        pains=[Tick(f"{frame.y(pain):.1f}", str(pain)) for pain in range(0, 11, 2)],
        today=f"{frame.x(today):.1f}",
    )


def _course_frame(days: Sequence[float]) -> Frame:
    first = days[0] // WEEK * WEEK
    return Frame(first, days[-1], width=860, height=320, left=34, right=12, top=12, bottom=44)


def _weeks(frame: Frame) -> list[Tick]:
    """A label a week, or every so many weeks where they would crowd."""
    first, last = int(frame.first // WEEK), int(frame.last // WEEK)
    step = (last - first) // MOST_WEEK_LABELS + 1
    return [Tick(f"{frame.x(week * WEEK):.1f}", str(week)) for week in range(first, last + 1, step)]


def _kept(pain: float) -> float:
    return min(max(pain, 0.0), 10.0)
