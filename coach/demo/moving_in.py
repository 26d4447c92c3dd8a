"""What one person does on their first day with the app, tap by tap: first their breaks, then the rest."""

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach.demo.cast import Member
from coach.demo.complaints import episode_of, intake_of
from coach.demo.diaries import diary_of
from coach.demo.letters import Letterbox
from coach.demo.phone import Phone
from coach.demo.plans import plan_breaks
from coach.demo.staff import Desk
from coach.demo.training import follow_programme

TEXT_VERSION = "1"

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True)
class Resident:
    """Somebody with an account and a plan; `first_nudge` is when the server said it will nudge them next."""

    member: Member
    phone: Phone
    first_nudge: dt.datetime | None
    new: bool = True


def move_in(
    member: Member, phone: Phone, desk: Desk, letters: Letterbox, aim: Callable[[], dt.datetime | None]
) -> Resident:
    """From sign-up to a plan. May be repeated. `aim`: near which minute to be nudged."""
    new = member.email not in desk.known
    if new:
        began = time.time() - 1  # file times are coarser than the clock
        phone.sign_up(lambda: letters.code_for(member.email, since=began))
    else:
        phone.log_in()
    _introduce(member, phone)
    _consent(phone, ["reminders"], new=new)
    return Resident(member, phone, plan_breaks(member, phone, aim()), new)


def settle_in(resident: Resident, desk: Desk, at: dt.datetime) -> int:
    """Join the office, let the physio in, and write the diary. May be repeated. Returns how many entries."""
    member, phone = resident.member, resident.phone
    _consent(phone, _purposes(member), new=resident.new)
    if member.email in desk.join_codes:
        phone.post("/organisations/", {"code": desk.join_codes[member.email]})
    if member.email in desk.invitations:
        phone.post("/me/physios/", {"code": desk.invitations[member.email]})
    return _tell(resident, today=at.astimezone(member.office.zone).date())


def _tell(resident: Resident, *, today: dt.date) -> int:
    """Tell the complaint, answer the intake, send six weeks of entries and, two in three, some exercises.

    Returns how many entries.
    """
    member, phone = resident.member, resident.phone
    episode = member.id_for("episode")
    phone.put(f"/episodes/{episode}/", episode_of(member, today=today))
    if resident.new:
        answers = {"id": str(member.id_for("intake")), "answers": intake_of(member, today=today)}
        phone.post(f"/episodes/{episode}/intake/", answers)
    entries = diary_of(member, today=today)
    for number, entry in enumerate(entries):
        phone.put(f"/diary/{entry_id(member, number)}/", {**entry, "episode": str(episode)})
    if resident.new and member.follows_programme:
        follow_programme(member, phone, today=today)
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


def _purposes(member: Member) -> list[str]:
    """What this person uses besides reminders."""
    purposes = ["health_data"]
    purposes += ["physio_access"] if member.sees_physio else []
    purposes += ["organisation_report"] if member.joins_organisation and member.number % 5 else []
    return purposes


def _consent(phone: Phone, wanted: Sequence[str], *, new: bool) -> None:
    """Say yes; what was answered before is not asked again."""
    answered = set() if new else {row["purpose"] for row in phone.get("/me/consents/")["results"]}
    for purpose in wanted:
        if purpose not in answered:
            phone.post("/me/consents/", {"purpose": purpose, "version": TEXT_VERSION, "given": True})
