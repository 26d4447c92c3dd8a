"""What Python says once per window, and the database adds up for everyone, is what the rhythm says itself."""

import datetime as dt
from itertools import islice, pairwise

import pytest
from hypothesis import given

from reminders.rhythm import WEEKDAYS, Daily, Rhythm, Timetable
from reminders.rhythm.opening import opening_at, shape_of
from tests.reminders.test_rhythm_oracle import Plan, plans
from tests.reminders.test_rhythm_properties import SEEDED, breaks, moments, zones

OFFICE = {"mon": [["09:00", "12:30"], ["13:00", "17:30"]]}


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def office(**changes: object) -> Rhythm:
    return Rhythm.parse(**{"every": 60, "windows": OFFICE, "zone": "UTC", "phase": 37, **changes})


@SEEDED
@given(plans(), zones, moments, breaks)
def test_adding_up_in_an_opening_gives_what_the_rhythm_says(
    plan: Plan, zone: str, at: dt.datetime, ago: dt.timedelta | None
) -> None:
    rhythm, since = plan.rhythm(zone), at - ago if ago else None
    slots = rhythm.between(at, at + dt.timedelta(days=16), since=since)
    for slot in islice(slots, 300):
        opening = opening_at(rhythm, slot)
        assert opening.after(slot) == rhythm.next_after(slot, since=since)
        assert opening.opens_at <= slot < opening.closes_at
        assert opening.local_date == rhythm.local_date(slot)


@pytest.mark.parametrize(
    ("timetable", "slot", "following"),
    [
        pytest.param(office(), "2026-11-16T09:37", "2026-11-16T10:37", id="inside the hours"),
        pytest.param(office(), "2026-11-16T09:52", "2026-11-16T10:52", id="after a break taken at 8:52"),
        pytest.param(office(), "2026-11-16T11:37", "2026-11-16T13:37", id="over lunch"),
        pytest.param(office(), "2026-11-16T16:37", "2026-11-23T09:37", id="over a week without hours"),
        pytest.param(office(), "2026-11-18T11:11", "2026-11-23T09:37", id="a slot outside the hours"),
        pytest.param(
            office(windows={"sat": [["22:00", "06:00"]]}, zone="Europe/Amsterdam"),
            "2026-10-25T00:37",
            "2026-10-25T01:37",
            id="in the hour that comes twice",
        ),
        pytest.param(
            Daily.parse(at="02:30", days=list(WEEKDAYS), zone="Europe/Amsterdam"),
            "2027-03-27T01:30",
            "2027-03-28T01:00",
            id="a time of day that falls into the spring gap",
        ),
    ],
)
def test_what_follows_a_slot(timetable: Timetable, slot: str, following: str) -> None:
    assert opening_at(timetable, utc(slot)).after(utc(slot)) == utc(following)


def test_openings_of_one_timetable_never_overlap() -> None:
    rhythm = office(windows={day: [["00:00", "24:00"]] for day in WEEKDAYS}, zone="Europe/Amsterdam")
    slots = list(rhythm.between(utc("2026-10-23T00:00"), utc("2026-10-28T00:00")))
    openings = sorted({opening_at(rhythm, slot) for slot in slots})
    assert len(openings) == 6
    assert all(one.closes_at <= other.opens_at for one, other in pairwise(openings))


def test_equal_timetables_have_one_shape_however_they_are_spelled() -> None:
    midnight = {"mon": [["18:00", "24:00"]], "tue": []}
    assert shape_of(office(windows=midnight)) == shape_of(office(windows={"mon": [["18:00", "00:00"]]}))


def test_each_part_of_a_timetable_makes_another_shape() -> None:
    at_seven = {"at": "07:00", "days": ["mon"], "zone": "UTC"}
    shapes = [
        *[
            shape_of(office(**change))
            for change in ({}, {"every": 45}, {"phase": 38}, {"zone": "Asia/Tokyo"})
        ],
        shape_of(office(windows={"tue": OFFICE["mon"]})),
        *[
            shape_of(Daily.parse(**{**at_seven, **change}))
            for change in ({}, {"at": "07:01"}, {"days": ["tue"]})
        ],
    ]
    assert len(set(shapes)) == len(shapes)
