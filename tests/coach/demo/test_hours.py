import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from coach.demo.hours import aim, interval, missed_by, office_week, wave_minutes, working_day
from reminders.rhythm import Rhythm

MARGIN = dt.timedelta(seconds=4)
AMSTERDAM, KOLKATA = ZoneInfo("Europe/Amsterdam"), ZoneInfo("Asia/Kolkata")


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def test_several_people_are_nudged_in_each_of_the_first_minutes() -> None:
    minutes = wave_minutes()
    assert minutes == sorted(minutes)
    assert all(minutes.count(minute) == 3 for minute in range(5))
    assert set(minutes) == set(range(30))


@pytest.mark.parametrize(
    ("minute", "at", "expected"),
    [
        pytest.param(0, "2026-11-18 09:30:10", "2026-11-18 09:31", id="the next minute"),
        pytest.param(0, "2026-11-18 09:30:58", "2026-11-18 09:32", id="not one that is upon us"),
        pytest.param(3, "2026-11-18 09:30:10", "2026-11-18 09:34", id="a minute of a later wave"),
        pytest.param(0, "2026-11-18 09:34:10", "2026-11-18 09:35", id="late, so the next one after all"),
    ],
)
def test_an_aim_is_a_whole_minute_that_can_still_be_reached(minute: int, at: str, expected: str) -> None:
    began = min(utc(at), utc("2026-11-18 09:30:58"))
    assert aim(minute, began=began, at=utc(at), margin=MARGIN) == utc(expected)


@pytest.mark.parametrize(
    ("number", "minute", "every"),
    [
        pytest.param(0, 15, 60, id="an hour"),
        pytest.param(2, 15, 30, id="half an hour"),
        pytest.param(0, 58, 25, id="just before a meeting begins"),
        pytest.param(0, 0, 25, id="as a meeting begins"),
        pytest.param(0, 32, 25, id="just after"),
        pytest.param(0, 33, 60, id="well after"),
    ],
)
def test_the_interval_lets_the_server_reach_the_minute(number: int, minute: int, every: int) -> None:
    assert interval(number, utc(f"2026-11-18 09:{minute:02}")) == every


@pytest.mark.parametrize(
    ("start", "zone", "day", "windows"),
    [
        pytest.param(
            "2026-11-18 08:00",
            AMSTERDAM,
            "wed",
            [["09:00", "13:00"], ["14:00", "18:00"]],
            id="an ordinary Wednesday",
        ),
        pytest.param(
            "2026-11-18 03:45",
            KOLKATA,
            "wed",
            [["09:15", "13:15"], ["14:15", "18:15"]],
            id="half hours from UTC",
        ),
        pytest.param(
            "2026-11-22 11:20",
            AMSTERDAM,
            "sun",
            [["12:20", "16:20"], ["17:20", "21:20"]],
            id="on a Sunday too",
        ),
        pytest.param(
            "2026-11-18 21:30",
            AMSTERDAM,
            "wed",
            [["03:30", "07:30"], ["22:30", "02:30"]],
            id="a night shift, whose second half is tomorrow's",
        ),
    ],
)
def test_a_working_day_begins_when_told(
    start: str, zone: ZoneInfo, day: str, windows: list[list[str]]
) -> None:
    assert sorted(working_day(utc(start), zone)[day]) == windows


@pytest.mark.parametrize("hour", range(0, 168, 5))
@pytest.mark.parametrize("zone", ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata"])
def test_at_any_hour_of_the_week_the_server_takes_it_and_it_is_working_time(hour: int, zone: str) -> None:
    start = utc("2026-11-16 00:07") + dt.timedelta(hours=hour)
    rhythm = Rhythm.parse(every=60, windows=working_day(start, ZoneInfo(zone)), zone=zone)
    held = rhythm.window_at(start + dt.timedelta(minutes=45))
    assert held is not None
    assert held[0] == start


def test_an_office_week_has_no_weekend() -> None:
    assert list(office_week([("09:00", "17:00")])) == ["mon", "tue", "wed", "thu", "fri"]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param("10:07", 7, id="a little late"),
        pytest.param("09:55", -5, id="a little early"),
        pytest.param("10:50", -10, id="early, and its first nudge has passed already"),
        pytest.param("10:00", 0, id="right"),
    ],
)
def test_how_far_the_nearest_nudge_lies_from_the_aim(first: str, expected: int) -> None:
    missed = missed_by(utc(f"2026-11-18 {first}"), utc("2026-11-18 10:00"), 60)
    assert missed == dt.timedelta(minutes=expected)
