"""On which days an invented person writes: pure functions from the day and its pain to a chance of 0–1."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

Habit = Callable[[int, float], float]
"""`habit(day, level)`: the chance of an entry on the `day`-th day of the diary, from 0, at that pain.

No habit looks at the calendar, so a diary has the same entries whatever day it is made on.
"""


def daily(_day: int, _level: float) -> float:
    return 0.85


def irregularly(day: int, _level: float) -> float:
    """Eager at first, then every other day, with a week of silence in between."""
    if 16 <= day < 23:
        return 0.0
    return 0.9 if day < 10 else 0.5


def five_days_on_two_off(day: int, _level: float) -> float:
    return 0.75 if day % 7 < 5 else 0.0


def only_when_bad(_day: int, level: float) -> float:
    return 0.8 if level >= 4 else 0.06


def then_stops(day: int, _level: float) -> float:
    return 0.9 if day < 13 else 0.0


HABITS: Mapping[str, Habit] = MappingProxyType(
    {habit.__name__: habit for habit in (daily, irregularly, five_days_on_two_off, only_when_bad, then_stops)}
)
