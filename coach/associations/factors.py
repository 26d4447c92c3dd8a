"""The factors a diary may hold beside the pain: data, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from coach.triage.reading import Row, Text, parsed


class Kind(StrEnum):
    """How a factor is written down."""

    NUMBER = "number"
    YES_NO = "yes_no"
    TRIGGER = "trigger"  # a yes_no that a person ticks in the diary


@dataclass(frozen=True)
class Factor:
    """One factor. `label` completes "on days with …"."""

    key: str
    kind: Kind
    label: Text


class Factors(dict[str, Factor]):
    """The factors by key; ValueError for one that is not there."""

    def __missing__(self, key: str) -> Factor:
        raise ValueError(f"{key!r} is not a factor we look at: choose one of {', '.join(self)}")


def read_factors(path: Path) -> Factors:
    """The factors of a file, by key, in order. TableError for the first that is malformed."""
    return Factors({key: _factor(key, table, path.name) for key, table in parsed(path).items()})


def _factor(key: str, table: Mapping[str, object], file: str) -> Factor:
    row = Row({**table, "key": key}, file)
    factor = Factor(key, Kind(row.choice("kind", tuple(Kind))), row.text("label"))
    row.finish()
    return factor


FACTORS = read_factors(Path(__file__).with_name("factors.toml"))
TRIGGERS = tuple(key for key, factor in FACTORS.items() if factor.kind is Kind.TRIGGER)
