"""Several beats, and none."""

import pytest

from tests.system.chaos.crew import beat
from tests.system.chaos.rig import Rig
from tests.system.chaos.tally import await_settled, reckon

pytestmark = pytest.mark.system


def test_three_beats_at_once_bring_nothing_twice(rig: Rig) -> None:
    rig.crew.have({**rig.usual, **{name: beat(rig.data, name) for name in ("second", "third")}})
    wave = rig.wave(rig.herd, lead=3.0, spread=3.0)
    await_settled(rig, wave)
    assert reckon(rig, wave) == {"sent": len(wave)}


def test_a_beat_that_was_dead_for_a_moment_brings_what_fell_due_meanwhile(rig: Rig) -> None:
    rig.crew.kill("beat")
    wave = rig.wave(rig.herd, lead=0.0)
    rig.crew.start("beat", beat(rig.data))
    await_settled(rig, wave)
    assert reckon(rig, wave) == {"sent": len(wave)}


def test_a_beat_that_was_dead_for_too_long_has_it_all_written_down_as_too_late(rig: Rig) -> None:
    rig.crew.kill("beat")
    wave = rig.wave(rig.herd, lead=0.0)
    rig.let_pass(minutes=11)
    rig.crew.start("beat", beat(rig.data))
    await_settled(rig, wave)
    assert reckon(rig, wave) == {"expired too_late": len(wave)}
