"""The next step: named, cited policies read from `policies.toml`. The documents disagree; all are kept."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.course.verdict import Verdict


@dataclass(frozen=True)
class Step:
    """A step a person may be advised to take. `start`, `stop`: weeks since onset, stop not included."""

    key: str
    start: int
    stop: int | None
    who: str
    verdicts: frozenset[Verdict]
    source: str

    def applies(self, verdict: Verdict, week: int) -> bool:
        """Whether this step belongs to a verdict in a week."""
        in_time = self.start <= week and (self.stop is None or week < self.stop)
        return in_time and (not self.verdicts or verdict in self.verdicts)


def read_policies(path: Path) -> tuple[Step, ...]:
    """The policies of a file, in order. ValueError or KeyError when one is malformed."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["step"]
    return tuple(
        Step(
            key=row["key"],
            start=row["from"],
            stop=row.get("until"),
            who=row["who"],
            verdicts=frozenset(Verdict(v) for v in row["verdicts"]),
            source=row["source"],
        )
        for row in rows
    )


POLICIES = read_policies(Path(__file__).with_name("policies.toml"))


def next_step(verdict: Verdict, week: int, policies: Sequence[Step] = POLICIES) -> Step | None:
    """The first policy that applies, or None: going on as now is also an answer."""
    return next((step for step in policies if step.applies(verdict, week)), None)
