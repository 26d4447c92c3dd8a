"""Each reason to hold a nudge back, alone and in order."""

import dataclasses
import datetime as dt
from typing import Any

import pytest

from reminders.holds import RULES, Facts, put_off, reason
from reminders.models.nudge import Reason
from reminders.rhythm import Rhythm
from tests.conftest import NOW

MINUTE = dt.timedelta(minutes=1)
OFFICE = Rhythm.parse(every=60, windows={"wed": [["09:00", "17:00"]]}, zone="UTC", phase=30)
FREE = Facts(
    now=NOW,
    due_at=NOW,
    expires_at=NOW + 10 * MINUTE,
    local_date=NOW.date(),
    snoozed=False,
    plan_seq=7,
    rhythm_seq=7,
    plan_deleted=False,
    person_active=True,
    agrees=True,
    paused_until=None,
    day_off=False,
    warned=False,
    done_already=False,
    last_break=None,
    busy_until=None,
    daily_cap=None,
    came_today=0,
    today="",
    question_open=False,
    in_reach=True,
    rhythm=OFFICE,
)


def test_with_nothing_against_it_a_nudge_goes() -> None:
    assert reason(FREE) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"expires_at": NOW}, "too_late", id="its life has just ended"),
        pytest.param({"expires_at": NOW + dt.timedelta(microseconds=1)}, None, id="a blink before that"),
        pytest.param({"agrees": False}, "withdrawn", id="consent withdrawn"),
        pytest.param({"person_active": False}, "withdrawn", id="account closed"),
        pytest.param({"paused_until": NOW + MINUTE}, "paused", id="paused for a minute more"),
        pytest.param({"paused_until": NOW}, None, id="the pause has just ended"),
        pytest.param({"warned": True}, "safety_pause", id="a warning sign nobody looked at"),
        pytest.param(
            {"warned": True, "paused_until": NOW + MINUTE}, "paused", id="paused, and a warning sign too"
        ),
        pytest.param(
            {"warned": True, "last_break": NOW - MINUTE}, "safety_pause", id="a warning sign, and a break too"
        ),
        pytest.param({"busy_until": NOW + 60 * MINUTE}, "in_meeting", id="in a long meeting"),
        pytest.param(
            {"busy_until": NOW + MINUTE, "snoozed": True}, "in_meeting", id="in one, and it was snoozed"
        ),
        pytest.param({"plan_deleted": True}, "not_due_any_more", id="plan removed"),
        pytest.param({"rhythm_seq": 8}, "not_due_any_more", id="the times changed since"),
        pytest.param({"rhythm_seq": 5}, None, id="written down after the times last changed"),
        pytest.param({"done_already": True}, "not_due_any_more", id="done without being asked"),
        pytest.param({"day_off": True}, "paused", id="a day off"),
        pytest.param({"daily_cap": 3, "came_today": 2}, None, id="one short of the cap"),
        pytest.param({"daily_cap": 3, "came_today": 3}, "daily_cap", id="as many as wanted"),
        pytest.param({"daily_cap": 3, "came_today": 3, "snoozed": True}, None, id="the same one again"),
        pytest.param({"today": "aii"}, None, id="two ignored in a row"),
        pytest.param({"today": "aiii"}, "quieted", id="three ignored in a row"),
        pytest.param({"today": "aiii", "snoozed": True}, None, id="asked for on a quiet day"),
        pytest.param({"question_open": True}, "quieted", id="we asked, and await the answer"),
        pytest.param({"in_reach": False}, "unreachable", id="every device is gone"),
        pytest.param({"in_reach": False, "snoozed": True}, "unreachable", id="asked for, and nowhere to go"),
        pytest.param({"in_reach": False, "warned": True}, "safety_pause", id="gone, and a warning sign"),
        pytest.param(
            {"snoozed": True, "local_date": NOW.date() - dt.timedelta(days=1)},
            "outside_hours",
            id="put off into the hours of the next day",
        ),
        pytest.param({"now": NOW.replace(hour=8, minute=59)}, "outside_hours", id="a minute before opening"),
        pytest.param(
            {"now": NOW.replace(hour=17, minute=0), "expires_at": NOW.replace(hour=18)},
            "outside_hours",
            id="at closing time",
        ),
        pytest.param({"last_break": NOW - 29 * MINUTE}, "recently_active", id="a break 29 minutes ago"),
        pytest.param({"last_break": NOW - 30 * MINUTE}, None, id="a break half an interval ago"),
        pytest.param({"last_break": NOW - 5 * MINUTE, "snoozed": True}, None, id="asked for again"),
        pytest.param({"last_break": NOW + 5 * MINUTE}, None, id="put off until later"),
    ],
)
def test_each_rule_decides_over_its_own_facts(changes: dict[str, Any], expected: str | None) -> None:
    assert reason(dataclasses.replace(FREE, **changes)) == expected


def test_the_first_rule_that_says_no_is_the_one_recorded() -> None:
    hopeless = dataclasses.replace(FREE, expires_at=NOW, agrees=False, plan_deleted=True)
    assert reason(hopeless) is Reason.TOO_LATE


def test_every_reason_has_a_rule_of_its_name_but_the_one_that_no_rule_foresaw() -> None:
    assert [*(rule.__name__ for rule in RULES), Reason.BROKEN] == list(Reason.values)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"busy_until": NOW + 5 * MINUTE}, NOW + 5 * MINUTE, id="a meeting that is nearly over"),
        pytest.param({"busy_until": NOW + 10 * MINUTE}, None, id="one that ends with the nudge's own life"),
        pytest.param({}, None, id="no meeting"),
        pytest.param(
            {"busy_until": NOW + 5 * MINUTE, "paused_until": NOW + MINUTE}, None, id="paused besides: held"
        ),
    ],
)
def test_a_meeting_that_ends_soon_puts_a_nudge_off(
    changes: dict[str, Any], expected: dt.datetime | None
) -> None:
    assert put_off(dataclasses.replace(FREE, **changes)) == expected
