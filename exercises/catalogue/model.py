"""What the catalogue holds: plain frozen values, each with a hash of its content."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from exercises.catalogue.vocabulary import (
    Activity,
    CardGroup,
    Equipment,
    Kind,
    Level,
    Muscle,
    Place,
    Position,
    Region,
    Sign,
    Topic,
)

LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Dutch and in English; neither is ever empty."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """Dutch for every language but English, because the service is Dutch first."""
        return self.en if language.startswith("en") else self.nl


@dataclass(frozen=True, slots=True)
class Source:
    """A document the content rests on, with the bias to know of. Our own writing has the key "own"."""

    key: str
    title: Text
    publisher: str
    updated: str
    bias: Text


@dataclass(frozen=True, slots=True)
class Dose:
    """How much at first: `sets` of `repetitions`, or of a hold of `hold_seconds`, or of both.

    Neither is given when the exercise is simply kept up for its `duration_seconds` (walking, breathing).
    Per side when the exercise has `both_sides`.
    """

    sets: int
    repetitions: int | None = None
    hold_seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise or micro-break.

    `ruled_out_by` already includes the signs that rule everything out. `figures` are keys of
    `exercises.figures`; where the data names none, the figure bears the exercise's slug.
    """

    slug: str
    name: Text
    purpose: Text
    regions: tuple[Region, ...]
    kind: Kind
    level: Level
    places: tuple[Place, ...]
    position: Position
    equipment: tuple[Equipment, ...]
    muscles: tuple[Muscle, ...]
    activities: tuple[Activity, ...]
    micro_break: bool
    duration_seconds: int
    dose: Dose
    both_sides: bool
    steps: tuple[Text, ...]
    cautions: tuple[Text, ...]
    ruled_out_by: tuple[Sign, ...]
    figures: tuple[str, ...]
    source: str
    reviewed_on: date

    @property
    def content_hash(self) -> str:
        return hash_of(self)


@dataclass(frozen=True, slots=True)
class Card:
    """Something worth knowing. For a myth the title is the claim and the body corrects it."""

    slug: str
    group: CardGroup
    topic: Topic
    title: Text
    body: Text
    regions: tuple[Region, ...]
    source: str
    reviewed_on: date

    @property
    def content_hash(self) -> str:
        return hash_of(self)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything, in a stable order: by file, then as written."""

    exercises: tuple[Exercise, ...]
    cards: tuple[Card, ...]
    sources: tuple[Source, ...]

    def exercise(self, slug: str) -> Exercise:
        """Raises `KeyError` when there is none."""
        for one in self.exercises:
            if one.slug == slug:
                return one
        raise KeyError(slug)

    @property
    def micro_breaks(self) -> tuple[Exercise, ...]:
        return tuple(one for one in self.exercises if one.micro_break)


def hash_of(item: Any) -> str:
    """64 hexadecimal digits that change exactly when the value of a field of this dataclass does."""
    return hashlib.sha256(_canonical(asdict(item)).encode()).hexdigest()


def _canonical(value: dict[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, default=date.isoformat)
