"""A second opinion: clocks read by another library, windows marked and breaks counted minute by minute."""

import zoneinfo
from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import pytest
import whenever
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reminders.rhythm import Rhythm, fixed_time

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEK = 7 * 1440
MONDAY = date(2001, 1, 1)
# Enough for every window that was open at the start of a walk to have closed.
LEAD = 2 * 1440
WALK = 8 * 1440
CHANGES = [
    ("Europe/Amsterdam", "2026-03-29"),
    ("Europe/Amsterdam", "2026-10-25"),
    ("Europe/Amsterdam", "2027-03-28"),
    ("Europe/Amsterdam", "2027-10-31"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    ("America/New_York", "2027-03-14"),
    ("America/New_York", "2027-11-07"),
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Australia/Lord_Howe", "2027-04-04"),
    ("Australia/Lord_Howe", "2027-10-03"),
    ("Africa/Casablanca", "2026-02-15"),
    ("Africa/Casablanca", "2026-03-22"),
    ("America/St_Johns", "2010-11-07"),
    ("America/St_Johns", "2026-03-08"),
    ("America/St_Johns", "2027-11-07"),
    ("Africa/Cairo", "2026-04-24"),
    ("Africa/Cairo", "2026-10-29"),
    ("America/Santiago", "2026-04-04"),
    ("America/Havana", "2026-11-01"),
    ("Pacific/Apia", "2011-12-30"),
    ("Asia/Kolkata", "2026-03-29"),
    ("Asia/Kathmandu", "2026-10-25"),
]
SEEDED = settings(
    max_examples=10,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Minutes(NamedTuple):
    """Every UTC minute of a walk: what the clock showed, and the furthest it had shown, from MONDAY 00:00."""

    begin: datetime
    shown: list[int]
    reached: list[int]

    def at(self, index: int) -> datetime:
        return self.begin + timedelta(minutes=index)


@cache
def minutes_around(zone: str, change: str) -> Minutes:
    whenever.reset_tzpath(zoneinfo.TZPATH)
    begin = datetime.combine(date.fromisoformat(change), time(0), tzinfo=UTC) - timedelta(days=4)
    first = whenever.Instant.from_timestamp(int(begin.timestamp()))
    clocks = (first.add(minutes=minute).to_tz(zone) for minute in range(WALK))
    shown = [_since_monday(clock) for clock in clocks]
    return Minutes(begin, shown, list(accumulate(shown, max)))


def _since_monday(clock: whenever.ZonedDateTime) -> int:
    return (date(clock.year, clock.month, clock.day) - MONDAY).days * 1440 + clock.hour * 60 + clock.minute


Holder = tuple[int, int] | None


def holders(minutes: Minutes, windows: dict[str, list[list[str]]]) -> list[Holder]:
    """Per minute of the walk the window that holds it: the number of its weekday, its place in that day."""
    week: list[Holder] = [None] * WEEK
    for day, name in enumerate(DAYS):
        for place, (start, end) in enumerate(windows.get(name, [])):
            minute, last = day * 1440 + _minute(start), _minute(end) % 1440
            while True:
                week[minute % WEEK] = (day, place)
                minute += 1
                if minute % 1440 == last:
                    break
    return [week[clock % WEEK] for clock in minutes.reached]


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:])


def count(held: list[Holder], every: int, phase: int, since: int | None = None) -> list[int]:
    """Count the minutes down: a break is where the countdown of the window one is in has run out."""
    half = (every + 1) // 2
    slots: list[int] = []
    holder: Holder = None
    closed, due = -LEAD, -1
    for index, now in enumerate(held):
        if now != holder:
            closed = index if holder else closed
            holder = now
            due = max(index + phase, closed + half) if now else -1
        if index == due:
            slots.append(index)
            due += every
        if index == since and now:
            due = index + every
    return slots if since is None else [slot for slot in slots if slot - since >= half]


class Plan(NamedTuple):
    every: int
    phase: int
    windows: dict[str, list[list[str]]]

    def rhythm(self, zone: str) -> Rhythm:
        return Rhythm.parse(every=self.every, windows=self.windows, zone=zone, phase=self.phase)


@st.composite
def weeks(draw: st.DrawFn) -> dict[str, list[list[str]]]:
    """Weeks crowded around the hours in which clocks change: windows that touch, cross, last a whole day."""
    around_a_change = st.sampled_from([0, 30, 60, 90, 120, 135, 150, 165, 180, 210, 240, 1320, 1380, 1410])
    starts = st.one_of(around_a_change, st.integers(0, 1439))
    lengths = st.one_of(st.sampled_from([5, 15, 30, 45, 60, 90, 120, 480, 1440]), st.integers(1, 900))
    week: dict[str, list[list[str]]] = {}
    taken: list[tuple[int, int]] = []
    for day, start, length in draw(
        st.lists(st.tuples(st.integers(0, 6), starts, lengths), min_size=1, max_size=14)
    ):
        allowed = length if start + length <= 1440 or length <= 780 else 1440 - start
        begin = day * 1440 + start
        if not any(
            (begin - other) % WEEK < lasts or (other - begin) % WEEK < allowed for other, lasts in taken
        ):
            taken.append((begin, allowed))
            week.setdefault(DAYS[day], []).append([_text(start), _text((start + allowed) % 1440)])
    return week


def _text(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    every = draw(st.one_of(st.sampled_from([20, 30, 60, 180]), st.integers(20, 180)))
    return Plan(every, draw(st.integers(0, every - 1)), draw(weeks()))


around = pytest.mark.parametrize(("zone", "change"), CHANGES, ids=[f"{zone} {day}" for zone, day in CHANGES])
walked_minutes = st.integers(LEAD, WALK - 1)


@around
@SEEDED
@given(plan=plans(), asked=st.lists(walked_minutes, min_size=8, max_size=8))
def test_every_break_window_and_day_is_where_counting_minutes_puts_it(
    zone: str, change: str, plan: Plan, asked: list[int]
) -> None:
    minutes, rhythm = minutes_around(zone, change), plan.rhythm(zone)
    held = holders(minutes, plan.windows)
    slots = count(held, plan.every, plan.phase)

    told = list(rhythm.between(minutes.at(LEAD), minutes.at(WALK)))
    assert told == [minutes.at(slot) for slot in slots if slot >= LEAD]
    for index in asked:
        same_answers(rhythm, minutes, held, slots, index)


def same_answers(rhythm: Rhythm, minutes: Minutes, held: list[Holder], slots: list[int], index: int) -> None:
    moment, holder = minutes.at(index), held[index]
    later = next((slot for slot in slots if slot > index), None)
    window, day = rhythm.window_at(moment), rhythm.local_date(moment)

    if later is not None:
        assert rhythm.next_after(moment) == minutes.at(later)
    if holder is None:
        assert (window, day) == (None, MONDAY + timedelta(days=minutes.shown[index] // 1440))
    else:
        assert window is not None
        assert (window[0], day.weekday()) == (minutes.at(_opening(held, index)), holder[0])


@around
@SEEDED
@given(plan=plans(), since=walked_minutes)
def test_after_a_break_taken_too(zone: str, change: str, plan: Plan, since: int) -> None:
    minutes = minutes_around(zone, change)
    slots = count(holders(minutes, plan.windows), plan.every, plan.phase, since)

    taken = minutes.at(since)
    told = list(plan.rhythm(zone).between(taken, minutes.at(WALK), since=taken))
    assert told == [minutes.at(slot) for slot in slots]


def _opening(held: list[Holder], index: int) -> int:
    while held[index - 1] == held[index]:
        index -= 1
    return index


@around
def test_a_fixed_time_is_the_first_minute_that_reached_it(zone: str, change: str) -> None:
    minutes = minutes_around(zone, change)
    for ahead in (-1, 0):
        day = date.fromisoformat(change) + timedelta(days=ahead)
        for minute in range(1440):
            first = bisect_left(minutes.reached, (day - MONDAY).days * 1440 + minute)
            assert fixed_time(day, time(minute // 60, minute % 60), zone) == minutes.at(first)
