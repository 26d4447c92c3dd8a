"""The tiers: what a person is told to do, from nothing named to calling the emergency number."""

from collections.abc import Iterable
from enum import StrEnum


class Tier(StrEnum):
    """In rising order of urgency; the values are what is stored and sent."""

    NONE = "none"
    DISCUSS = "discuss"
    DAYS = "days"
    SAME_DAY = "same_day"
    EMERGENCY = "emergency"

    @property
    def urgency(self) -> int:
        """0 (none) to 4 (emergency). Compare this: the values themselves are words and sort by letter."""
        return list(Tier).index(self)


def most_urgent(tiers: Iterable[Tier]) -> Tier:
    """The most urgent of `tiers`; `NONE` when there are none."""
    return max(tiers, key=lambda tier: tier.urgency, default=Tier.NONE)


def least_urgent(one: Tier, other: Tier) -> Tier:
    """The less urgent of two."""
    return min(one, other, key=lambda tier: tier.urgency)
