import random
import uuid
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reminders.rhythm import Rhythm, RhythmError, phase_for
from tests.reminders.test_rhythm_oracle import weeks

DAYS = ("mon", "tue", "wed", "thu", "fri")
SOMEBODY = uuid.UUID("6f1c2a7e-93b4-4c58-8d0e-2b7a1f5c9e34")
NEAR_A_MEETING = {58, 59, 0, 1, 2, 28, 29, 30, 31, 32}
# India's clocks never change: an ordinary week.
BEGIN = datetime(2026, 6, 1, tzinfo=ZoneInfo("Asia/Kolkata"))
Week = dict[str, list[list[str]]]


def people(number: int) -> list[uuid.UUID]:
    chance = random.Random(20260601)
    return [uuid.UUID(int=chance.getrandbits(128), version=4) for _ in range(number)]


def office(*windows: list[str]) -> Week:
    return {day: list(windows) for day in DAYS}


def minutes_of_the_hour(every: int, windows: Week, phase: int) -> set[int]:
    rhythm = Rhythm.parse(every=every, windows=windows, zone="Asia/Kolkata", phase=phase)
    slots = rhythm.between(BEGIN, BEGIN + timedelta(days=8))
    return {slot.astimezone(BEGIN.tzinfo).minute for slot in slots}


def silent_windows(windows: Week, phase: int) -> int:
    """How many different windows end before their first break."""
    pairs = {tuple(pair) for day in windows.values() for pair in day}
    return sum(((_minute(end) - _minute(start)) % 1440 or 1440) <= phase for start, end in pairs)


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


CALM = [
    pytest.param(60, office(["09:00", "17:00"]), set(range(33, 58)), id="hourly from the hour"),
    pytest.param(60, office(["08:30", "17:00"]), set(range(33, 58)), id="hourly from the half hour"),
    pytest.param(30, office(["09:00", "17:00"]), set(range(15, 28)), id="half-hourly from the hour"),
    pytest.param(
        30, office(["09:10", "17:00"]), {15, 16, 17, *range(23, 30)}, id="half-hourly from ten past"
    ),
    pytest.param(20, office(["09:00", "17:00"]), set(range(13, 18)), id="three an hour"),
    pytest.param(
        45, office(["09:00", "17:00"]), {*range(23, 28), *range(33, 43)}, id="quarters moving round"
    ),
    pytest.param(
        90, office(["09:00", "17:00"]), {*range(45, 58), *range(63, 88)}, id="every hour and a half"
    ),
    pytest.param(60, office(["09:00", "12:00"], ["13:05", "17:00"]), set(range(33, 53)), id="two openings"),
    pytest.param(
        60, office(["09:00", "12:00"], ["13:00", "13:45"]), set(range(33, 45)), id="a short window too"
    ),
    pytest.param(
        60, office(["09:00", "09:20"], ["13:00", "17:00"]), set(range(33, 58)), id="one too short for any"
    ),
    pytest.param(180, {"sat": [["00:00", "24:00"]]}, None, id="a whole day"),
    pytest.param(60, {"tue": [["22:15", "06:15"]]}, {*range(30, 43), *range(48, 60)}, id="a night"),
]


@pytest.mark.parametrize(("every", "windows", "allowed"), CALM)
def test_people_spread_evenly_over_the_calm_minutes(
    every: int, windows: Week, allowed: set[int] | None
) -> None:
    crowd = people(1500)
    counts = Counter(phase_for(person, every, windows) for person in crowd)
    fair = len(crowd) / len(counts)

    assert allowed is None or set(counts) == allowed
    assert all(every <= 2 * phase and phase < every for phase in counts)
    assert all(abs(count - fair) < 5 * fair**0.5 for count in counts.values())
    for phase in counts:
        assert not minutes_of_the_hour(every, windows, phase) & NEAR_A_MEETING


@pytest.mark.parametrize("every", [25, 35, 37, 55, 65])
def test_where_no_phase_is_calm_people_still_spread(every: int) -> None:
    windows = office(["09:00", "17:00"], ["18:00", "23:00"])
    counts = Counter(phase_for(person, every, windows) for person in people(1000))

    assert len(counts) >= every // 4
    assert max(counts.values()) < 3 * 1000 / len(counts)


@settings(max_examples=60, derandomize=True, database=None, deadline=None)
@given(st.sampled_from([20, 30, 40, 45, 50, 60, 75, 90, 120, 180]), weeks(), st.uuids())
def test_a_crowded_minute_is_used_only_where_no_phase_avoids_it(
    every: int, windows: Week, key: uuid.UUID
) -> None:
    phase = phase_for(key, every, windows)
    phases = range((every + 1) // 2, every)
    fewest = min(silent_windows(windows, other) for other in phases)
    rivals = [other for other in phases if silent_windows(windows, other) == fewest]

    assert phase in rivals
    if minutes_of_the_hour(every, windows, phase) & NEAR_A_MEETING:
        assert all(minutes_of_the_hour(every, windows, other) & NEAR_A_MEETING for other in rivals)


def test_a_person_keeps_the_same_phase() -> None:
    written_otherwise = dict.fromkeys(reversed(DAYS), (("09:00", "17:00"),))

    assert phase_for(SOMEBODY, 60, office(["09:00", "17:00"])) == 35
    assert phase_for(SOMEBODY, 60, written_otherwise) == 35


def test_a_phase_is_one_the_rhythm_accepts() -> None:
    for person in people(50):
        phase = phase_for(person, 35, office(["09:00", "17:00"]))
        assert (
            Rhythm.parse(every=35, windows=office(["09:00", "17:00"]), zone="UTC", phase=phase).phase == phase
        )


@pytest.mark.parametrize(("every", "windows"), [(10, office(["09:00", "17:00"])), (60, {})])
def test_a_bad_rhythm_has_no_phase(every: int, windows: Week) -> None:
    with pytest.raises(RhythmError):
        phase_for(SOMEBODY, every, windows)
