"""The database crashes, restarts, is cut off in the middle of a COMMIT, and sees two wait in a circle."""

import os
import signal
from collections.abc import Callable, Sequence

import pytest

from coach.local import place
from coach.local.postgres import postgres_pid, stop_postgres
from coach.local.processes import alive
from tests.system.chaos.conftest import LONG
from tests.system.chaos.crew import beat, worker
from tests.system.chaos.rig import Occurrence, Rig
from tests.system.chaos.tally import TERMINAL, await_settled, await_states, reckon, states
from tests.system.chaos.wire import wire

pytestmark = pytest.mark.system
LEASE = 61  # seconds
PAIR = 2
LOCK = "SELECT FROM reminders_nudge WHERE plan_id = %s FOR UPDATE"
BACKENDS = """
SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
SOMEBODY_WAITS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


def crash(rig: Rig) -> None:
    """As `pg_ctl stop -m immediate`: nothing is written, the log is replayed."""
    victim = _pid(rig)
    os.kill(victim, signal.SIGQUIT)
    rig.until(lambda: not alive(victim), "the crash")


def restart(rig: Rig) -> None:
    stop_postgres(rig.site)


def lose_a_backend(rig: Rig) -> None:
    """`kill -9` of one server process, upon which PostgreSQL restarts itself."""
    victim = rig.ask(BACKENDS)[0][0]
    os.kill(victim, signal.SIGKILL)
    rig.until(lambda: not alive(victim), "the loss")


def _pid(rig: Rig) -> int:
    pid = postgres_pid(rig.site)
    assert pid is not None
    return pid


@pytest.mark.parametrize("trouble", [crash, restart, lose_a_backend])
def test_in_the_middle_of_a_wave_the_database_meets_with_a(trouble: Callable[[Rig], None], rig: Rig) -> None:
    wave = rig.wave(rig.herd, lead=2.0, spread=4.0)
    rig.until(lambda: states(rig, wave)["sent"] >= 5, "the first of the wave")
    assert states(rig, wave)["sent"] < len(wave), "too late to be in the middle"
    trouble(rig)
    rig.revive("postgres")
    end(rig, wave)


@pytest.mark.parametrize("seed", range(5) if LONG else [1])
def test_the_connection_is_cut_during_every_second_commit(seed: int, rig: Rig) -> None:
    folder = rig.data.parent
    socket = place.sockets(rig.data) / f".s.PGSQL.{place.PORT}"
    with wire(folder, socket, seed=seed, one_in=2) as between:
        url = f"postgresql://{place.ROLE}@:{place.PORT}/{place.DATABASE}?host={folder}"
        rig.crew.have({"worker": worker(rig.data, DATABASE_URL=url), "beat": beat(rig.data)})
        wave = rig.wave(rig.herd, lead=3.0, spread=4.0)
        rig.until(lambda: len(between.cuts) == 2 and between.cuts.total() >= 6, "six cuts, of both kinds")
        between.mend()
        end(rig, wave)


def test_a_worker_that_is_to_write_the_answers_waits_in_a_circle_with_somebody_else(rig: Rig) -> None:
    wave = rig.wave(rig.herd[:PAIR], lead=1.0, spread=0.001)
    first, last = sorted(wave, key=lambda one: one.slot)
    with rig.connect(autocommit=False) as other:
        other.execute("SET deadlock_timeout = '1min'")  # so that the worker is the one to notice, and to lose
        with rig.google.keeping_everyone_waiting():
            rig.until(lambda: rig.google.asked == PAIR, "both to reach the provider")
            other.execute(LOCK, [last.member.plan])
        rig.until(lambda: rig.ask(SOMEBODY_WAITS)[0][0], "the worker to wait for us")
        other.execute(LOCK, [first.member.plan])  # had as soon as the worker has lost
        other.rollback()
    end(rig, wave)


def end(rig: Rig, wave: Sequence[Occurrence]) -> None:
    """Let the wave come to its end: sent, or, where the answer could not be written, unknown."""
    await_states(rig, wave, {*TERMINAL, "sending"})
    rig.let_pass(seconds=LEASE)
    await_settled(rig, wave)
    assert set(reckon(rig, wave)) <= {"sent", "unknown"}, rig.story()
