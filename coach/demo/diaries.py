"""Six weeks of somebody's diary as a phone sends it: irregular, incomplete, in their own words."""

import datetime as dt
import random
from typing import Any

from coach.associations import TRIGGERS
from coach.demo.cast import Member
from coach.demo.complaints import DAYS
from coach.demo.courses import COURSES
from coach.demo.habits import HABITS
from coach.models.episode import Region

REGIONS = tuple(str(region) for region in Region)
EVENING = 19.5 * 60  # minutes after midnight around which most people write


def diary_of(member: Member, *, today: dt.date) -> list[dict[str, Any]]:
    """The entries up to yesterday, oldest first, as bodies without id and episode; at least one.

    As many whatever day it is, and the same but for their dates.
    """
    dice = member.dice("diary")
    course, writes = COURSES[member.persona.course], HABITS[member.persona.writes]
    first = min(9.0, max(3.0, member.persona.level + dice.gauss(0, 0.8)))
    entries = []
    for day in range(DAYS):
        date = today - dt.timedelta(days=DAYS - day)
        level = course(day, first)
        luck = random.Random(dice.random())  # noqa: S311  the day's own, so that no day changes another
        if day == 0 or luck.random() < writes(day, level):
            entries.append(_entry(member, date, level, luck))
    return entries


def _entry(member: Member, date: dt.date, level: float, luck: random.Random) -> dict[str, Any]:
    pain = _rating(level + luck.gauss(0, 0.9))
    moment = _moment(member, date, luck)
    offset = moment.utcoffset() or dt.timedelta(0)
    return {
        "recorded_at": moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
        "utc_offset": int(offset.total_seconds() // 60),
        "pain": pain,
        **_ratings(member, pain, luck),
        **_words(member, pain, luck),
        **_ticked(member, pain, luck),
    }


def _moment(member: Member, date: dt.date, luck: random.Random) -> dt.datetime:
    minute = int(min(max(luck.gauss(EVENING, 90), 6 * 60), 23 * 60 + 30))
    return dt.datetime.combine(date, dt.time(minute // 60, minute % 60), tzinfo=member.office.zone)


def _ratings(member: Member, pain: int, luck: random.Random) -> dict[str, int]:
    """Whatever else was filled in. Most leave half of it empty."""
    around = {
        "pain_now": pain + luck.choice((-1, 0, 0, 1)),
        "pain_worst": pain + luck.choice((1, 1, 2, 3)),
        "stiffness": pain + luck.choice((-2, -1, 0, 1)),
        "interference": pain - luck.choice((0, 1, 2)),
        "sleep": pain - luck.choice((0, 1, 3)),
        "stress": member.persona.stress + luck.choice((-2, -1, 0, 1)),
        "worry": member.persona.worry * (pain + 2) / 10 + luck.choice((-1, 0, 1)),
    }
    given = {name: _rating(value) for name, value in around.items() if luck.random() < 0.55}
    if luck.random() < 0.5:
        given["activity_minutes"] = 5 * luck.randint(1, 6 + 2 * (10 - pain) // 2)
    return given


def _words(member: Member, pain: int, luck: random.Random) -> dict[str, Any]:
    words = member.words
    given: dict[str, Any] = {}
    notes = words.bad if pain >= 6 else words.middle if pain >= 3 else words.good
    if luck.random() < 0.3:
        given["note"] = luck.choice(notes)
    if luck.random() < 0.4:
        given["activities"] = {
            name: _rating(10 - pain + luck.choice((-1, 0, 1))) for name in words.activities
        }
    if words.medication and pain >= 5:
        given["medication"] = [luck.choice(words.medication)]
    return given


def _ticked(member: Member, pain: int, luck: random.Random) -> dict[str, Any]:
    """What there was that day, more often of what the person knows to make it worse when it was."""
    given: dict[str, Any] = {}
    if luck.random() < 0.7:
        known = [one for one in member.persona.complaint["worse_with"] if one in TRIGGERS]
        given["triggers"] = [one for one in known if luck.random() < 0.2 + 0.07 * pain]
        given["triggers"] += [one for one in ("worked", "walking") if luck.random() < 0.4]
    if luck.random() < 0.3:
        elsewhere = luck.choice([one for one in REGIONS if one != member.persona.complaint["region"]])
        given["pain_by_region"] = {member.persona.complaint["region"]: pain, elsewhere: _rating(pain / 2)}
    return given


def _rating(value: float) -> int:
    return min(10, max(0, round(value)))
