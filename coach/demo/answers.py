"""What people do with a nudge when it comes."""

from collections.abc import Iterable
from typing import Any

from coach.demo.cast import Member
from coach.demo.moving_in import Resident
from coach.demo.phone import Phone, RefusedError

HABITS = (
    {"action": "done"},
    {"action": "done"},
    {"action": "snooze", "minutes": 5},
    {"action": "skip"},
    {"action": "done"},
    None,  # lets it lie
)


def answer_inboxes(residents: Iterable[Resident]) -> int:
    """Let each of them look at their inbox; returns how many nudges were answered."""
    return sum(_answer_inbox(resident.member, resident.phone) for resident in residents)


def _answer_inbox(member: Member, phone: Phone) -> int:
    habit = HABITS[member.number % len(HABITS)]
    if habit is None:
        return 0
    return sum(_answer(phone, nudge, habit) for nudge in phone.get("/inbox/")["results"])


def _answer(phone: Phone, nudge: dict[str, Any], habit: dict[str, Any]) -> bool:
    try:
        phone.post(f"/nudges/{nudge['id']}/response/", habit)
    except RefusedError as refusal:
        if refusal.status != 400:  # a snooze past the end of the hours, for one
            raise
        return False
    return True
