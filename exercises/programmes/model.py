"""What a programme asks: phases of some weeks, days of several kinds in them, exercises with a dose on each.

Plain frozen values, without a database and without a clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from exercises.catalogue.model import Text, hash_of
from exercises.catalogue.vocabulary import Level, Region

COUNT_SECONDS = 3  # a repetition that is not held takes about so long


class Weekday(StrEnum):
    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"

    @property
    def number(self) -> int:
        """Monday 0."""
        return list(Weekday).index(self)


class Band(StrEnum):
    """How strong an elastic band is, lightest first. Words, because colours differ by maker."""

    EXTRA_LIGHT = "extra_light"
    LIGHT = "light"
    MEDIUM = "medium"
    HEAVY = "heavy"
    EXTRA_HEAVY = "extra_heavy"


class Side(StrEnum):
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Range:
    """From `least` to `most`, both included, in steps of `step`."""

    least: float
    most: float
    step: float = 1


@dataclass(frozen=True, slots=True)
class Bounds:
    """Within which a dose may move by itself. None: that part of the dose stays as it is."""

    sets: Range | None = None
    repetitions: Range | None = None
    seconds: Range | None = None
    load_kg: Range | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Pain 0–10: up to `fine` needs no thought, up to `allowed` must have settled to `fine` by the next day.
    Effort on Borg's CR10: above `effort` nothing is added.
    """

    fine: int = 2
    allowed: int = 5
    effort: float = 5


@dataclass(frozen=True, slots=True)
class Prescription:
    """One exercise and its dose: `sets` of `repetitions`, each held for `seconds` where that is given.

    Without repetitions each set is held or kept up for `seconds`. On each side where `side` is both; None
    where the exercise knows no sides. `tempo`: seconds down, held and up again, such as "3-1-2".
    """

    exercise: str
    sets: int
    repetitions: int | None = None
    seconds: int | None = None
    load_kg: float | None = None
    band: Band | None = None
    tempo: str = ""
    rest_seconds: int = 0
    side: Side | None = None
    bounds: Bounds = Bounds()

    @property
    def takes_seconds(self) -> int:
        """About how long it takes, the rest between the sets included."""
        count = self.repetitions or 1
        each = max(self.seconds or 0, COUNT_SECONDS) if self.repetitions else self.seconds or 0
        sides = 2 if self.side is Side.BOTH else 1
        return self.sets * count * each * sides + (self.sets - 1) * self.rest_seconds


@dataclass(frozen=True, slots=True)
class Day:
    """What is done in one go, `times_per_week` times, with at least `rest_days` between two times.

    `key` tells the kinds of days of a phase apart. `weekdays` are where it goes by preference; none is no
    preference.
    """

    key: str
    title: Text
    times_per_week: int
    rest_days: int
    weekdays: tuple[Weekday, ...]
    prescriptions: tuple[Prescription, ...]

    @property
    def takes_seconds(self) -> int:
        return sum(one.takes_seconds for one in self.prescriptions)


@dataclass(frozen=True, slots=True)
class Phase:
    """A number of weeks with the same days. An exercise stands in at most one of them."""

    weeks: int
    title: Text
    days: tuple[Day, ...]

    def prescriptions(self) -> Iterator[Prescription]:
        for day in self.days:
            yield from day.prescriptions

    def prescription(self, exercise: str) -> Prescription | None:
        return next((one for one in self.prescriptions() if one.exercise == exercise), None)


@dataclass(frozen=True, slots=True)
class Content:
    """All that a programme asks, the first phase first, and what may be felt while doing it."""

    phases: tuple[Phase, ...]
    limits: Limits = Limits()

    @property
    def weeks(self) -> int:
        return sum(phase.weeks for phase in self.phases)

    def week_by_week(self) -> Iterator[int]:
        """The place of the phase of each week, both counted from 0."""
        for place, phase in enumerate(self.phases):
            yield from [place] * phase.weeks

    def place_in(self, week: int) -> int:
        """The place of the phase of a week, both counted from 0; after the last week the last phase."""
        places = list(self.week_by_week())
        return places[min(week, len(places) - 1)]

    def phase_in(self, week: int) -> Phase:
        return self.phases[self.place_in(week)]

    def prescriptions(self) -> Iterator[Prescription]:
        for phase in self.phases:
            yield from phase.prescriptions()


@dataclass(frozen=True, slots=True)
class Template:
    """A ready programme. `self_care`: a person may pick it without a physio.

    `level` is the hardest it ever gets. `pain_rule` says what to do when it hurts.
    """

    slug: str
    title: Text
    summary: Text
    pain_rule: Text
    regions: tuple[Region, ...]
    level: Level
    self_care: bool
    source: str
    reviewed_on: date
    content: Content

    @property
    def content_hash(self) -> str:
        return hash_of(self)
