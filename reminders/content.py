"""Which exercise a break brings: quiet, fit for this person today, and another one each time. Pure.

The exercises stand in one fixed circle, mixed so that neighbours differ. A person goes round it, past those
that do not fit, and so meets each one again only after all the others. People begin at different places.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final
from uuid import UUID

from exercises.catalogue.vocabulary import Kind, Level, Place, Region

AT_WORK: Final = frozenset({Place.DESK, Place.OFFICE})
STRENUOUS: Final = frozenset({Kind.STRENGTH, Kind.ENDURANCE})


@dataclass(frozen=True)
class MicroBreak:
    """What decides over an exercise as content of a break, in the words of the library."""

    slug: str
    kind: str
    level: str
    regions: frozenset[str]
    places: frozenset[str]
    equipment: frozenset[str]
    ruled_out_by: frozenset[str]

    @property
    def is_quiet(self) -> bool:
        """Done at work without bringing anything or breaking a sweat."""
        at_work = bool(self.places & AT_WORK) and not self.equipment
        return at_work and self.level == Level.EASY and self.kind not in STRENUOUS

    def suits(self, regions: Collection[str]) -> bool:
        """Whether it is for one of these regions, or for the whole body; without regions all suit."""
        return not regions or not self.regions.isdisjoint({*regions, Region.WHOLE_BODY})


def circle(exercises: Iterable[MicroBreak]) -> list[MicroBreak]:
    """Those a break may bring at all, in the order of the circle."""
    return sorted((one for one in exercises if one.is_quiet), key=lambda one: _place(one.slug))


def choose(
    quiet: Sequence[MicroBreak],
    *,
    regions: Collection[str],
    signs: Collection[str],
    last: str | None,
    who: UUID,
) -> str | None:
    """The next one of `circle` for this person, by its key.

    Never one that a reported sign rules out, nor the `last` one again: None where nothing else is left.
    Where none but the last is for the person's `regions`, those for other regions come in between.
    """
    safe = [one for one in quiet if one.ruled_out_by.isdisjoint(signs)]
    for allowed in ([one for one in safe if one.suits(regions)], safe):
        fresh = [one for one in allowed if one.slug != last]
        if fresh:
            return fresh[_next(fresh, last, who) % len(fresh)].slug
    return None


def _next(exercises: Sequence[MicroBreak], last: str | None, who: UUID) -> int:
    """Where to go on, possibly past the end: behind the last one; at first somewhere, by who it is."""
    if last is None:
        return int.from_bytes(_place(str(who)))
    return bisect_right(exercises, _place(last), key=lambda one: _place(one.slug))


def _place(key: str) -> bytes:
    return blake2b(key.encode(), digest_size=8).digest()
