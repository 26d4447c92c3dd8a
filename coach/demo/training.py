"""Four weeks of somebody's exercises: a ready programme they picked, and the sessions they got round to."""

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any

from coach.demo.cast import Member
from coach.demo.phone import Phone, RefusedError

WEEKS = 4
PROGRAMMES = {
    "lower_back": "lower-back-weeks-3-6",
    "middle_back": "thoracic-breathing",
    "upper_back": "upper-back-desk",
    "neck": "neck-shoulder",
    "shoulder": "neck-shoulder",
}
LUNCH = dt.time(12, 40)
PLANNED = ("due", "missed")  # what the agenda says of a day with something to do that was not done


def follow_programme(member: Member, phone: Phone, *, today: dt.date) -> int:
    """Pick a programme and tell the sessions in one go, as a phone does that was offline.

    Returns how many sessions; none for somebody who first has to look at a warning sign.
    """
    enrolment, begun = member.id_for("enrolment"), today - dt.timedelta(weeks=WEEKS)
    try:
        phone.put(f"/enrolments/{enrolment}/", picked(member, begun))
    except RefusedError as refusal:
        if refusal.status != 403:
            raise
        return 0
    yesterday = today - dt.timedelta(days=1)
    agenda = phone.get(f"/enrolments/{enrolment}/agenda/?from={begun}&to={yesterday}")
    told = list(sessions(member, agenda))
    puts = [
        {"op": "put", "type": "session", "id": str(member.id_for(f"session {on}")), "data": one}
        for on, one in told
    ]
    phone.post("/sync/", {"changes": puts})
    return len(told)


def picked(member: Member, begun: dt.date) -> dict[str, Any]:
    """The programme for where it hurts, as the body of a PUT."""
    return {
        "programme": PROGRAMMES[member.persona.complaint["region"]],
        "episode": str(member.id_for("episode")),
        "starts_on": begun.isoformat(),
    }


def sessions(member: Member, agenda: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The day and the body of each session: three in four of those planned, now and then not to its end."""
    dice = member.dice("training")
    for day in agenda:
        planned = day["state"] in PLANNED and day["moved_from"] is None
        for routine in day["routines"] if planned else ():
            if dice.random() < 0.75:
                yield f"{day['date']} {routine['key']}", _session(member, day, routine, dice)


def _session(
    member: Member, day: dict[str, Any], routine: dict[str, Any], dice: random.Random
) -> dict[str, Any]:
    begins = dt.datetime.combine(dt.date.fromisoformat(day["date"]), LUNCH, member.office.zone)
    offset = begins.utcoffset() or dt.timedelta(0)
    return {
        "enrolment": str(member.id_for("enrolment")),
        "version": day["version"],
        "day": routine["key"],
        "started_at": begins.astimezone(dt.UTC).isoformat(),
        "recorded_at": (begins + dt.timedelta(minutes=routine["minutes"])).astimezone(dt.UTC).isoformat(),
        "utc_offset": int(offset.total_seconds() // 60),
        "exercises": [_done(one, dice) for one in routine["prescriptions"]],
    }


def _done(prescription: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    whole = dice.random() < 0.95
    return {
        "exercise": prescription["exercise"],
        "sets": prescription["sets"] if whole else 0,
        "effort": dice.choice((2, 3, 3, 4, 5)),
        "pain_during": dice.choice((0, 1, 1, 2, 3)),
        "pain_after": dice.choice((0, 0, 1)),
        "completed": whole,
        "stopped": None if whole else "no_time",
    }
