"""The live lines about nudges that were sent. They tell when and to whom, never what somebody feels.

Whoever delivers nudges says so on PostgreSQL's channel `nudge_sent`, with a JSON object of at most 8,000
bytes: `at` and `due_at` (ISO 8601 with offset) and `who` (the person's id, or a name), optionally `count`
(how many nudges the message stands for; `due_at` is then the earliest).
"""

import datetime as dt
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

CHANNEL = "nudge_sent"
PER_SECOND = 5
"""More nudges a second than this are told in sums."""
SUM_SECONDS = 15.0


@dataclass(frozen=True)
class Sent:
    at: dt.datetime
    due_at: dt.datetime
    who: str
    count: int = 1

    @property
    def late_seconds(self) -> float:
        return (self.at - self.due_at).total_seconds()


@dataclass(frozen=True)
class Whom:
    name: str
    zone: ZoneInfo | None = None


def parse(payload: str) -> Sent | None:
    """None for what is not a message about nudges."""
    try:
        said = json.loads(payload)
        at, due_at = (dt.datetime.fromisoformat(said[name]).astimezone(dt.UTC) for name in ("at", "due_at"))
        return Sent(
            at, due_at, who=str(said.get("who") or "somebody"), count=max(1, int(said.get("count", 1)))
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


@dataclass
class NudgeLines:
    """Turns messages into lines: one a nudge while they are few, one sum per 15 s while they are many.

    `at` is in seconds of a monotonic clock; `whom` tells who is meant by a message's `who`.
    """

    whom: Callable[[str], Whom]
    recent: deque[float] = field(default_factory=deque)
    summed_since: float | None = None
    count: int = 0
    latest: float = 0.0

    def hear(self, sent: Sent, at: float) -> list[str]:
        """The line to print now, if any."""
        self.recent.extend([at] * min(sent.count, PER_SECOND + 1))
        while self.recent[0] <= at - 1:
            self.recent.popleft()
        if self.summed_since is None and len(self.recent) <= PER_SECOND:
            return [_line(sent, self.whom(sent.who))]
        self.summed_since = at if self.summed_since is None else self.summed_since
        self.count += sent.count
        self.latest = max(self.latest, sent.late_seconds)
        return []

    def pass_time(self, at: float) -> list[str]:
        """The sum, once its time is over."""
        if self.summed_since is None or at < self.summed_since + SUM_SECONDS:
            return []
        count, latest = self.count, self.latest
        self.summed_since, self.count, self.latest = None, 0, 0.0
        return [f"{count:,} nudges sent in {SUM_SECONDS:g} s, the latest {latest:.1f} s after it was due"]


def _line(sent: Sent, whom: Whom) -> str:
    due = sent.due_at.astimezone(whom.zone)
    where = f" in {whom.zone.key}" if whom.zone else ""
    what = f"{sent.count:,} nudges" if sent.count > 1 else f"nudge to {whom.name}"
    sent_at = sent.at.astimezone()
    return f"{sent_at:%H:%M:%S}  {what}, due {due:%H:%M:%S}{where}, sent {sent.late_seconds:.1f} s later"
