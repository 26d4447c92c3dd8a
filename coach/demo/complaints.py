"""A complaint as its owner tells it on the first day, and as they answer the questions about it."""

import datetime as dt
from typing import Any

from coach.demo.cast import Member

DAYS = 42  # how long ago the diary began
ASKED = ("region", "onset_kind", "pattern", "qualities", "radiation", "worse_with")


def episode_of(member: Member, *, today: dt.date) -> dict[str, Any]:
    """The complaint, as the body of a PUT; `today` on the person's own calendar."""
    return {
        **member.persona.complaint,
        "onset_on": _onset(member, today).isoformat(),
        "activities": list(member.words.activities),
    }


def intake_of(member: Member, *, today: dt.date) -> dict[str, Any]:
    """Answers to the intake, by question. What they leave open is left out."""
    dice, persona = member.dice("intake"), member.persona
    at_desk = bool({"sitting", "desk_work"} & set(persona.complaint["worse_with"]))
    told = {name: persona.complaint[name] for name in ASKED if persona.complaint[name]}
    return {
        **told,
        "pain": round(persona.level),
        "onset_on": _onset(member, today).isoformat(),
        "earlier_episodes": dice.random() < 0.5,
        "activities": [{"name": name, "score": dice.randint(2, 6)} for name in member.words.activities],
        "work_posture": "sitting" if at_desk else "changing",
        **({"screen_hours": dice.randint(5, 9)} if at_desk else {}),
        "active_days": dice.randint(0, 4),
        "stress": persona.stress,
        "worry": persona.worry,
    }


def _onset(member: Member, today: dt.date) -> dt.date:
    return today - dt.timedelta(days=DAYS + member.persona.onset)
