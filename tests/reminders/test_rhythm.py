from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reminders.rhythm import Rhythm, Windows

AMSTERDAM = "Europe/Amsterdam"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
OFFICE = {day: [["09:00", "12:30"], ["13:00", "17:30"]] for day in DAYS[:5]}
NIGHTS = {day: [["22:00", "06:00"]] for day in DAYS}
ALL_DAY = {day: [["00:00", "24:00"]] for day in DAYS}
MORNING = {day: [["01:00", "05:00"]] for day in DAYS}


def rhythm(windows: Windows, every: int = 60, zone: str = AMSTERDAM, phase: int = 0) -> Rhythm:
    return Rhythm.parse(every=every, windows=windows, zone=zone, phase=phase)


def local(text: str, zone: str = AMSTERDAM, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


def told(slots: Iterable[datetime], zone: str) -> str:
    """Slots as the person's clock shows them; a second pass of the same hour is marked with an apostrophe."""
    shown = [slot.astimezone(ZoneInfo(zone)) for slot in slots]
    return " ".join(f"{slot:%H:%M}" + "'" * slot.fold for slot in shown)


AFTER_A_BREAK: list[object] = [
    pytest.param("10:07", "11:07 12:07 13:30 14:30 15:30 16:30", id="taken in the morning"),
    pytest.param("09:00", "10:00 11:00 12:00 13:30 14:30 15:30 16:30", id="taken as the window opens"),
    pytest.param("12:29", "13:30 14:30 15:30 16:30", id="taken just before lunch"),
    pytest.param("12:30", "13:30 14:30 15:30 16:30", id="taken as the morning closes"),
    pytest.param("12:59", "13:30 14:30 15:30 16:30", id="taken late in the lunch hour"),
    pytest.param("13:00", "14:00 15:00 16:00 17:00", id="taken as the afternoon opens"),
    pytest.param("16:29", "17:29", id="taken late"),
    pytest.param("16:30", "", id="taken an interval before the close"),
    pytest.param(
        "08:30", "09:30 10:30 11:30 13:30 14:30 15:30 16:30", id="taken long enough before the window"
    ),
]


@pytest.mark.parametrize(("taken", "expected"), AFTER_A_BREAK)
def test_a_break_taken_starts_the_interval_anew(taken: str, expected: str) -> None:
    since = local(f"2026-06-03T{taken}")
    slots = rhythm(OFFICE, phase=30).between(since, local("2026-06-04T00:00"), since=since)

    assert told(slots, AMSTERDAM) == expected


BEFORE_A_WINDOW: list[object] = [
    pytest.param("08:45", "10:00 11:00 12:00", id="a quarter before the first break"),
    pytest.param("08:30", "09:00 10:00 11:00 12:00", id="exactly half an interval before"),
    pytest.param("08:31", "10:00 11:00 12:00", id="a minute less than half an interval before"),
]


@pytest.mark.parametrize(("taken", "expected"), BEFORE_A_WINDOW)
def test_a_break_shortly_before_a_window_leaves_out_its_first(taken: str, expected: str) -> None:
    since = local(f"2026-06-03T{taken}")
    slots = rhythm(OFFICE).between(since, local("2026-06-03T12:30"), since=since)

    assert told(slots, AMSTERDAM) == expected


def test_a_break_taken_counts_to_the_second() -> None:
    since = local("2026-06-03T10:07:23.500000")

    assert rhythm(OFFICE).next_after(since, since=since) == since + timedelta(hours=1)


def test_a_break_in_the_second_pass_counts_real_minutes() -> None:
    since = local("2026-10-25T02:15", fold=1)

    assert rhythm(NIGHTS).next_after(since, since=since) == local("2026-10-25T03:15")


def test_what_came_before_the_last_break_is_not_asked_for() -> None:
    since = local("2026-06-03T10:07")
    person = rhythm(OFFICE, phase=30)

    assert person.next_after(local("2026-05-01T00:00"), since=since) == local("2026-06-03T11:07")


def test_a_preview_holds_its_start_and_not_its_end() -> None:
    person = rhythm(OFFICE, phase=30)
    preview = person.between(local("2026-06-03T09:30"), local("2026-06-03T11:30"))

    assert told(preview, AMSTERDAM) == "09:30 10:30"


def test_a_break_of_last_week_changes_nothing() -> None:
    person = rhythm(OFFICE, phase=30)
    moment = local("2026-06-03T10:00")

    assert person.next_after(moment, since=moment - timedelta(days=7)) == person.next_after(moment)


def test_a_moment_on_a_break_gives_the_one_after_it() -> None:
    person = rhythm(OFFICE, phase=30)
    slot = local("2026-06-03T10:30")

    assert person.next_after(slot) == local("2026-06-03T11:30")
    assert person.next_after(slot - timedelta(microseconds=1)) == slot


def test_the_only_window_of_the_week_is_found_beyond_the_gap_it_fell_into() -> None:
    person = rhythm({"sun": [["02:05", "02:55"]]}, every=20)

    assert person.next_after(local("2026-03-22T02:45")) == local("2026-04-05T02:05")


def test_a_window_too_short_for_its_phase_has_no_breaks() -> None:
    assert rhythm({"mon": [["09:00", "09:30"]]}, phase=30).next_after(local("2026-06-03T10:00")) is None


HELD: list[object] = [
    pytest.param(OFFICE, "2026-06-03T09:00", ("2026-06-03T09:00", "2026-06-03T12:30"), id="the opening"),
    pytest.param(OFFICE, "2026-06-03T08:59", None, id="just before it"),
    pytest.param(OFFICE, "2026-06-03T12:30", None, id="the close is outside"),
    pytest.param(
        OFFICE, "2026-06-03T13:00", ("2026-06-03T13:00", "2026-06-03T17:30"), id="the second window"
    ),
    pytest.param(
        NIGHTS, "2026-06-03T03:00", ("2026-06-02T22:00", "2026-06-03T06:00"), id="a night, after midnight"
    ),
    pytest.param(NIGHTS, "2026-06-03T06:00", None, id="the morning after a night"),
    pytest.param(ALL_DAY, "2026-06-03T00:00", ("2026-06-03T00:00", "2026-06-04T00:00"), id="a midnight"),
]


@pytest.mark.parametrize(("windows", "moment", "held"), HELD)
def test_a_moment_is_held_by(windows: Windows, moment: str, held: tuple[str, str] | None) -> None:
    expected = (local(held[0]), local(held[1])) if held else None

    assert rhythm(windows).window_at(local(moment)) == expected


OWN_DAYS: list[object] = [
    pytest.param(
        {"tue": [["23:30", "12:30"]]}, "Etc/GMT+12", "2026-06-03T12:15", "2026-06-02", id="far west"
    ),
    pytest.param(
        {"tue": [["22:00", "06:00"]]}, AMSTERDAM, "2026-06-03T05:59", "2026-06-02", id="in the night"
    ),
    pytest.param(
        {"tue": [["22:00", "06:00"]]}, AMSTERDAM, "2026-06-03T06:00", "2026-06-03", id="after the night"
    ),
    pytest.param(
        {"tue": [["22:00", "06:00"]]}, AMSTERDAM, "2026-06-02T22:00", "2026-06-02", id="as it opens"
    ),
    pytest.param(
        {"sun": [["22:00", "06:00"]]}, AMSTERDAM, "2026-06-01T01:00", "2026-05-31", id="Sunday's night"
    ),
    pytest.param(OFFICE, AMSTERDAM, "2026-06-03T23:59", "2026-06-03", id="in the evening"),
    pytest.param(OFFICE, "Asia/Kathmandu", "2026-06-04T00:00", "2026-06-04", id="at a midnight east of UTC"),
    pytest.param(
        OFFICE, "America/St_Johns", "2026-06-03T23:00", "2026-06-03", id="a late evening west of UTC"
    ),
    pytest.param(
        {"thu": [["22:00", "06:00"]]}, "Pacific/Apia", "2011-12-29T23:00", "2011-12-29", id="in Samoa"
    ),
]


@pytest.mark.parametrize(("windows", "zone", "moment", "day"), OWN_DAYS)
def test_a_moment_belongs_to_the_day_its_window_began(
    windows: Mapping[str, list[list[str]]], zone: str, moment: str, day: str
) -> None:
    assert rhythm(windows, zone=zone).local_date(local(moment, zone)) == date.fromisoformat(day)


@pytest.mark.parametrize("question", [Rhythm.next_after, Rhythm.window_at, Rhythm.local_date])
def test_a_naive_moment_is_refused(question: Callable[[Rhythm, datetime], object]) -> None:
    with pytest.raises(ValueError, match="needs a time zone"):
        question(rhythm(OFFICE), datetime(2026, 6, 3, 10))  # noqa: DTZ001
