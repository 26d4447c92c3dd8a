"""The broker forgets, stops, freezes, fills up and goes away: it only ever cost a wake-up call."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from coach.local.processes import alive
from coach.local.valkey import stop_valkey, valkey_pid
from tests.system.chaos.conftest import LONG
from tests.system.chaos.rig import Rig
from tests.system.chaos.tally import await_settled, reckon, states

pytestmark = pytest.mark.system
MEANWHILE = 60.0 if LONG else 5.0  # seconds


@contextmanager
def flushed(rig: Rig) -> Iterator[None]:
    rig.broker.flushall()
    yield


@contextmanager
def restarted(rig: Rig) -> Iterator[None]:
    stop_valkey(rig.site)
    rig.revive("valkey")
    yield


@contextmanager
def killed(rig: Rig) -> Iterator[None]:
    """Its guard brings it back."""
    victim = _pid(rig)
    os.kill(victim, signal.SIGKILL)
    rig.until(lambda: not alive(victim), "the broker's death")
    yield


@contextmanager
def frozen(rig: Rig) -> Iterator[None]:
    os.kill(_pid(rig), signal.SIGSTOP)
    yield
    os.kill(_pid(rig), signal.SIGCONT)


@contextmanager
def full(rig: Rig) -> Iterator[None]:
    rig.broker.config_set("maxmemory", "1")
    yield
    rig.broker.config_set("maxmemory", "0")


@contextmanager
def gone(rig: Rig) -> Iterator[None]:
    stop_valkey(rig.site)
    yield
    rig.revive("valkey")


def _pid(rig: Rig) -> int:
    pid = valkey_pid(rig.site)
    assert pid is not None
    return pid


@pytest.mark.parametrize("trouble", [flushed, restarted, killed, frozen, full, gone])
def test_in_the_middle_of_a_wave_the_broker_is(trouble: object, rig: Rig) -> None:
    wave = rig.wave(rig.herd, lead=2.0, spread=4.0)
    rig.until(lambda: states(rig, wave)["sent"] >= 5, "the first of the wave")
    assert states(rig, wave)["sent"] < len(wave), "too late to be in the middle"
    with trouble(rig):
        over = rig.now().timestamp() + MEANWHILE
        rig.until(lambda: rig.now().timestamp() > over, "the trouble to last")
    await_settled(rig, wave)
    assert reckon(rig, wave) == {"sent": len(wave)}
