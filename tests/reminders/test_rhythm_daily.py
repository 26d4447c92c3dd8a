"""One moment a day by the clock on the wall, whatever the clocks do."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from reminders.rhythm import WEEKDAYS, Daily, RhythmError

AMSTERDAM = "Europe/Amsterdam"


def daily(at: str = "19:30", *days: str, zone: str = AMSTERDAM) -> Daily:
    return Daily.parse(at=at, days=list(days or WEEKDAYS), zone=zone)


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def local(wall: str, zone: str = AMSTERDAM, fold: int = 0) -> dt.datetime:
    return dt.datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone), fold=fold)


@pytest.mark.parametrize(
    ("rhythm", "moment", "expected"),
    [
        pytest.param(daily(), "2026-11-18T18:29:59", "2026-11-18T18:30", id="later today"),
        pytest.param(daily(), "2026-11-18T18:30", "2026-11-19T18:30", id="strictly after"),
        pytest.param(daily("19:30", "mon", "thu"), "2026-11-18T09:00", "2026-11-19T18:30", id="tomorrow"),
        pytest.param(daily("19:30", "wed"), "2026-11-18T19:00", "2026-11-25T18:30", id="in a week"),
        pytest.param(daily("00:00"), "2026-11-18T22:59", "2026-11-18T23:00", id="at midnight"),
        pytest.param(daily("02:30"), "2026-03-28T12:00", "2026-03-29T01:00", id="in the spring gap"),
        pytest.param(daily("02:30"), "2026-03-29T01:00", "2026-03-30T00:30", id="the day after the gap"),
        pytest.param(daily("02:30"), "2026-10-24T12:00", "2026-10-25T00:30", id="the autumn's first pass"),
        pytest.param(daily("02:30"), "2026-10-25T00:30", "2026-10-26T01:30", id="not the second pass"),
        pytest.param(
            daily("02:00", zone="Australia/Lord_Howe"), "2026-10-03T00:00", "2026-10-03T15:30", id="short gap"
        ),
        pytest.param(
            daily("12:00", zone="Pacific/Apia"), "2011-12-29T22:00", "2011-12-30T22:00", id="a day left out"
        ),
    ],
)  # fmt: skip
def test_it_comes_at_the_first_instant_the_wall_shows_its_time(
    rhythm: Daily, moment: str, expected: str
) -> None:
    assert rhythm.next_after(utc(moment)) == utc(expected)


def test_a_week_holds_one_a_day_over_both_clock_changes() -> None:
    for day in (dt.date(2026, 3, 26), dt.date(2026, 10, 22)):
        start = dt.datetime.combine(day, dt.time(0), tzinfo=ZoneInfo(AMSTERDAM))
        slots = list(daily("02:30").between(start, start + dt.timedelta(days=7)))
        days = [daily().local_date(slot) for slot in slots]
        assert days == [day + dt.timedelta(days=ahead) for ahead in range(7)]


@pytest.mark.parametrize(
    ("at", "moment", "expected"),
    [
        pytest.param("19:30", local("2026-11-18T19:29"), None, id="a minute early"),
        pytest.param("19:30", local("2026-11-18T19:30"), ("19:30", "21:30"), id="at its time"),
        pytest.param("19:30", local("2026-11-18T21:29"), ("19:30", "21:30"), id="its last minute"),
        pytest.param("19:30", local("2026-11-18T21:30"), None, id="two hours later"),
        pytest.param("23:15", local("2026-11-18T23:59"), ("23:15", "00:00"), id="no longer than the day"),
        pytest.param("23:15", local("2026-11-19T00:01"), None, id="not on the next day"),
        pytest.param(
            "01:30", local("2026-10-25T02:20", fold=1), ("01:30", "02:30"), id="two real hours in autumn"
        ),
    ],
)
def test_it_stays_open_for_two_hours_of_the_same_day(
    at: str, moment: dt.datetime, expected: tuple[str, str] | None
) -> None:
    window = daily(at).window_at(moment)
    shown = window and tuple(f"{edge.astimezone(ZoneInfo(AMSTERDAM)):%H:%M}" for edge in window)
    assert shown == expected


def test_an_answer_moves_nothing() -> None:
    moment = utc("2026-11-18T12:00")
    assert daily().next_after(moment, since=moment) == daily().next_after(moment)


def test_what_was_put_off_until_later_is_not_asked_before() -> None:
    assert daily().next_after(utc("2026-11-18T12:00"), since=utc("2026-11-18T19:00")) == utc(
        "2026-11-19T18:30"
    )


REFUSALS = [
    pytest.param({"at": "7:30"}, "at", "bad_clock_time", id="an hour of one digit"),
    pytest.param({"at": "24:00"}, "at", "bad_clock_time", id="the end of the day"),
    pytest.param({"at": None}, "at", "bad_clock_time", id="no time"),
    pytest.param({"days": []}, "days", "no_days", id="no days"),
    pytest.param({"days": "mon"}, "days", "no_days", id="a word"),
    pytest.param({"days": ["maandag"]}, "days", "unknown_day", id="a day we do not know"),
    pytest.param({"days": [{}]}, "days", "unknown_day", id="no word at all"),
    pytest.param({"days": ["mon", "mon"]}, "days", "day_twice", id="a day twice"),
    pytest.param({"zone": "Europe/Utrecht"}, "zone", "unknown_zone", id="a zone nobody lives in"),
]


@pytest.mark.parametrize(("given", "field", "code"), REFUSALS)
def test_a_refusal_names_the_field(given: dict[str, Any], field: str, code: str) -> None:
    with pytest.raises(RhythmError) as refusal:
        Daily.parse(**{"at": "19:30", "days": ["mon"], "zone": AMSTERDAM, **given})
    assert (refusal.value.field, refusal.value.code) == (field, code)
