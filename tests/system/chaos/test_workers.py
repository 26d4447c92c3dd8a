"""Workers that die, freeze, or live by a wrong clock."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest

from coach.schedule import WAKING
from tests.system.chaos.conftest import LONG
from tests.system.chaos.crew import beat, forking_worker, worker
from tests.system.chaos.rig import TICK, Occurrence, Rig
from tests.system.chaos.tally import await_settled, await_states, reckon

pytestmark = pytest.mark.system
FEW = 5
LEASE = 61  # seconds
WRITTEN = "SELECT count(*) FROM reminders_nudge"
MISSED = 1000  # ticks


@contextmanager
def before_it_claims(rig: Rig, due: dt.datetime) -> Iterator[None]:
    """It wants to look which clocks are due."""
    with rig.gate("reminders_planclock") as somebody_waits:
        rig.tick(due)
        somebody_waits()
        yield


@contextmanager
def before_it_hands_over(rig: Rig, due: dt.datetime) -> Iterator[None]:
    """The nudges are written ahead, their slot has come, and it is about to see that it has."""
    rig.tick()
    rig.until(lambda: rig.ask(WRITTEN) == [(FEW,)], "all to be written")
    with rig.gate("reminders_wave") as somebody_waits:
        rig.tick(due)
        somebody_waits()
        yield


@contextmanager
def before_it_decides(rig: Rig, due: dt.datetime) -> Iterator[None]:
    """The nudges are written, and it is about to read what decides over them."""
    with rig.gate("coach_dayoff") as somebody_waits:
        rig.tick(due)
        somebody_waits()
        yield


@contextmanager
def before_it_calls_the_provider(rig: Rig, due: dt.datetime) -> Iterator[None]:
    """Its decision is committed, and it is about to look up where to send."""
    with ExitStack() as deciding:
        somebody_decides = deciding.enter_context(rig.gate("coach_episode"))
        rig.tick(due)
        somebody_decides()
        with rig.gate("reminders_device") as somebody_waits:
            deciding.close()
            somebody_waits()
            yield
            assert rig.google.asked == 0


@contextmanager
def while_the_provider_has_it(rig: Rig, due: dt.datetime) -> Iterator[None]:
    with rig.google.keeping_everyone_waiting():
        rig.tick(due)
        rig.until(lambda: rig.google.asked == FEW, "all to reach the provider")
        yield


@contextmanager
def before_it_writes_down_the_answer(rig: Rig, due: dt.datetime) -> Iterator[None]:
    with ExitStack() as held:
        with rig.google.keeping_everyone_waiting():
            rig.tick(due)
            rig.until(lambda: rig.google.asked == FEW, "all to reach the provider")
            somebody_waits = held.enter_context(rig.gate("reminders_nudge"))
        somebody_waits()
        yield


MOMENTS = (
    pytest.param(before_it_claims, {"sent"}, id="before it claims"),
    pytest.param(before_it_hands_over, {"sent"}, id="between claim and handing over"),
    pytest.param(before_it_decides, {"sent"}, id="between claim and decision"),
    pytest.param(before_it_calls_the_provider, {"unknown"}, id="between decision and call"),
    pytest.param(while_the_provider_has_it, {"unknown"}, id="while the provider has it"),
    pytest.param(
        before_it_writes_down_the_answer, {"sent", "unknown"}, id="before the answer is written down"
    ),
)
Moment = Callable[[Rig, dt.datetime], AbstractContextManager[None]]


@pytest.mark.parametrize(("moment", "ends"), MOMENTS)
def test_a_worker_is_killed(moment: Moment, ends: set[str], rig: Rig) -> None:
    wave = a_few(rig)
    with moment(rig, wave[0].slot):
        rig.crew.kill("worker")
    rig.crew.start("worker", worker(rig.data))
    end(rig, wave, ends)


@pytest.mark.parametrize(("moment", "ends"), MOMENTS if LONG else [MOMENTS[2], MOMENTS[4]])
def test_the_child_of_a_worker_is_killed_and_its_parent_goes_on(
    moment: Moment, ends: set[str], rig: Rig
) -> None:
    rig.crew.have({"worker": forking_worker(rig.data), "beat": beat(rig.data)})
    wave = a_few(rig)
    with moment(rig, wave[0].slot):
        rig.crew.kill_children("worker")
    end(rig, wave, ends)


@pytest.mark.parametrize(("moment", "ends"), MOMENTS if LONG else [MOMENTS[4]])
def test_the_parent_is_killed_and_its_orphan_goes_on_beside_a_new_worker(
    moment: Moment, ends: set[str], rig: Rig
) -> None:
    rig.crew.have({"worker": forking_worker(rig.data), "beat": beat(rig.data)})
    wave = a_few(rig)
    with moment(rig, wave[0].slot):
        rig.crew.kill("worker")
    rig.crew.start("worker", worker(rig.data))
    end(rig, wave, {"sent", "unknown"})


def test_a_worker_is_paused_past_its_lease_and_resumed(rig: Rig) -> None:
    wave = a_few(rig)
    with while_the_provider_has_it(rig, wave[0].slot):
        rig.crew.pause("worker")
    rig.crew.resume("beat")
    rig.crew.start("other", worker(rig.data))
    if not LONG:
        rig.let_pass(seconds=LEASE)
    await_states(rig, wave, {"unknown"})
    rig.crew.resume("worker")
    rig.rest()
    assert reckon(rig, wave) == {"unknown": FEW}


def test_a_worker_that_was_away_does_not_read_through_every_tick_it_missed(rig: Rig) -> None:
    rig.rest()
    rig.crew.kill("worker")
    for _ in range(MISSED):
        rig.celery.send_task(TICK, queue=WAKING)
    wave = rig.wave(rig.herd[:FEW], lead=1.0)
    rig.crew.start("worker", worker(rig.data))
    end(rig, wave, {"sent"})
    assert 0 < ticks_read(rig) < MISSED


@pytest.mark.parametrize("hours", ["5", "-5"])
def test_the_only_worker_lives_by_a_clock_off_by_hours(hours: str, rig: Rig) -> None:
    wrong = worker(rig.data, app="tests.system.chaos.elsewhen", HOURS_AHEAD=hours)
    rig.crew.have({**rig.usual, "worker": wrong})
    wave = rig.wave(rig.herd, lead=3.0, spread=2.0)
    await_settled(rig, wave)
    assert reckon(rig, wave) == {"sent": len(wave)}


def a_few(rig: Rig) -> Sequence[Occurrence]:
    """A wave while the beat rests."""
    return rig.wave_at_rest(rig.herd[:FEW])


def ticks_read(rig: Rig) -> int:
    """By the worker that runs now, since it began."""
    told = rig.until(rig.celery.control.inspect().stats, "the worker to tell")
    return sum(worker["total"].get(TICK, 0) for worker in told.values())


def end(rig: Rig, wave: Sequence[Occurrence], ends: set[str]) -> None:
    """Let the wave come to its end, in these states only; what a dead worker held is given up in a minute."""
    rig.crew.resume("beat")
    if ends != {"sent"}:
        await_states(rig, wave, {"sending", "sent", "unknown"})
        rig.let_pass(seconds=LEASE)
    await_settled(rig, wave)
    assert set(reckon(rig, wave)) <= ends, rig.story()
