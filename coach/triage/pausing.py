"""What an outcome pauses, and whose word lifts the pause."""

from dataclasses import dataclass
from enum import StrEnum

from coach.triage.tier import Tier


class Nudge(StrEnum):
    """The nudges that ask a person to move. Safety messages are not among them: those never pause."""

    EXERCISE = "exercise"
    BREAK = "break"


class Word(StrEnum):
    """What lifts a pause, the weaker first: having read it, or someone having looked at it."""

    ACKNOWLEDGED = "acknowledged"
    LOOKED_AT = "looked_at"


class Who(StrEnum):
    """Whose word it is."""

    PERSON = "person"
    PHYSIO = "physio"


@dataclass(frozen=True)
class Pause:
    """Which nudges rest, until which word is said, by whom."""

    nudges: frozenset[Nudge]
    until: Word
    by: frozenset[Who]

    def lifted_by(self, word: Word, who: Who) -> bool:
        """Whether this word ends the pause. "Looked at" says more than "acknowledged" and lifts both."""
        if word is Word.LOOKED_AT:
            return True
        return word is self.until and who in self.by


MOVING = frozenset(Nudge)
READ_BY_THE_PERSON = Pause(MOVING, Word.ACKNOWLEDGED, frozenset({Who.PERSON}))
LOOKED_AT_BY_SOMEONE = Pause(MOVING, Word.LOOKED_AT, frozenset(Who))

PAUSES: dict[Tier, Pause] = {
    Tier.DAYS: READ_BY_THE_PERSON,
    Tier.SAME_DAY: LOOKED_AT_BY_SOMEONE,
    Tier.EMERGENCY: LOOKED_AT_BY_SOMEONE,
}


def pauses(tier: Tier) -> Pause | None:
    """The pause a tier brings, or None: below `days` everything goes on."""
    return PAUSES.get(tier)


def opens_worklist_item(tier: Tier) -> bool:
    """Whether the physio is asked to look: exactly the tiers that pause."""
    return tier in PAUSES
