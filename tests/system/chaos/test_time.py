"""Nights on which the clocks change, an outage of hours, and everybody due at the same moment."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from psycopg import sql

from tests.system.chaos.conftest import LONG
from tests.system.chaos.crew import worker
from tests.system.chaos.rig import Member, Occurrence, Rig
from tests.system.chaos.tally import await_settled, ends, reckon

pytestmark = pytest.mark.system
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NIGHTLY = {day: [["22:00", "06:00"]] for day in DAYS}
HOUR = dt.timedelta(hours=1)
NEXT = "SELECT min(next_due_at) FROM reminders_planclock WHERE plan_id = ANY(%s)"
SLOTS = "SELECT slot, id::text FROM reminders_nudge WHERE plan_id = %s AND slot > %s"
UNFINISHED = """
SELECT (SELECT count(*) FROM reminders_planclock WHERE next_due_at <= clock_timestamp())
     + (SELECT count(*) FROM reminders_nudge WHERE state IN ('due', 'sending'))
"""
# Whoever never answers is left in peace more often.
ANSWER = "UPDATE reminders_nudge SET response = 'done', responded_at = due_at WHERE state = 'sent'"
STOOD_STILL = "UPDATE reminders_planclock SET next_due_at = %s WHERE plan_id = ANY(%s)"
CROWD_SIZE = 5000 if LONG else 500
# So many like the first, made inside the database. A copy of a row keeps what the copy does not say anew.
CROWD = """
SET session_replication_role = replica;
CREATE TEMP TABLE crowd AS SELECT uuidv7() AS id, uuidv7() AS plan FROM generate_series(1, {count});
INSERT INTO coach_person SELECT (jsonb_populate_record(one, jsonb_build_object(
    'id', crowd.id, 'email', crowd.id || '@example.org'))).*
FROM coach_person one, crowd WHERE one.id = {first};
INSERT INTO coach_consent SELECT (jsonb_populate_record(one, jsonb_build_object(
    'id', uuidv7(), 'person_id', crowd.id))).*
FROM coach_consent one, crowd WHERE one.person_id = {first};
INSERT INTO reminders_device SELECT (jsonb_populate_record(one, jsonb_build_object(
    'id', uuidv7(), 'person_id', crowd.id, 'mark', crowd.id))).*
FROM reminders_device one, crowd WHERE one.person_id = {first};
INSERT INTO reminders_plan SELECT (jsonb_populate_record(one, jsonb_build_object(
    'id', crowd.plan, 'person_id', crowd.id))).*
FROM reminders_plan one, crowd WHERE one.person_id = {first};
INSERT INTO reminders_planclock SELECT (jsonb_populate_record(one, jsonb_build_object(
    'plan_id', crowd.plan, 'person_id', crowd.id, 'next_due_at', clock_timestamp() + interval '2 seconds'))).*
FROM reminders_planclock one, crowd WHERE one.person_id = {first};
"""
SENT = "SELECT id::text FROM reminders_nudge WHERE state = 'sent'"


@dataclass(frozen=True)
class Night:
    """A zone, when its evening is 20:00 there (UTC), how many breaks fit from 22:00 to 06:00, one an hour,
    and a time in the night with the instant (UTC) at which it comes, worked out by hand.
    """

    zone: str
    evening: str
    breaks: int
    at_time: str
    comes: str


NIGHTS = {
    "New York, spring": Night("America/New_York", "2027-03-14 01:00", 7, "02:30", "2027-03-14 07:00"),
    "Amsterdam, spring": Night("Europe/Amsterdam", "2027-03-27 19:00", 7, "02:30", "2027-03-28 01:00"),
    "Lord Howe, autumn": Night("Australia/Lord_Howe", "2027-04-03 09:00", 8, "01:45", "2027-04-03 14:45"),
    "Kolkata, no change": Night("Asia/Kolkata", "2027-04-03 14:30", 8, "02:30", "2027-04-03 21:00"),
    "Lord Howe, spring": Night("Australia/Lord_Howe", "2027-10-02 09:30", 7, "02:15", "2027-10-02 15:30"),
    "Amsterdam, autumn": Night("Europe/Amsterdam", "2027-10-30 18:00", 9, "02:30", "2027-10-31 00:30"),
    "New York, autumn": Night("America/New_York", "2027-11-07 00:00", 9, "01:30", "2027-11-07 05:30"),
}


@pytest.fixture(scope="module")
def sleepers(everything: Rig) -> dict[Night, list[Member]]:
    """For each night one who is awake for breaks, and one who wants to be woken."""
    groups = [(1, times) for night in NIGHTS.values() for times in (at_night(night), at_a_time(night))]
    people = everything.gather(*groups)
    return {night: people[2 * n : 2 * n + 2] for n, night in enumerate(NIGHTS.values())}


def at_night(night: Night) -> dict[str, object]:
    return {"every_minutes": 60, "windows": NIGHTLY, "time_zone": night.zone}


@pytest.mark.parametrize("night", NIGHTS.values(), ids=NIGHTS)
def test_through_a_night_in(night: Night, sleepers: dict[Night, list[Member]], rig: Rig) -> None:
    evening = dt.datetime.fromisoformat(f"{night.evening}+00:00")
    sleepless, early = sleepers[night]
    live_through(rig, [sleepless.plan, early.plan], evening, evening + 12 * HOUR)

    breaks = arrivals(rig, sleepless, evening)
    assert {later - sooner for sooner, later in pairwise(breaks)} == {HOUR}
    assert len(breaks) == night.breaks
    assert all(not 6 <= moment.astimezone(ZoneInfo(night.zone)).hour < 22 for moment in breaks)
    assert arrivals(rig, early, evening) == [dt.datetime.fromisoformat(f"{night.comes}+00:00")]


def at_a_time(night: Night) -> dict[str, object]:
    times = {"at_time": night.at_time, "days": list(DAYS), "time_zone": night.zone}
    return {"kind": "diary", "every_minutes": None, "windows": {}, **times}


def live_through(rig: Rig, plans: Sequence[object], start: dt.datetime, end: dt.datetime) -> None:
    """From slot to slot, as time passes. Long before `start` the clocks of the plans stood still."""
    rig.ask(STOOD_STILL, start - 72 * HOUR, list(plans))
    moment = start
    while moment < end:
        rig.set_clock(moment)
        rig.tick()
        rig.until(lambda: rig.ask(UNFINISHED) == [(0,)], f"all to be done at {moment}", every=0.02)
        rig.ask(ANSWER)
        [(following,)] = rig.ask(NEXT, list(plans))
        moment = following + dt.timedelta(seconds=1)


def arrivals(rig: Rig, member: Member, since: dt.datetime) -> list[dt.datetime]:
    """The slots of what the provider got for somebody, as often as it came."""
    slots = {nudge: slot for slot, nudge in rig.ask(SLOTS, member.plan, since)}
    return sorted(slots[nudge] for nudge in rig.google.nudges[member.token] if nudge in slots)


def test_three_hours_of_outage_are_written_down_and_not_caught_up(rig: Rig) -> None:
    rig.set_clock(dt.datetime(2027, 1, 13, 9, tzinfo=dt.UTC))
    restless = rig.gather((5, {"every_minutes": 20}))
    rig.crew.have({})
    wave = rig.wave(restless, lead=0.0)
    rig.let_pass(hours=3, minutes=5)
    rig.crew.have(rig.usual)
    missed = [Occurrence(one.member, one.slot + n * HOUR / 3) for one in wave for n in range(9)]
    last = [Occurrence(one.member, one.slot + 3 * HOUR) for one in wave]
    await_settled(rig, last)
    assert ends(rig, missed) == {"expired too_late": len(missed)}
    assert reckon(rig, last) == {"sent": len(last)}


def test_a_full_hour_strikes_for_a_herd_and_two_workers_share_it(rig: Rig) -> None:
    [first] = rig.fresh(1)
    rig.crew.have({**rig.usual, "other": worker(rig.data)})
    with rig.connect() as connection:
        connection.execute(
            sql.SQL(CROWD).format(count=sql.Literal(CROWD_SIZE), first=sql.Literal(first.person))
        )
    rig.until(lambda: len(rig.ask(SENT)) == CROWD_SIZE, "everybody to be reached")
    rows = {nudge for (nudge,) in rig.ask(SENT)}
    came = rig.google.nudges[first.token]  # they share one device, so that each nudge is told by its id
    assert len(came) == len(set(came)) == CROWD_SIZE
    assert set(came) == rows
