import datetime as dt
import json
from zoneinfo import ZoneInfo

import pytest

from coach.local.nudge_lines import NudgeLines, Sent, Whom, parse

DUE = dt.datetime(2026, 11, 18, 9, 20, tzinfo=dt.UTC)
ANNA = Whom("Anna", ZoneInfo("Asia/Kolkata"))


def sent(late: float = 0.4, count: int = 1) -> Sent:
    return Sent(DUE + dt.timedelta(seconds=late), DUE, who="anna", count=count)


@pytest.fixture
def lines() -> NudgeLines:
    return NudgeLines(lambda _who: ANNA)


def test_a_nudge_is_told_in_the_time_of_whom_it_is_for(lines: NudgeLines) -> None:
    [line] = lines.hear(sent(), at=0.0)
    assert line.endswith("  nudge to Anna, due 14:50:00 in Asia/Kolkata, sent 0.4 s later")


def test_each_of_a_few_nudges_has_its_line(lines: NudgeLines) -> None:
    assert [len(lines.hear(sent(), at=quarter / 4)) for quarter in range(50)] == [1] * 50
    assert lines.pass_time(at=100.0) == []


def test_many_nudges_are_told_as_a_sum(lines: NudgeLines) -> None:
    told = [lines.hear(sent(late), at=0.0) for late in (0.1,) * 5 + (0.2, 3.0, 0.3)]
    assert [len(line) for line in told] == [1, 1, 1, 1, 1, 0, 0, 0]
    assert lines.pass_time(at=14.9) == []
    assert lines.pass_time(at=15.0) == ["3 nudges sent in 15 s, the latest 3.0 s after it was due"]
    assert lines.pass_time(at=30.0) == []


def test_after_the_rush_each_nudge_has_its_line_again(lines: NudgeLines) -> None:
    for _ in range(20):
        lines.hear(sent(), at=0.0)
    lines.pass_time(at=15.0)
    assert len(lines.hear(sent(), at=15.1)) == 1


def test_a_message_may_stand_for_many(lines: NudgeLines) -> None:
    assert lines.hear(sent(count=1200), at=0.0) == []
    assert lines.pass_time(at=15.0) == ["1,200 nudges sent in 15 s, the latest 0.4 s after it was due"]


def test_a_message_may_stand_for_a_few(lines: NudgeLines) -> None:
    [line] = lines.hear(sent(count=3), at=0.0)
    assert "3 nudges, due" in line


def test_a_message_is_read() -> None:
    payload = {"at": "2026-11-18T09:20:00.4+00:00", "due_at": "2026-11-18T10:20:00+01:00", "who": "anna"}
    assert parse(json.dumps(payload)) == sent()


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param("", id="nothing"),
        pytest.param("[]", id="a list"),
        pytest.param('"at"', id="a word"),
        pytest.param('{"at": "2026-11-18T09:20:00Z"}', id="no due time"),
        pytest.param('{"at": "soon", "due_at": "now"}', id="no times"),
        pytest.param('{"at": 1, "due_at": 2}', id="numbers for times"),
    ],
)
def test_what_is_no_message_about_nudges_is_passed_over(payload: str) -> None:
    assert parse(payload) is None
