from datetime import UTC, timedelta
from itertools import pairwise

import pytest

from reminders.rhythm import Rhythm
from tests.reminders.test_rhythm import ALL_DAY, AMSTERDAM, MORNING, NIGHTS, OFFICE, local, rhythm, told

BREAKS = [
    pytest.param(
        rhythm(OFFICE, phase=30),
        "2026-06-03T00:00",
        "2026-06-04T00:00",
        "09:30 10:30 11:30 13:30 14:30 15:30 16:30",
        id="two windows on an office day",
    ),
    pytest.param(
        rhythm(OFFICE, every=30, phase=17),
        "2026-06-03T12:00",
        "2026-06-03T15:00",
        "12:17 13:17 13:47 14:17 14:47",
        id="every half hour around lunch",
    ),
    pytest.param(
        rhythm(OFFICE, every=45),
        "2026-06-03T00:00",
        "2026-06-04T00:00",
        "09:00 09:45 10:30 11:15 12:00 13:00 13:45 14:30 15:15 16:00 16:45",
        id="without a phase the first break is at the opening, and the close itself is no break",
    ),
    pytest.param(
        rhythm(OFFICE, phase=30), "2026-06-06T00:00", "2026-06-08T09:30", "", id="a weekend without windows"
    ),
    pytest.param(
        rhythm({"sun": [["22:00", "06:00"]], "mon": [["09:00", "11:00"]]}, every=120, phase=90),
        "2026-06-07T00:00",
        "2026-06-09T00:00",
        "23:30 01:30 03:30 05:30 10:30",
        id="a night over the boundary of the week",
    ),
    pytest.param(
        rhythm(NIGHTS, phase=40),
        "2026-03-28T12:00",
        "2026-03-29T12:00",
        "22:40 23:40 00:40 01:40 03:40 04:40 05:40",
        id="a night over the spring clock change has one break fewer",
    ),
    pytest.param(
        rhythm(NIGHTS, phase=40),
        "2026-10-24T12:00",
        "2026-10-25T12:00",
        "22:40 23:40 00:40 01:40 02:40 02:40' 03:40 04:40 05:40",
        id="a night over the autumn clock change has one break more",
    ),
    pytest.param(
        rhythm(NIGHTS, every=90, phase=50),
        "2027-03-27T12:00",
        "2027-03-28T12:00",
        "22:50 00:20 01:50 04:20 05:50",
        id="next spring, in steps of an hour and a half",
    ),
    pytest.param(
        rhythm(NIGHTS, every=90, phase=50),
        "2027-10-30T12:00",
        "2027-10-31T12:00",
        "22:50 00:20 01:50 02:20' 03:50 05:20",
        id="next autumn, in steps of an hour and a half",
    ),
    pytest.param(
        rhythm(MORNING, zone="America/New_York", phase=30),
        "2026-03-08T00:00",
        "2026-03-08T12:00",
        "01:30 03:30 04:30",
        id="New York in spring",
    ),
    pytest.param(
        rhythm(MORNING, zone="America/New_York", phase=30),
        "2026-11-01T00:00",
        "2026-11-01T12:00",
        "01:30 01:30' 02:30 03:30 04:30",
        id="New York in autumn",
    ),
    pytest.param(
        rhythm(MORNING, zone="Australia/Lord_Howe", phase=40),
        "2026-10-04T00:00",
        "2026-10-04T12:00",
        "01:40 03:10 04:10",
        id="Lord Howe in spring, half an hour",
    ),
    pytest.param(
        rhythm(MORNING, zone="Australia/Lord_Howe", phase=40),
        "2026-04-05T00:00",
        "2026-04-05T12:00",
        "01:40 02:10 03:10 04:10",
        id="Lord Howe in autumn, half an hour",
    ),
    pytest.param(
        rhythm(MORNING, zone="America/St_Johns", phase=30),
        "2026-11-01T00:00",
        "2026-11-01T12:00",
        "01:30 01:30' 02:30 03:30 04:30",
        id="Newfoundland in autumn",
    ),
    pytest.param(
        rhythm(MORNING, zone="Africa/Casablanca", phase=30),
        "2026-02-15T00:00",
        "2026-02-15T12:00",
        "01:30 02:30 02:30' 03:30 04:30",
        id="Morocco as Ramadan begins",
    ),
    pytest.param(
        rhythm(MORNING, zone="Africa/Casablanca", phase=30),
        "2026-03-22T00:00",
        "2026-03-22T12:00",
        "01:30 03:30 04:30",
        id="Morocco as Ramadan ends",
    ),
    pytest.param(
        rhythm(MORNING, zone="Asia/Kolkata", phase=30),
        "2026-03-29T00:00",
        "2026-03-29T12:00",
        "01:30 02:30 03:30 04:30",
        id="India changes no clocks",
    ),
    pytest.param(
        rhythm(MORNING, zone="Asia/Kathmandu", phase=30),
        "2026-10-25T00:00",
        "2026-10-25T12:00",
        "01:30 02:30 03:30 04:30",
        id="nor does Nepal",
    ),
    pytest.param(
        rhythm(
            {"thu": [["20:00", "02:00"]], "fri": [["09:00", "17:00"]], "sat": [["09:00", "11:00"]]},
            zone="Pacific/Apia",
            phase=45,
        ),
        "2011-12-29T12:00",
        "2012-01-01T00:00",
        "20:45 21:45 22:45 23:45 09:45 10:45",
        id="Samoa without its Friday",
    ),
    pytest.param(
        rhythm({"sun": [["02:05", "02:55"], ["04:00", "05:00"]]}, every=20, phase=10),
        "2026-03-29T00:00",
        "2026-03-30T00:00",
        "04:10 04:30 04:50",
        id="a window inside the spring gap is empty that day",
    ),
]


@pytest.mark.parametrize(("person", "start", "end", "expected"), BREAKS)
def test_breaks_come_at(person: Rhythm, start: str, end: str, expected: str) -> None:
    slots = list(person.between(local(start, person.zone), local(end, person.zone)))

    assert told(slots, person.zone) == expected
    assert all(slot.tzinfo is UTC for slot in slots)


CLOSE_WINDOWS: list[object] = [
    pytest.param([["09:00", "12:00"], ["12:00", "14:00"]], 0, "09:00 10:00 11:00 12:30 13:30", id="touching"),
    pytest.param(
        [["09:00", "12:10"], ["12:20", "14:00"]], 10, "09:10 10:10 11:10 12:40 13:40", id="soon after"
    ),
    pytest.param(
        [["09:00", "12:00"], ["12:30", "14:00"]], 0, "09:00 10:00 11:00 12:30 13:30", id="half after"
    ),
    pytest.param(
        [["09:00", "12:00"], ["12:00", "14:00"]], 30, "09:30 10:30 11:30 12:30 13:30", id="late phase"
    ),
    pytest.param([["09:00", "09:10"], ["09:10", "09:20"], ["09:20", "10:00"]], 0, "09:00 09:50", id="scraps"),
]


@pytest.mark.parametrize(("windows", "phase", "expected"), CLOSE_WINDOWS)
def test_windows_close_together_keep_half_an_interval_between_their_breaks(
    windows: list[list[str]], phase: int, expected: str
) -> None:
    person = rhythm({"wed": windows}, phase=phase)

    assert told(person.between(local("2026-06-03T00:00"), local("2026-06-04T00:00")), AMSTERDAM) == expected


def test_half_of_an_odd_interval_is_rounded_up_to_a_whole_minute() -> None:
    person = rhythm({"wed": [["09:00", "10:00"], ["10:00", "11:00"]]}, every=25)
    slots = person.between(local("2026-06-03T00:00"), local("2026-06-04T00:00"))

    assert told(slots, AMSTERDAM) == "09:00 09:25 09:50 10:13 10:38"


def test_round_the_clock_the_interval_runs_through_midnight() -> None:
    person = rhythm(ALL_DAY, every=120, phase=70)
    slots = list(person.between(local("2026-06-01T00:00"), local("2026-06-15T00:00")))

    assert {later - earlier for earlier, later in pairwise(slots)} == {timedelta(hours=2)}


def test_samoa_keeps_half_an_interval_across_the_day_it_left_out() -> None:
    person = rhythm(ALL_DAY, zone="Pacific/Apia")
    slots = person.between(local("2011-12-29T22:00", person.zone), local("2011-12-31T02:00", person.zone))

    assert told(slots, person.zone) == "22:30 23:30 00:30 01:30"
