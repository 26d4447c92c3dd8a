"""People change their minds between the moment they fall due and the moment they are reached."""

import pytest

from tests.system.chaos.rig import Member, Rig
from tests.system.chaos.tally import await_settled, reckon

pytestmark = pytest.mark.system
EVERYTHING_OF = """
SELECT count(*) FROM reminders_nudge nudge FULL JOIN reminders_device device USING (person_id)
WHERE person_id = %s
"""


def deeds(*done: tuple[str, Member]) -> list[tuple[object, object, object]]:
    return [(deed, member.person, member.plan) for deed, member in done]


def test_before_it_is_decided_they_withdraw_leave_edit_and_are_erased(rig: Rig) -> None:
    _stays, withdraws, leaves, edits, erased = people = rig.fresh(5)
    wave = rig.wave_at_rest(people)
    with rig.gate("coach_dayoff") as somebody_waits:
        rig.tick(wave[0].slot)
        somebody_waits()
        rig.crew.kill("worker")
    rig.deeds(*deeds(("withdraw", withdraws), ("leave", leaves), ("edit", edits), ("erase", erased)))
    rig.crew.have(rig.usual)

    left = [one for one in wave if one.member != erased]
    await_settled(rig, left)
    assert reckon(rig, left) == {"sent": 1, "held withdrawn": 2, "held not_due_any_more": 1}
    assert [rig.google.came[member.token] for member in people] == [1, 0, 0, 0, 0]
    assert rig.ask(EVERYTHING_OF, erased.person) == [(0,)]


def test_when_it_is_on_its_way_it_comes_once_and_somebody_erased_leaves_nothing(rig: Rig) -> None:
    withdraws, edits, erased = people = rig.fresh(3)
    with rig.google.keeping_everyone_waiting():
        wave = rig.wave(people)
        rig.until(lambda: rig.google.asked == len(people), "all to reach the provider")
        rig.deeds(*deeds(("withdraw", withdraws), ("edit", edits), ("erase", erased)))
    left = [one for one in wave if one.member != erased]
    await_settled(rig, left)
    assert set(reckon(rig, left)) <= {"sent", "unknown"}  # the latter where it was kept waiting for too long
    assert [rig.google.came[member.token] for member in people] == [1, 1, 1]
    assert rig.ask(EVERYTHING_OF, erased.person) == [(0,)]
