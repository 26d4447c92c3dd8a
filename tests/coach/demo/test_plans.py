import datetime as dt
from typing import Any

import pytest

from coach.demo.cast import Member, the_cast
from coach.demo.plans import Plan, plan_breaks
from reminders.rhythm import Rhythm, phase_for

HOUR = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)  # a Sunday
CAST = the_cast(9)


class Server:
    """Answers as the real one: versions, conflicts, and its own choice of minute."""

    def __init__(self, member: Member, at: dt.datetime) -> None:
        self._id = member.id_for("plan")
        self._at = at
        self.plan: dict[str, Any] = {}
        self.puts = 0

    def put(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        assert path == f"/reminders/{self._id}/"
        self.puts += 1
        content = {name: value for name, value in body.items() if name != "base_seq"}
        current = {name: value for name, value in self.plan.items() if name != "seq"}
        if not self.plan or body.get("base_seq") == self.plan["seq"] or content == current:
            self.plan = {**content, "seq": self.puts}
        return self.plan

    def get(self, path: str) -> list[dict[str, str]]:
        assert path == f"/reminders/{self._id}/preview/"
        every, windows = self.plan["every_minutes"], self.plan["windows"]
        phase = phase_for(self._id, every, windows)
        rhythm = Rhythm.parse(every=every, windows=windows, zone=self.plan["time_zone"], phase=phase)
        slots = rhythm.between(self._at, self._at + dt.timedelta(days=7))
        return [{"due_at": slot.isoformat()} for slot in slots]


@pytest.mark.parametrize("minute", range(60))
def test_most_are_nudged_when_wanted_and_all_within_the_half_hour(minute: int) -> None:
    at = HOUR + dt.timedelta(minutes=minute, seconds=30)
    aimed = HOUR + dt.timedelta(minutes=minute + 2)
    nudges = [plan_breaks(member, Server(member, at), aimed) for member in CAST]
    assert all(nudge and at < nudge <= aimed + dt.timedelta(minutes=30) for nudge in nudges)
    near = [nudge for nudge in nudges if nudge and abs(nudge - aimed) <= dt.timedelta(minutes=2)]
    assert len(near) >= 5


def test_without_an_aim_it_is_office_hours() -> None:
    member = CAST[0]
    server = Server(member, HOUR)
    nudge = plan_breaks(member, server, None)
    assert nudge is not None
    assert (nudge.date(), nudge.astimezone(member.office.zone).hour) == (dt.date(2026, 11, 23), 9)


def test_a_plan_of_an_earlier_run_is_written_over() -> None:
    member = CAST[0]
    server = Server(member, HOUR)
    plan_breaks(member, server, None)
    Plan(member, server).put(30, {"mon": [["10:00", "12:00"]]})
    assert server.plan["windows"] == {"mon": [["10:00", "12:00"]]}


def test_the_same_plan_again_takes_one_request() -> None:
    member = CAST[0]
    server = Server(member, HOUR)
    plan_breaks(member, server, None)
    before = server.puts
    plan_breaks(member, server, None)
    assert server.puts == before + 1
