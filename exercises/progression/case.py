"""What is known of one exercise when its dose is decided: how it went, and what the physio allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import groupby, pairwise

from coach.course import Verdict
from exercises.programmes.model import Bounds, Limits
from exercises.progression.dose import Dose

LONG_ABSENCE = 14  # days
HEAVY = 8  # on Borg's CR10: past "very strong"
ENOUGH, ENOUGH_AFTER_STEP_BACK = 2, 3  # sessions at one dose
WAIT_AFTER_STEP_BACK = 7  # days


class StopReason(StrEnum):
    """Why an exercise was left before its end."""

    PAIN = "pain"
    TIRED = "tired"
    NO_TIME = "no_time"
    UNCLEAR = "unclear"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Bout:
    """One exercise as it was done in one session. Pain 0–10, effort 0–10 (Borg CR10); None is not told.

    `dose` is what was asked that day, `done` what was done of it.
    """

    on: date
    dose: Dose
    done: Dose | None = None
    pain_during: int | None = None
    pain_after: int | None = None
    pain_next_day: int | None = None
    effort: float | None = None
    stopped: StopReason | None = None

    @property
    def pains(self) -> tuple[int | None, int | None, int | None]:
        return self.pain_during, self.pain_after, self.pain_next_day

    @property
    def peak(self) -> int:
        """The worst pain told of the exercise itself, 0 where none was told."""
        return max(self.pain_during or 0, self.pain_after or 0)

    @property
    def worst(self) -> int:
        return max(self.peak, self.pain_next_day or 0)

    @property
    def too_heavy(self) -> bool:
        return (self.effort or 0) >= HEAVY or self.stopped is StopReason.TIRED


@dataclass(frozen=True)
class Case:
    """Everything the rules look at. `bouts` are in order of day; `dose` is the one that stands today."""

    bouts: Sequence[Bout]
    dose: Dose
    bounds: Bounds
    limits: Limits
    verdict: Verdict | None
    today: date

    @cached_property
    def last(self) -> Bout | None:
        return self.bouts[-1] if self.bouts else None

    @cached_property
    def changed(self) -> bool:
        """Whether what was done last says nothing yet of the dose that stands."""
        return self.last is not None and self.last.dose != self.dose

    @cached_property
    def run(self) -> Sequence[Bout]:
        """The latest bouts at this dose, without a long absence between them."""
        start = len(self.bouts)
        while start and self._belongs(start - 1):
            start -= 1
        return self.bouts[start:]

    @cached_property
    def stepped_back(self) -> bool:
        """Whether this dose follows a harder one."""
        before = self.bouts[: len(self.bouts) - len(self.run)]
        return bool(before) and self.dose.is_easier_than(before[-1].dose)

    @cached_property
    def needed(self) -> int:
        return ENOUGH_AFTER_STEP_BACK if self.stepped_back else ENOUGH

    @cached_property
    def window(self) -> Sequence[Bout]:
        """The bouts that a step up has to rest on."""
        return self.run[-self.needed :]

    def over_limit(self, bout: Bout) -> bool:
        """Whether it hurt more than is allowed, or so much that it was broken off."""
        return bout.worst > self.limits.allowed or bout.stopped is StopReason.PAIN

    def failures_at(self, dose: Dose) -> int:
        """How often a dose as hard as this one ended in a step back. Coming back from an absence is none."""
        visits = [list(visit) for _, visit in groupby(self.bouts, key=lambda bout: bout.dose)]
        return sum(
            here[-1].dose.reaches(dose)
            and after[0].dose.is_easier_than(here[-1].dose)
            and (after[0].on - here[-1].on).days < LONG_ABSENCE
            for here, after in pairwise(visits)
        )

    def _belongs(self, at: int) -> bool:
        if self.bouts[at].dose != self.dose:
            return False
        following = self.bouts[at + 1].on if at + 1 < len(self.bouts) else self.today
        return (following - self.bouts[at].on).days < LONG_ABSENCE
