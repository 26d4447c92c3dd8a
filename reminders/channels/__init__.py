"""Ways to reach a person. Each module has one `send(parcels) -> outcomes`; none touches the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Outcome(StrEnum):
    """What a provider said of one parcel. `UNKNOWN`: it may have arrived, and is never sent again."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Parcel:
    """What leaves the house: ids and seconds to live. No word about anyone's health."""

    nudge: UUID
    person: UUID
    seconds_left: float


Send = Callable[[Sequence[Parcel]], Sequence[Outcome]]
