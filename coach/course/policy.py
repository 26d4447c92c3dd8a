"""The next step: named, cited policies read from `policies.toml`. The documents disagree; all are kept."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from coach.course.verdict import Verdict

HERE = Path(__file__)
WHO = ("self", "physio", "gp")
SAYABLE = frozenset(tomllib.loads(HERE.with_name("sentences.toml").read_text(encoding="utf-8"))["step"])


@dataclass(frozen=True)
class Step:
    """A step a person may be advised to take. `start`, `stop`: weeks since onset, stop not included.

    `verdicts` and `regions`: those it is for; empty for every one.
    """

    key: str
    start: int
    stop: int | None
    who: str
    verdicts: frozenset[Verdict]
    regions: frozenset[str]
    source: str

    def applies(self, verdict: Verdict, week: int, region: str) -> bool:
        """Whether this step belongs to a verdict in a week, about pain in a region."""
        in_time = self.start <= week and (self.stop is None or week < self.stop)
        for_it = (not self.verdicts or verdict in self.verdicts) and (
            not self.regions or region in self.regions
        )
        return in_time and for_it


def read_policies(path: Path) -> tuple[Step, ...]:
    """The policies of a file, in order. ValueError when one is malformed, naming it and its field."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["step"]
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"{path}: cannot be read as a list of [[step]]: {error}") from error
    return tuple(_step(row, path.name) for row in rows)


def _step(row: Mapping[str, Any], file: str) -> Step:
    key, start, stop = str(row.get("key")), row.get("from"), row.get("until")
    if key not in SAYABLE:
        raise ValueError(f"{file}: {key!r} has no words: choose one of {', '.join(sorted(SAYABLE))}")
    if row.get("who") not in WHO:
        raise ValueError(f"{file}: {key}: who: choose one of {', '.join(WHO)}")
    if not _is_week(start) or not (stop is None or (_is_week(stop) and start < stop)):
        raise ValueError(f"{file}: {key}: from, until: give whole weeks since the onset, the first first")
    try:
        verdicts = frozenset(Verdict(one) for one in row.get("verdicts", ()))
    except ValueError as error:
        raise ValueError(f"{file}: {key}: verdicts: {error}") from error
    regions = frozenset(row.get("regions", ()))
    return Step(key, start, stop, row["who"], verdicts, regions, row.get("source", ""))


def _is_week(value: object) -> TypeGuard[int]:
    return type(value) is int and value >= 0


OURS = HERE.with_name("policies.toml")
POLICIES = read_policies(OURS)


def next_step(
    verdict: Verdict, week: int, policies: Sequence[Step] = POLICIES, region: str = ""
) -> Step | None:
    """The first policy that applies, or None: going on as now is also an answer."""
    return next((step for step in policies if step.applies(verdict, week, region)), None)
