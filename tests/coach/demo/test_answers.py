from typing import Any

import pytest

from coach.demo.answers import HABITS, answer_inboxes
from coach.demo.cast import the_cast
from coach.demo.moving_in import Resident
from coach.demo.phone import RefusedError

CAST = the_cast(len(HABITS))


class Inbox:
    def __init__(self, *nudges: str, refusal: int | None = None) -> None:
        self.nudges = nudges
        self.refusal = refusal
        self.answers: dict[str, Any] = {}

    def get(self, _path: str) -> dict[str, Any]:
        return {"results": [{"id": nudge} for nudge in self.nudges]}

    def post(self, path: str, body: dict[str, Any]) -> None:
        if self.refusal:
            raise RefusedError(path, self.refusal, {})
        self.answers[path] = body


def resident(number: int, inbox: Inbox) -> Resident:
    return Resident(CAST[number], inbox, None)


def test_every_open_nudge_is_answered() -> None:
    inbox = Inbox("one", "two")
    assert answer_inboxes([resident(0, inbox)]) == 2
    assert inbox.answers == {f"/nudges/{nudge}/response/": {"action": "done"} for nudge in ("one", "two")}


def test_some_snooze_some_skip_and_some_let_it_lie() -> None:
    inboxes = [Inbox("one") for _ in CAST]
    assert answer_inboxes(resident(n, inbox) for n, inbox in enumerate(inboxes)) == len(HABITS) - 1
    actions = [answer["action"] for inbox in inboxes for answer in inbox.answers.values()]
    assert set(actions) == {"done", "snooze", "skip"}


def test_an_answer_that_cannot_be_given_is_not_counted() -> None:
    assert answer_inboxes([resident(0, Inbox("one", refusal=400))]) == 0


def test_a_failure_is_not_hidden() -> None:
    with pytest.raises(RefusedError):
        answer_inboxes([resident(0, Inbox("one", refusal=500))])
