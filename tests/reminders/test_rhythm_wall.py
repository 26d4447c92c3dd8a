from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminders.rhythm import fixed_time
from reminders.rhythm.wall import reached, to_utc

CASES = [
    pytest.param("Europe/Amsterdam", "2026-01-15", "09:00", "2026-01-15T08:00", id="an ordinary winter day"),
    pytest.param(
        "Europe/Amsterdam", "2026-03-29", "01:59", "2026-03-29T00:59", id="just before the spring gap"
    ),
    pytest.param(
        "Europe/Amsterdam", "2026-03-29", "02:00", "2026-03-29T01:00", id="the first minute of the gap"
    ),
    pytest.param("Europe/Amsterdam", "2026-03-29", "02:30", "2026-03-29T01:00", id="inside the gap"),
    pytest.param(
        "Europe/Amsterdam", "2026-03-29", "02:59", "2026-03-29T01:00", id="the last minute of the gap"
    ),
    pytest.param(
        "Europe/Amsterdam", "2026-03-29", "03:00", "2026-03-29T01:00", id="the first minute after it"
    ),
    pytest.param("Europe/Amsterdam", "2027-03-28", "02:30", "2027-03-28T01:00", id="inside next year's gap"),
    pytest.param(
        "Europe/Amsterdam", "2026-10-25", "02:00", "2026-10-25T00:00", id="the overlap's first minute"
    ),
    pytest.param("Europe/Amsterdam", "2026-10-25", "02:30", "2026-10-25T00:30", id="inside the overlap"),
    pytest.param("Europe/Amsterdam", "2026-10-25", "03:00", "2026-10-25T02:00", id="just after the overlap"),
    pytest.param(
        "Europe/Amsterdam", "2027-10-31", "02:30", "2027-10-31T00:30", id="inside next year's overlap"
    ),
    pytest.param("America/New_York", "2026-03-08", "02:30", "2026-03-08T07:00", id="New York's gap"),
    pytest.param("America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30", id="New York's overlap"),
    pytest.param(
        "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30", id="a gap of half an hour"
    ),
    pytest.param(
        "Australia/Lord_Howe", "2026-10-04", "02:45", "2026-10-03T15:45", id="after the half-hour gap"
    ),
    pytest.param("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45", id="a half-hour overlap"),
    pytest.param("Australia/Lord_Howe", "2026-04-05", "02:00", "2026-04-04T15:30", id="after that overlap"),
    pytest.param("Asia/Kolkata", "2026-03-29", "02:30", "2026-03-28T21:00", id="a zone half an hour off"),
    pytest.param("Asia/Kathmandu", "2026-03-29", "02:30", "2026-03-28T20:45", id="a zone a quarter off"),
    pytest.param(
        "America/St_Johns", "2026-03-08", "02:30", "2026-03-08T05:30", id="a gap in a half-hour zone"
    ),
    pytest.param(
        "America/St_Johns", "2010-11-06", "23:30", "2010-11-07T02:00", id="an overlap back over midnight"
    ),
    pytest.param(
        "America/St_Johns", "2010-11-07", "00:00", "2010-11-07T02:30", id="a midnight that comes twice"
    ),
    pytest.param(
        "Africa/Casablanca", "2026-02-15", "02:30", "2026-02-15T01:30", id="the clock back for Ramadan"
    ),
    pytest.param("Africa/Casablanca", "2026-03-22", "02:30", "2026-03-22T02:00", id="and forward after it"),
    pytest.param(
        "Africa/Cairo", "2026-04-24", "00:30", "2026-04-23T22:00", id="a gap that swallows midnight"
    ),
    pytest.param("Africa/Cairo", "2026-10-29", "23:30", "2026-10-29T20:30", id="an overlap up to midnight"),
    pytest.param(
        "Africa/Cairo", "2026-10-30", "00:00", "2026-10-29T22:00", id="the midnight after that overlap"
    ),
    pytest.param("Pacific/Apia", "2011-12-29", "23:59", "2011-12-30T09:59", id="before the day left out"),
    pytest.param("Pacific/Apia", "2011-12-30", "09:00", "2011-12-30T10:00", id="on the day left out"),
    pytest.param("Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00", id="after the day left out"),
]


@pytest.mark.parametrize(("zone", "day", "at", "expected"), CASES)
def test_a_wall_time_is_the_first_instant_at_which_clocks_reach_it(
    zone: str, day: str, at: str, expected: str
) -> None:
    instant = fixed_time(date.fromisoformat(day), time.fromisoformat(at), zone)

    assert instant == datetime.fromisoformat(f"{expected}+00:00")
    assert instant.tzinfo is UTC


def test_the_second_pass_cannot_be_asked_for() -> None:
    day = date(2026, 10, 25)

    assert fixed_time(day, time(2, 30, fold=1), "Europe/Amsterdam") == fixed_time(
        day, time(2, 30), "Europe/Amsterdam"
    )


def test_the_end_of_a_gap_is_found_to_the_second() -> None:
    wall = datetime(2026, 3, 29, 2, 30, 17, tzinfo=ZoneInfo("Europe/Amsterdam"))

    assert reached(wall) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        to_utc(datetime(2026, 3, 29, 2, 30))  # noqa: DTZ001


def test_a_moment_in_any_zone_is_the_same_instant_in_utc() -> None:
    moment = datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Asia/Kathmandu"))

    assert to_utc(moment) == moment
    assert to_utc(moment).utcoffset() == timedelta(0)
