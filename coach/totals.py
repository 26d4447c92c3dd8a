"""What an organisation may hear of its people: shares of groups large enough that nobody stands out. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

LEAST_PEOPLE = 10
"""Fewer are never counted: the usual floor for figures about staff health."""
STEP_PERCENT = 5
"""Shares are rounded this far, so that one person more or less in the group does not show."""


@dataclass(frozen=True)
class Share:
    """`percent` of what was asked of a group that it did; both None where the group is too small."""

    people: int | None
    percent: int | None


def share(counts: Iterable[tuple[int, int]]) -> Share:
    """From (asked, done) of each person; who was asked for nothing is not in the group."""
    asked = [(due, done) for due, done in counts if due]
    if len(asked) < LEAST_PEOPLE:
        return Share(None, None)
    percent = 100 * sum(done for _, done in asked) / sum(due for due, _ in asked)
    return Share(_down_to(len(asked), STEP_PERCENT), round(percent / STEP_PERCENT) * STEP_PERCENT)


def _down_to(number: int, step: int) -> int:
    return number - number % step
