"""What is known of a person besides the answers, and the conditions the table may set on it.

A condition is True, False or unknown (None): what we do not know about a person is never read as "no".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

OLDEST = 130


@dataclass(frozen=True)
class Context:
    """What the service knows of a person; None where it does not.

    `age` in whole years; `week` whole weeks since the onset, from 0; `onset_kind`: gradual, sudden or
    injury; `verdict`: that of the current assessment of the course. `known`: backgrounds the person
    answered earlier, by their key; an answer given now goes before it.
    """

    age: int | None = None
    week: int | None = None
    first_episode: bool | None = None
    onset_kind: str | None = None
    verdict: str | None = None
    known: Mapping[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.age is not None and not 0 <= self.age <= OLDEST:
            raise ValueError(f"age {self.age}: give whole years from 0 to {OLDEST}, or None")
        if self.week is not None and self.week < 0:
            raise ValueError(f"week {self.week}: weeks are counted from the onset, from 0, or None")


CONDITIONS: dict[str, tuple[type, Callable[[Context, Any], bool | None]]] = {
    "age_over": (int, lambda context, years: _known(context.age, lambda age: age > years)),
    "age_under": (int, lambda context, years: _known(context.age, lambda age: age < years)),
    "week_from": (int, lambda context, week: _known(context.week, lambda now: now >= week)),
    "first_episode": (
        bool,
        lambda context, first: _known(context.first_episode, lambda it: it == first),
    ),
    "onset": (str, lambda context, kind: _known(context.onset_kind, lambda it: it == kind)),
    "verdict": (str, lambda context, verdict: _known(context.verdict, lambda it: it == verdict)),
}
"""Every condition the table may use: the type of its value, and how it is read from a context."""


def holds(conditions: Mapping[str, Any], context: Context) -> bool | None:
    """Whether all conditions hold: False as soon as one does not, None when that stays unknown."""
    truths = [CONDITIONS[name][1](context, value) for name, value in conditions.items()]
    if False in truths:
        return False
    return None if None in truths else True


def _known(value: Any, test: Callable[[Any], bool]) -> bool | None:
    return None if value is None else test(value)
