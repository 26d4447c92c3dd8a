"""Backing off: breaks that go unanswered come half as often for the rest of that day.

A day is written as a word, one letter a nudge in the order they were due: `i` came and was ignored, `a` came
and was answered or still may be, `q` was held back for quiet. What did not come for another reason has none.
"""

from typing import Final

IN_A_ROW: Final = "iii"


def is_quiet(day: str) -> bool:
    """Whether three in a row were ignored, at any time earlier that day."""
    return IN_A_ROW in day.replace("q", "")


def rests(day: str) -> bool:
    """Whether the next one stays away: on a quiet day every second one does, beginning with the first."""
    return is_quiet(day) and not day.endswith("q")
