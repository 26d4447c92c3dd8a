import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

from coach.demo.cast import Member, the_cast
from coach.demo.diaries import diary_of
from coach.demo.letters import Letterbox
from coach.demo.moving_in import Resident, last_entry, move_in, settle_in
from coach.demo.staff import Desk

NOW = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)
MEMBER = the_cast(1)[0]
LETTERS = Letterbox(Path("nowhere"))
NEXT = "2026-11-18T09:45:00Z"


class Recorder:
    """A phone that writes down what it is told to do."""

    def __init__(self, *agreed: str) -> None:
        self.did: list[str] = []
        self.agreed = [{"purpose": purpose} for purpose in agreed]

    def sign_up(self, _read_code: Callable[[], str]) -> None:
        self.did.append("sign up")

    def log_in(self) -> None:
        self.did.append("log in")

    def get(self, path: str) -> Any:
        if "consents" in path:
            return {"results": self.agreed}
        return [] if "agenda" in path else [{"due_at": NEXT}]

    def patch(self, path: str, body: dict[str, Any]) -> None:
        self.did.append(f"{path} {body['time_zone']}")

    def post(self, path: str, body: dict[str, Any]) -> None:
        self.did.append(f"{path} {body.get('purpose') or body.get('code')}")

    def put(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        self.did.append(path)
        return {**body, "seq": 1}


def desk(*known: Member) -> Desk:
    return Desk(frozenset(one.email for one in known), {MEMBER.email: "JOIN"}, {MEMBER.email: "CARE"})


def test_a_new_person_signs_up_and_has_a_plan_before_anything_else() -> None:
    phone = Recorder()
    resident = move_in(MEMBER, phone, desk(), LETTERS, lambda: None)
    plan = f"/reminders/{MEMBER.id_for('plan')}/"
    assert phone.did == ["sign up", "/me/ Europe/Amsterdam", "/me/consents/ reminders", plan]
    assert resident.first_nudge == dt.datetime.fromisoformat(NEXT)


def test_who_has_an_account_logs_in_and_is_not_asked_twice() -> None:
    phone = Recorder("reminders")
    move_in(MEMBER, phone, desk(MEMBER), LETTERS, lambda: None)
    assert phone.did[0] == "log in"
    assert "/me/consents/ reminders" not in phone.did


def test_settling_in_joins_lets_the_physio_in_and_sends_the_whole_diary() -> None:
    phone = Recorder()
    entries = settle_in(Resident(MEMBER, phone, None), desk(), NOW)
    assert entries == len(diary_of(MEMBER, today=NOW.date()))
    assert "/organisations/ JOIN" in phone.did
    assert phone.did.index("/me/consents/ physio_access") < phone.did.index("/me/physios/ CARE")
    assert phone.did.count(f"/episodes/{MEMBER.id_for('episode')}/intake/ None") == 1
    assert len([path for path in phone.did if path.startswith("/diary/")]) == entries
    assert phone.did[-1] == f"/diary/{last_entry(MEMBER, NOW)}/"
