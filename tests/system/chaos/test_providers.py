"""Providers that refuse, break down and hang up."""

import pytest

from tests.reminders.channels.peers import Script, hangs_up, is_silent, resets, says
from tests.system.chaos.conftest import LONG
from tests.system.chaos.provider import ACCEPTS, BUSY, BUSY_FOR_LONG, GONE, WRONG
from tests.system.chaos.rig import Member, Rig
from tests.system.chaos.tally import await_settled, reckon

pytestmark = pytest.mark.system


def goes_on(rig: Rig, member: Member) -> None:
    """Somebody else's nudge comes after: by then whatever there was to do about the others is done."""
    after = rig.wave([member], lead=0.0)
    await_settled(rig, after)
    assert reckon(rig, after) == {"sent": 1}


@pytest.mark.parametrize(
    ("answers", "end", "asked"),
    [
        pytest.param([GONE], "failed unreachable", 1, id="that nobody lives there any more"),
        pytest.param([BUSY, ACCEPTS], "sent", 2, id="to come back in five seconds"),
        pytest.param([BUSY_FOR_LONG], "failed too_late", 1, id="to come back too late"),
        pytest.param([WRONG], "failed unreachable", 1, id="that it is wrong"),
        pytest.param([says(500)], "unknown", 1, id="that it broke down"),
        pytest.param([resets], "unknown", 1, id="nothing and resets the connection"),
        pytest.param([hangs_up], "unknown", 1, id="nothing and hangs up"),
        *([pytest.param([is_silent], "unknown", 1, id="nothing at all")] if LONG else []),
    ],
)
def test_a_provider_takes_the_message_and_says(answers: list[Script], end: str, asked: int, rig: Rig) -> None:
    *few, other = rig.fresh(4) if answers == [GONE] else rig.herd[:4]
    for member in few:
        rig.google.answering(member.token, *answers)
    wave = rig.wave(few)
    rig.until(lambda: rig.google.asked == len(few), "all to reach the provider")
    if len(answers) > 1:
        rig.let_pass(seconds=6)
    await_settled(rig, wave)
    rig.let_pass(minutes=2)
    goes_on(rig, other)
    assert reckon(rig, wave) == {end: len(wave)}
    assert rig.google.asked == asked * len(few) + 1


def test_a_mail_server_hangs_up_when_it_has_the_message(rig: Rig) -> None:
    few = rig.by_mail(rig.fresh(3))
    rig.office.torn = True
    wave = rig.wave(few)
    await_settled(rig, wave)
    goes_on(rig, rig.herd[0])
    assert reckon(rig, wave) == {"unknown": 3}
    assert [rig.google.came[member.token] for member in few] == [1, 1, 1]
