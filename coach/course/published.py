"""The published courses, as data with their sources. Pain is given here in points of 0–10.

The intervals are 95 % intervals *of the mean of a group*. They say nothing about how far one person
may lie from that mean, so they are never drawn as somebody's own band.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from coach.course.diary import Floats

COSTA = "Costa LCM et al., CMAJ 2012;184:E613"
WALLWORK = "Wallwork SB et al., CMAJ 2024;196:E29"
DOWNIE = "Downie AS et al., Pain 2016;157:225"
HENSCHKE = "Henschke N et al., BMJ 2008;337:a171"


class Phase(StrEnum):
    """How long the pain had lasted when the diary began."""

    ACUTE = "acute"  # under 6 weeks
    SUBACUTE = "subacute"  # 6 to 12 weeks
    PERSISTENT = "persistent"  # over 12 weeks

    @classmethod
    def after(cls, days: float) -> "Phase":
        """The phase of pain that has lasted `days` days."""
        if days < 42:
            return cls.ACUTE
        return cls.SUBACUTE if days <= 84 else cls.PERSISTENT


@dataclass(frozen=True)
class Mean:
    """The mean of a cohort `week` weeks after it began, 0–10; `low`, `high`: 95 % interval of that mean."""

    week: int
    pain: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Share:
    """A share of a cohort of `n` people, 0–1."""

    name: str
    value: float
    n: int

    @property
    def interval(self) -> tuple[float, float]:
        """95 % interval of the share (normal approximation)."""
        half = 1.96 * float(np.sqrt(self.value * (1 - self.value) / self.n))
        return self.value - half, self.value + half


COURSES: dict[tuple[str, Phase], tuple[Mean, ...]] = {
    (COSTA, Phase.ACUTE): (
        Mean(0, 5.2, 4.8, 5.7), Mean(6, 2.3, 2.1, 2.5), Mean(26, 1.2, 0.9, 1.5), Mean(52, 0.6, 0.3, 1.0),
    ),
    (COSTA, Phase.PERSISTENT): (
        Mean(0, 5.1, 4.4, 5.9), Mean(6, 3.3, 2.9, 3.8), Mean(26, 2.6, 2.0, 3.3), Mean(52, 2.3, 1.6, 3.0),
    ),
    (WALLWORK, Phase.ACUTE): (Mean(0, 5.6), Mean(6, 2.6), Mean(26, 2.2), Mean(52, 2.1)),
    (WALLWORK, Phase.SUBACUTE): (Mean(0, 6.3), Mean(6, 2.9), Mean(26, 2.9), Mean(52, 3.1)),
    (WALLWORK, Phase.PERSISTENT): (Mean(0, 5.6), Mean(6, 4.8), Mean(26, 4.3), Mean(52, 4.0)),
}  # fmt: skip

# What became of 1,585 people with acute low back pain in twelve weeks (Downie 2016).
DOWNIE_CLASSES = (
    Share("recovered by week 2", 0.358, 1585),
    Share("recovered by week 12", 0.343, 1585),
    Share("incomplete recovery", 0.140, 1585),
    Share("fluctuating", 0.105, 1585),
    Share("persistent high", 0.054, 1585),
)


@dataclass(frozen=True)
class Reference:
    """A published mean course as a fraction of where it began: rest + (1 − rest) · exp(−days / tau)."""

    phase: Phase
    rest: float
    tau: float
    source: str

    def fraction(self, days: Floats) -> Floats:
        """Fraction of the first level that is left after `days` days."""
        return self.rest + (1 - self.rest) * np.exp(-np.maximum(days, 0.0) / self.tau)


# Curves laid through the means above. Both acute ones are shown, because they differ.
REFERENCES = (
    Reference(Phase.ACUTE, 2.14 / 5.6, 20.8, WALLWORK),
    Reference(Phase.ACUTE, 0.86 / 5.2, 39.0, COSTA),
    Reference(Phase.SUBACUTE, 2.95 / 6.3, 8.7, WALLWORK),
    Reference(Phase.PERSISTENT, 4.1 / 5.6, 55.0, WALLWORK),
    Reference(Phase.PERSISTENT, 2.35 / 5.1, 46.0, COSTA),
)
