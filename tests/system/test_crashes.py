"""`kill -9` in the middle of many due nudges: nothing is lost, nothing comes twice, and it goes on."""

import datetime as dt
import json
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from uuid import UUID

import psycopg
import pytest

from coach import local
from coach.local.place import CHECKOUT
from reminders.delivery import SENT_CHANNEL
from tests.system.awaiting import until
from tests.system.phone import Phone
from tests.system.stack import Stack

pytestmark = pytest.mark.system
HERD = 60
SPREAD = 6.0  # seconds over which a whole wave falls due
TERMINAL = ["sent", "failed", "unknown", "held", "expired"]
Slot = tuple[UUID, dt.datetime]

WAVE = """
WITH herd AS (SELECT plan, row_number() OVER () AS turn FROM unnest(%s::uuid[]) AS plan)
UPDATE reminders_planclock clock
SET next_due_at = clock_timestamp() + make_interval(secs => 2 + %s * herd.turn / %s)
FROM herd WHERE clock.plan_id = herd.plan
RETURNING clock.plan_id, clock.next_due_at
"""
ROWS = """
SELECT nudge.plan_id, nudge.slot, nudge.state FROM reminders_nudge nudge
JOIN unnest(%s::uuid[], %s::timestamptz[]) AS wave (plan_id, slot) USING (plan_id, slot)
"""


@pytest.fixture(scope="module")
def herd(stack: Stack, demonstration: str) -> list[UUID]:
    """The plans of many people, made once the demonstration stands, so that no kill hits that."""
    made = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "tests.system.herd", str(HERD)],
        cwd=CHECKOUT,
        env=stack.environ,
        check=True,
        capture_output=True,
        text=True,
    )
    return [UUID(line) for line in made.stdout.split()]


class Lines:
    """Everything the service said it sent, as `manage.py up` hears it for its live lines."""

    def __init__(self, stack: Stack) -> None:
        self._connection = psycopg.connect(local.database_url(stack.data), autocommit=True)
        self._connection.execute(f"LISTEN {SENT_CHANNEL}")
        self.heard: Counter[Slot] = Counter()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._hear)
        self._thread.start()

    def _hear(self) -> None:
        try:
            while not self._stop.is_set():
                for notice in self._connection.notifies(timeout=0.2):
                    said = json.loads(notice.payload)
                    self.heard[UUID(said["plan"]), dt.datetime.fromisoformat(said["due_at"])] += 1
        except psycopg.OperationalError:
            pass  # the database was the victim

    def close(self) -> None:
        self._stop.set()
        self._thread.join()
        self._connection.close()


@pytest.fixture
def lines(stack: Stack) -> Iterator[Lines]:
    listening = Lines(stack)
    yield listening
    listening.close()


def begin_wave(stack: Stack, plans: list[UUID], seconds: float) -> list[Slot]:
    """Let every plan fall due, the first in two seconds and the last so many `seconds` later."""
    return [(plan, slot) for plan, slot in stack.ask(WAVE, plans, seconds, len(plans))]


def states(stack: Stack, wave: list[Slot]) -> Counter[str]:
    """How many rows the wave has in each state; nothing while the database is away."""
    try:
        rows = stack.ask(ROWS, [plan for plan, _ in wave], [slot for _, slot in wave])
    except psycopg.OperationalError:
        return Counter()
    return Counter(state for _, _, state in rows)


def settled(stack: Stack, wave: list[Slot]) -> int:
    found = states(stack, wave)
    return sum(found[state] for state in TERMINAL)


def web_is_well(phone: Phone) -> bool:
    """Whether every one of several requests that need the database is answered."""
    return all(phone.ask("GET", "me/").ok for _ in range(6))


@pytest.mark.parametrize("victim", ["worker", "beat", "valkey", "postgres"])
def test_killed_in_the_middle_nothing_is_lost_and_nothing_doubled(
    victim: str, stack: Stack, herd: list[UUID], lines: Lines, make_phone: Callable[[str], Phone]
) -> None:
    phone = make_phone(f"witness-of-{victim}")
    wave = begin_wave(stack, herd, SPREAD)
    until(lambda: settled(stack, wave) >= HERD // 6, "the first of the wave", every=0.05)
    stack.kill(victim)
    assert settled(stack, wave) < HERD, "the kill came too late to be in the middle"

    until(lambda: settled(stack, wave) >= HERD, f"every slot settled after the {victim} was killed")
    found = states(stack, wave)
    assert found.total() == HERD
    assert found["sent"] + found["unknown"] == HERD, f"nothing was too late or held back: {found}"
    assert stack.process(victim) is not None

    if victim != "postgres":  # whose death ends our listening too
        until(lambda: sum(lines.heard[slot] for slot in wave) >= found["sent"], "the last live line")

    until(lambda: web_is_well(phone), f"the web to be well after the {victim} was killed")
    onward = begin_wave(stack, herd[:3], 0.0)
    until(lambda: states(stack, onward)["sent"] == 3, f"nudges to go on after the {victim} was killed")
    assert set(lines.heard.values()) <= {1}, "something was sent twice"
