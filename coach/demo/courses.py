"""How an invented person's pain runs: pure functions from days since the diary began to a level of 0–10.

They are made to look different from one another, not to be right: the course engine must not have been built
on the same curves that it is shown with.
"""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

Course = Callable[[float, float], float]
"""`course(day, first)`: the level on `day`, where `first` was the level on day 0."""


def recovers(day: float, first: float) -> float:
    return 0.6 + (first - 0.6) * math.exp(-day / 8)


def recovers_slowly(day: float, first: float) -> float:
    return 0.8 + (first - 0.8) * math.exp(-day / 24)


def becomes_pain_free(day: float, first: float) -> float:
    return first * math.exp(-day / 5)


def stalls(day: float, first: float) -> float:
    """Better for a week, and then no further."""
    return first * (0.72 + 0.28 * math.exp(-day / 4))


def persists(day: float, first: float) -> float:
    """Goes up and down by the week, and nowhere."""
    return first + math.sin(day / 7 * 2 * math.pi)


def flares(day: float, first: float) -> float:
    """On the mend, until one wrong move at the end of the fifth week sets it back for some days."""
    setback = 5.5 * math.exp(-(day - 36) / 4) if day >= 36 else 0.0
    return recovers(day, first) + setback


def worsens_late(day: float, first: float) -> float:
    """A little better for three weeks, then worse by the day."""
    return first - 0.06 * min(day, 21) + 0.2 * max(0.0, day - 21)


def returns(day: float, first: float) -> float:
    """Gone after two weeks, and back in the sixth."""
    return 0.8 * first if day >= 36 else becomes_pain_free(day, first)


COURSES: Mapping[str, Course] = MappingProxyType(
    {
        course.__name__: course
        for course in (
            recovers,
            recovers_slowly,
            becomes_pain_free,
            stalls,
            persists,
            flares,
            worsens_late,
            returns,
        )
    }
)
