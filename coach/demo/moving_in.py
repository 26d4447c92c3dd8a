"""What one person does on their first day with the app, tap by tap."""

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coach.demo.cast import Member
from coach.demo.diaries import diary_of, episode_of
from coach.demo.hours import MINUTE, Windows, interval, missed_by, office_week, working_day
from coach.demo.letters import Letterbox
from coach.demo.phone import Phone
from coach.demo.staff import Desk

TEXT_VERSION = "1"
ATTEMPTS = 4  # at hours in which the server puts a nudge near the minute aimed at
NEAR = MINUTE  # close enough

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True)
class Resident:
    """Somebody who has moved in; `first_nudge` is when the server said it will nudge them next."""

    member: Member
    phone: Phone
    first_nudge: dt.datetime | None


def move_in(
    member: Member, phone: Phone, desk: Desk, letters: Letterbox, aim: Callable[[], dt.datetime | None]
) -> Resident:
    """From sign-up to a plan and a physio. May be repeated. `aim`: near which minute to be nudged."""
    new = member.email not in desk.known
    if new:
        began = time.time() - 1  # file times are coarser than the clock
        phone.sign_up(lambda: letters.code_for(member.email, since=began))
    else:
        phone.log_in()
    _introduce(member, phone)
    _consent(member, phone, new=new)
    first_nudge = _plan(member, phone, aim())
    if member.email in desk.join_codes:
        phone.post("/organisations/", {"code": desk.join_codes[member.email]})
    if member.email in desk.invitations:
        phone.post("/me/physios/", {"code": desk.invitations[member.email]})
    return Resident(member, phone, first_nudge)


def write_diary(member: Member, phone: Phone, at: dt.datetime) -> int:
    """Tell the complaint and send six weeks of entries; returns how many."""
    today = at.astimezone(member.office.zone).date()
    episode = member.id_for("episode")
    phone.put(f"/episodes/{episode}/", episode_of(member, today=today))
    entries = diary_of(member, today=today)
    for number, entry in enumerate(entries):
        phone.put(f"/diary/{entry_id(member, number)}/", {**entry, "episode": str(episode)})
    return len(entries)


def entry_id(member: Member, number: int) -> object:
    """The id of the `number`-th entry, from 0."""
    return member.id_for(f"entry {number}")


def last_entry(member: Member, at: dt.datetime) -> object:
    return entry_id(member, len(diary_of(member, today=at.date())) - 1)


def _introduce(member: Member, phone: Phone) -> None:
    born = member.dice("born").randint(*member.persona.born)
    zone = member.office.zone.key
    phone.patch("/me/", {"display_name": member.name, "time_zone": zone, "birth_year": born})


def _consent(member: Member, phone: Phone, *, new: bool) -> None:
    """Say yes to what this person uses; what was answered before is not asked again."""
    wanted = ["reminders", "health_data"]
    wanted += ["physio_access"] if member.sees_physio else []
    wanted += ["organisation_report"] if member.joins_organisation and member.number % 5 else []
    answered = set() if new else {row["purpose"] for row in phone.get("/me/consents/")["results"]}
    for purpose in wanted:
        if purpose not in answered:
            phone.post("/me/consents/", {"purpose": purpose, "version": TEXT_VERSION, "given": True})


def _plan(member: Member, phone: Phone, aimed: dt.datetime | None) -> dt.datetime | None:
    """Set the hours; returns the next nudge. With an aim, the hours are moved until that comes near it."""
    plan, zone = (
        Plan(phone, f"/reminders/{member.id_for('plan')}/", member.office.zone.key),
        member.office.zone,
    )
    if aimed is None:
        return plan.put(60, office_week(member.persona.hours))
    every = interval(member.number, aimed)
    start = aimed - dt.timedelta(minutes=every * 3 // 4)
    for _ in range(ATTEMPTS):
        first = plan.put(every, working_day(start, zone))
        missed = missed_by(first, aimed, every) if first else dt.timedelta(0)
        if abs(missed) <= NEAR:
            break
        start -= missed
    return first


class Plan:
    """A plan as the phone holds it, with the version the server gave it."""

    def __init__(self, phone: Phone, path: str, zone: str) -> None:
        self._phone = phone
        self._path = path
        self._zone = zone
        self._version: dict[str, int] = {}

    def put(self, every: int, windows: Windows) -> dt.datetime | None:
        """Store it, over whatever the server has; returns when the server will nudge next."""
        wanted: dict[str, Any] = {"every_minutes": every, "windows": windows, "time_zone": self._zone}
        if not self._stored(wanted):
            self._stored(wanted)  # an earlier run left another version: this one is based on it
        coming = self._phone.get(f"{self._path}preview/")
        return dt.datetime.fromisoformat(coming[0]["due_at"]) if coming else None

    def _stored(self, wanted: dict[str, Any]) -> bool:
        answer = self._phone.put(self._path, {**wanted, **self._version})
        self._version = {"base_seq": answer["seq"]}
        return all(answer[name] == value for name, value in wanted.items())
