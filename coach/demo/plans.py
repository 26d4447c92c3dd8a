"""Setting a plan of posture breaks, and finding out what the server makes of it."""

import datetime as dt
from typing import Any

from coach.demo.cast import Member
from coach.demo.hours import MINUTE, Windows, interval, missed_by, office_week, working_day
from coach.demo.phone import Phone

ATTEMPTS = 4  # at hours in which the server puts a nudge near the minute aimed at
NEAR = MINUTE  # close enough


def plan_breaks(member: Member, phone: Phone, aimed: dt.datetime | None) -> dt.datetime | None:
    """Set the hours; returns the next nudge. With an aim, the hours are moved until that comes near it."""
    plan, zone = Plan(member, phone), member.office.zone
    if aimed is None:
        return plan.put(60, office_week(member.persona.hours))
    every = interval(member.number, aimed)
    start = aimed - dt.timedelta(minutes=every * 3 // 4)
    for _ in range(ATTEMPTS):
        first = plan.put(every, working_day(start, zone))
        missed = missed_by(first, aimed, every) if first else dt.timedelta(0)
        if abs(missed) <= NEAR:
            break
        start -= missed
    return first


class Plan:
    """A plan as the phone holds it, with the version the server gave it."""

    def __init__(self, member: Member, phone: Phone) -> None:
        self._phone = phone
        self._path = f"/reminders/{member.id_for('plan')}/"
        self._zone = member.office.zone.key
        self._version: dict[str, int] = {}

    def put(self, every: int, windows: Windows) -> dt.datetime | None:
        """Store it, over whatever the server has; returns when the server will nudge next."""
        wanted: dict[str, Any] = {"every_minutes": every, "windows": windows, "time_zone": self._zone}
        if not self._stored(wanted):
            self._stored(wanted)  # an earlier run left another version: this one is based on it
        return self.next_nudge()

    def next_nudge(self) -> dt.datetime | None:
        """What the server's preview says comes first; None for nothing in the coming week."""
        coming = self._phone.get(f"{self._path}preview/")
        return dt.datetime.fromisoformat(coming[0]["due_at"]) if coming else None

    def _stored(self, wanted: dict[str, Any]) -> bool:
        answer = self._phone.put(self._path, {**wanted, **self._version})
        self._version = {"base_seq": answer["seq"]}
        return all(answer[name] == value for name, value in wanted.items())
