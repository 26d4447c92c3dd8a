from datetime import date, time, timedelta

import pytest

from reminders.rhythm import Rhythm, RhythmError, Window
from reminders.rhythm.errors import MESSAGES
from reminders.rhythm.windows import WEEKDAYS, parse_windows, spans_on
from tests.reminders import test_rhythm_daily

OFFICE = {"mon": [["09:00", "17:30"]]}

REFUSALS = [
    pytest.param({"every": 19}, "every", "every_out_of_range", id="too often"),
    pytest.param({"every": 181}, "every", "every_out_of_range", id="too seldom"),
    pytest.param({"every": "60"}, "every", "not_a_number", id="an interval in words"),
    pytest.param({"every": True}, "every", "not_a_number", id="a yes for an interval"),
    pytest.param({"every": 60.0}, "every", "not_a_number", id="an interval with a fraction"),
    pytest.param({"every": None}, "every", "not_a_number", id="no interval"),
    pytest.param({"phase": -1}, "phase", "phase_out_of_range", id="a negative phase"),
    pytest.param({"phase": 60}, "phase", "phase_out_of_range", id="a phase of a whole interval"),
    pytest.param({"phase": False}, "phase", "not_a_number", id="a no for a phase"),
    pytest.param({"zone": "Europe/Atlantis"}, "zone", "unknown_zone", id="a zone that is not there"),
    pytest.param({"zone": "Europe"}, "zone", "unknown_zone", id="a folder of zones"),
    pytest.param({"zone": "../../etc/passwd"}, "zone", "unknown_zone", id="a path"),
    pytest.param({"zone": "europe/amsterdam"}, "zone", "unknown_zone", id="a zone in small letters"),
    pytest.param({"zone": "localtime"}, "zone", "unknown_zone", id="the server's own zone"),
    pytest.param({"zone": ""}, "zone", "unknown_zone", id="an empty zone"),
    pytest.param({"zone": None}, "zone", "unknown_zone", id="no zone"),
    pytest.param({"zone": ["UTC"]}, "zone", "unknown_zone", id="a list of zones"),
    pytest.param({"windows": []}, "windows", "not_a_week", id="a list for a week"),
    pytest.param({"windows": None}, "windows", "not_a_week", id="no week"),
    pytest.param({"windows": {"monday": []}}, "windows", "unknown_day", id="a weekday written out"),
    pytest.param({"windows": {"Mon": []}}, "windows", "unknown_day", id="a weekday with a capital"),
    pytest.param({"windows": {0: []}}, "windows", "unknown_day", id="a weekday by number"),
    pytest.param({"windows": {}}, "windows", "empty", id="an empty week"),
    pytest.param({"windows": {"mon": [], "tue": []}}, "windows", "empty", id="a week of days off"),
    pytest.param({"windows": {"mon": "09:00"}}, "windows", "not_a_list", id="a text for a day"),
    pytest.param({"windows": {"mon": None}}, "windows", "not_a_list", id="nothing for a day"),
    pytest.param({"windows": {"mon": [["09:00"]]}}, "windows", "not_a_pair", id="a start without an end"),
    pytest.param(
        {"windows": {"mon": [["09:00", "10:00", "11:00"]]}}, "windows", "not_a_pair", id="three times"
    ),
    pytest.param({"windows": {"mon": ["09"]}}, "windows", "not_a_pair", id="two letters for a pair"),
    pytest.param({"windows": {"mon": [["9:00", "10:00"]]}}, "windows", "bad_time", id="an hour of one digit"),
    pytest.param({"windows": {"mon": [["09:00", "10:60"]]}}, "windows", "bad_time", id="sixty minutes"),
    pytest.param({"windows": {"mon": [["09:00", "24:01"]]}}, "windows", "bad_time", id="past midnight"),
    pytest.param({"windows": {"mon": [["24:00", "06:00"]]}}, "windows", "bad_time", id="a start at 24:00"),
    pytest.param({"windows": {"mon": [["09:00:00", "10:00"]]}}, "windows", "bad_time", id="seconds"),
    pytest.param({"windows": {"mon": [["09:00\n", "10:00"]]}}, "windows", "bad_time", id="a line's end"),
    pytest.param({"windows": {"mon": [["٠٩:٠٠", "10:00"]]}}, "windows", "bad_time", id="other digits"),
    pytest.param({"windows": {"mon": [["09:0٠", "10:00"]]}}, "windows", "bad_time", id="one other digit"),
    pytest.param({"windows": {"mon": [[9, 17]]}}, "windows", "bad_time", id="hours as numbers"),
    pytest.param({"windows": {"mon": [[["09:00"], "10:00"]]}}, "windows", "bad_time", id="a list for a time"),
    pytest.param(
        {"windows": {"mon": [["20:00", "20:00"]]}}, "windows", "no_length", id="a window of nothing"
    ),
    pytest.param(
        {"windows": {"mon": [["17:00", "09:00"]]}}, "windows", "ends_before_start", id="a day swapped"
    ),
    pytest.param(
        {"windows": {"mon": [["09:00", "05:00"]]}}, "windows", "ends_before_start", id="five for 17:00"
    ),
    pytest.param(
        {"windows": {"mon": [["18:00", "07:01"]]}}, "windows", "ends_before_start", id="a minute too far"
    ),
    pytest.param(
        {"windows": {"mon": [["00:02", "00:01"]]}}, "windows", "ends_before_start", id="all but a minute"
    ),
    pytest.param(
        {"windows": {"mon": [["09:00", "12:00"], ["11:59", "17:00"]]}}, "windows", "overlap", id="an overlap"
    ),
    pytest.param(
        {"windows": {"mon": [["13:00", "17:00"], ["09:00", "13:01"]]}},
        "windows",
        "overlap",
        id="out of order",
    ),
    pytest.param(
        {"windows": {"mon": [["09:00", "17:00"], ["10:00", "11:00"]]}},
        "windows",
        "overlap",
        id="one in another",
    ),
    pytest.param(
        {"windows": {"mon": [["09:00", "17:00"], ["09:00", "17:00"]]}},
        "windows",
        "overlap",
        id="the same twice",
    ),
    pytest.param(
        {"windows": {"mon": [["22:00", "06:00"]], "tue": [["05:59", "07:00"]]}},
        "windows",
        "overlap",
        id="a night into the next morning",
    ),
    pytest.param(
        {"windows": {"sun": [["22:00", "06:00"]], "mon": [["05:00", "07:00"]]}},
        "windows",
        "overlap",
        id="Sunday's night into Monday morning",
    ),
    pytest.param(
        {
            "windows": {
                "mon": [
                    [f"{hour:02}:{half}", f"{hour:02}:{half + 5}"] for hour in range(24) for half in (10, 40)
                ]
            }
        },
        "windows",
        "too_many",
        id="more windows than hours",
    ),
]


@pytest.mark.parametrize(("wrong", "field", "code"), REFUSALS)
def test_a_bad_rhythm_is_refused_by_name(wrong: dict[str, object], field: str, code: str) -> None:
    right: dict[str, object] = {"every": 60, "windows": OFFICE, "zone": "Europe/Amsterdam", "phase": 0}

    with pytest.raises(RhythmError) as refusal:
        Rhythm.parse(**(right | wrong))

    assert (refusal.value.field, refusal.value.code) == (field, code)
    assert refusal.value.message == MESSAGES[code] % refusal.value.params
    assert "%(" not in refusal.value.message


def test_the_table_of_refusals_knows_every_code() -> None:
    assert {case.values[2] for case in REFUSALS + test_rhythm_daily.REFUSALS} == set(MESSAGES)


def test_a_night_that_is_too_long_names_the_remedy() -> None:
    with pytest.raises(RhythmError, match="17:00 to 24:00 on mon and 00:00 to 09:00 on the next day"):
        parse_windows({"mon": [["17:00", "09:00"]]})

    assert parse_windows({"mon": [["17:00", "24:00"]], "tue": [["00:00", "09:00"]]})


def test_an_overlap_names_both_windows() -> None:
    with pytest.raises(RhythmError, match="22:00–06:00 on sun and 05:00–07:00 on mon overlap"):
        parse_windows({"sun": [["22:00", "06:00"]], "mon": [["05:00", "07:00"]]})


@pytest.mark.parametrize(
    ("pair", "window", "minutes"),
    [
        pytest.param(["09:00", "17:30"], Window(time(9), time(17, 30)), 510, id="an office day"),
        pytest.param(("09:00", "09:01"), Window(time(9), time(9, 1)), 1, id="one minute"),
        pytest.param(["00:00", "24:00"], Window(time(0), time(0)), 1440, id="a whole day"),
        pytest.param(["00:00", "00:00"], Window(time(0), time(0)), 1440, id="a whole day, written otherwise"),
        pytest.param(["08:00", "24:00"], Window(time(8), time(0)), 960, id="until midnight"),
        pytest.param(
            ["08:00", "00:00"], Window(time(8), time(0)), 960, id="until midnight, written otherwise"
        ),
        pytest.param(["00:01", "00:00"], Window(time(0, 1), time(0)), 1439, id="nearly all day"),
        pytest.param(["22:00", "06:00"], Window(time(22), time(6)), 480, id="a night"),
        pytest.param(["18:00", "07:00"], Window(time(18), time(7)), 780, id="the longest night"),
        pytest.param(["00:00", "23:59"], Window(time(0), time(23, 59)), 1439, id="a long day"),
    ],
)
def test_a_window_is_read(pair: list[str], window: Window, minutes: int) -> None:
    assert parse_windows({"wed": [pair]}) == ((), (), (window,), (), (), (), ())
    assert window.minutes == minutes


def test_windows_that_touch_are_not_an_overlap() -> None:
    touching = {day: [["00:00", "12:00"], ["12:00", "24:00"]] for day in WEEKDAYS}

    assert [len(windows) for windows in parse_windows(touching)] == [2] * 7
    assert parse_windows({"sun": [["22:00", "06:00"]], "mon": [["06:00", "07:00"]]})


def test_windows_are_kept_in_the_order_of_the_day() -> None:
    week = parse_windows({"fri": [["13:00", "17:00"], ["09:00", "12:00"], ["22:00", "02:00"]]})

    assert [window.start.hour for window in week[4]] == [9, 13, 22]


def test_as_many_windows_as_hours_are_allowed() -> None:
    week = parse_windows({"mon": [[f"{hour:02}:00", f"{hour:02}:30"] for hour in range(24)]})

    assert len(week[0]) == 24


def test_the_same_week_written_twice_is_one_shape() -> None:
    one = Rhythm.parse(every=60, windows={"mon": [["09:00", "24:00"]]}, zone="UTC", phase=5)
    other = Rhythm.parse(every=60, windows={"tue": [], "mon": (("09:00", "00:00"),)}, zone="UTC", phase=5)

    assert one == other
    assert hash(one) == hash(other)


@pytest.mark.parametrize(
    ("zone", "day", "pair", "minutes"),
    [
        pytest.param("Europe/Amsterdam", "2026-03-29", ("02:05", "02:55"), None, id="wholly inside the gap"),
        pytest.param("Europe/Amsterdam", "2026-03-29", ("02:00", "03:00"), None, id="the gap itself"),
        pytest.param("Europe/Amsterdam", "2026-03-29", ("02:30", "04:00"), 60, id="opening inside the gap"),
        pytest.param("Europe/Amsterdam", "2026-03-29", ("01:00", "02:30"), 60, id="closing inside the gap"),
        pytest.param("Europe/Amsterdam", "2026-03-29", ("01:00", "04:00"), 120, id="right across the gap"),
        pytest.param("Europe/Amsterdam", "2026-03-28", ("22:00", "06:00"), 420, id="a night over the gap"),
        pytest.param(
            "Europe/Amsterdam", "2026-10-25", ("02:10", "02:40"), 30, id="wholly inside the overlap"
        ),
        pytest.param(
            "Europe/Amsterdam", "2026-10-25", ("02:30", "04:00"), 150, id="opening inside the overlap"
        ),
        pytest.param(
            "Europe/Amsterdam", "2026-10-25", ("01:00", "02:30"), 90, id="closing inside the overlap"
        ),
        pytest.param(
            "Europe/Amsterdam", "2026-10-25", ("01:00", "04:00"), 240, id="right across the overlap"
        ),
        pytest.param(
            "Europe/Amsterdam", "2026-10-24", ("22:00", "06:00"), 540, id="a night over the overlap"
        ),
        pytest.param(
            "Australia/Lord_Howe", "2026-10-04", ("01:00", "04:00"), 150, id="across half an hour's gap"
        ),
        pytest.param(
            "Australia/Lord_Howe", "2026-04-05", ("01:00", "04:00"), 210, id="half an hour's overlap"
        ),
        pytest.param("Pacific/Apia", "2011-12-30", ("09:00", "17:00"), None, id="on a day left out"),
        pytest.param("Pacific/Apia", "2011-12-29", ("22:00", "06:00"), 120, id="a night into a day left out"),
        pytest.param("Africa/Cairo", "2026-04-24", ("00:00", "24:00"), 1380, id="a day without its midnight"),
        pytest.param("Africa/Cairo", "2026-10-29", ("00:00", "24:00"), 1500, id="a day of twenty-five hours"),
    ],
)
def test_a_window_lasts_as_long_as_clocks_take_from_its_start_to_its_end(
    zone: str, day: str, pair: tuple[str, str], minutes: int | None
) -> None:
    windows = (
        Window(time.fromisoformat(pair[0]), time(0) if pair[1] == "24:00" else time.fromisoformat(pair[1])),
    )
    spans = spans_on(date.fromisoformat(day), windows, zone)

    assert [span.end - span.start for span in spans] == ([timedelta(minutes=minutes)] if minutes else [])
    assert all(span.day == date.fromisoformat(day) for span in spans)
