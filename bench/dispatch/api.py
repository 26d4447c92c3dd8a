"""What phones notice of a spike: the API's answers while very many nudges are written, ahead of their slot,
and while they are settled, after it.

Beside them what they notice of a program that only counts, and asks no database for anything: the least that
any work on this machine costs them.
"""

import datetime as dt
import random
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from django.db import connection

from bench.dispatch.due import make_due_soon
from bench.dispatch.neighbours import Host, await_quiet
from bench.dispatch.processes import Scales, running
from bench.dispatch.rounds import percentile, say
from coach.local import ports
from coach.management.commands.up import programs
from coach.models import Person
from reminders.waves import LEAD
from tests.reminders.channels.peers import unused_port
from tests.system.awaiting import until
from tests.tokens import access_token

PHONES = 8  # at once, at most
A_SECOND = 40  # requests, over all phones
AT_REST = 20.0  # seconds of calm to compare with
PATHS = ("inbox/", "nudges/", "reminders/", "me/")
SETTLED = """
SELECT percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM settled_at - due_at)),
       count(*) FILTER (WHERE state = 'sent'), count(*)
FROM reminders_nudge WHERE slot = %s
"""
UNWRITTEN = "SELECT EXISTS (SELECT FROM reminders_planclock WHERE next_due_at <= %s)"
UNSETTLED = """
SELECT EXISTS (SELECT FROM reminders_nudge WHERE state = 'due' AND due_at <= %s)
    OR EXISTS (SELECT FROM reminders_nudge WHERE state = 'sending' AND sending_at IS NOT NULL)
"""


@dataclass
class Spike:
    """Milliseconds of the API's answers, at rest, beside a count and during; seconds until settled in the
    inbox; MB; milliseconds of a second that the host took.
    """

    at_rest: list[float]
    beside_a_count: list[float]
    during: list[float]
    settled: tuple[float, float]
    memory: dict[str, float]
    took: float


def measure(data: Path, due: int, rounds: int) -> list[Spike]:
    """All of Coach as on one machine, phones that ask at a steady pace, and `due` nudges at once."""
    port = unused_port()
    tokens = _tokens(50)
    (data / "schedule").mkdir(exist_ok=True)
    with running(data, programs(data, port)) as processes:
        until(lambda: ports.answers(port), "the web server to answer", seconds=60)
        _ask(port, tokens, lambda: time.sleep(5))  # warm
        return [_spike(port, tokens, due, number, rounds, Scales(processes)) for number in range(rounds)]


def _spike(port: int, tokens: list[str], due: int, number: int, rounds: int, scales: Scales) -> Spike:
    await_quiet()
    slot = make_due_soon(due, calm=2 * AT_REST)
    begins, host = slot - LEAD, Host()
    with scales:
        at_rest = _ask(port, tokens, lambda: _sleep_until(begins - dt.timedelta(seconds=AT_REST)))
        with _counting():
            count = _ask(port, tokens, lambda: _sleep_until(begins))
        writing = _ask(port, tokens, lambda: _await_no_more(UNWRITTEN, slot))
        _sleep_until(slot)
        settling = _ask(port, tokens, lambda: _await_no_more(UNSETTLED, slot))
    with connection.cursor() as cursor:
        cursor.execute(SETTLED, [slot])
        (half, most), sent, written = cursor.fetchone()
    took = host.took
    assert sent == written == due, f"{sent} of {written} of {due} were sent"
    during = writing + settling
    rest, beside, spike = (percentile(taken, 99) for taken in (at_rest, count, during))
    told = f"API 99 % {rest:.0f} ms at rest, {beside:.0f} ms beside a count, {spike:.0f} ms beside {due:,}"
    settled = f"settled 50 % {half:.1f} s, 99 % {most:.1f} s"
    say(f"round {number + 1}/{rounds}  {told}; {settled}; the host took {took:.0f}")
    return Spike(at_rest, count, during, (half, most), dict(scales.most), took)


@contextmanager
def _counting() -> Iterator[None]:
    program = subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
    try:
        yield
    finally:
        program.kill()
        program.wait()


def _ask(port: int, tokens: list[str], wait: Callable[[], object]) -> list[float]:
    """Milliseconds from when each request was to be sent to its answer, until `wait` is over."""
    over = threading.Event()
    with ThreadPoolExecutor(PHONES) as pool:
        phones = [pool.submit(_phone, port, tokens, number, over) for number in range(PHONES)]
        try:
            wait()
        finally:
            over.set()
        return [taken for phone in phones for taken in phone.result()]


def _phone(port: int, tokens: list[str], number: int, over: threading.Event) -> list[float]:
    taken, chosen = [], random.Random(number)
    due = time.perf_counter() + chosen.random() * PHONES / A_SECOND
    while not over.wait(max(0.0, due - time.perf_counter())):
        headers = {"Authorization": f"Bearer {chosen.choice(tokens)}"}
        line = HTTPConnection("127.0.0.1", port, timeout=60)  # each from a phone of its own
        line.request("GET", f"/api/v1/{chosen.choice(PATHS)}", headers=headers)
        answer = line.getresponse()
        answer.read()
        line.close()
        assert answer.status == 200, answer.status
        taken.append(1000 * (time.perf_counter() - due))
        due += PHONES / A_SECOND
    return taken


def _tokens(count: int) -> list[str]:
    people = Person.objects.filter(email__startswith="crowd-").order_by("pk")[:count]
    return [access_token(person) for person in people]


def _await_no_more(which: str, slot: dt.datetime) -> None:
    """Wait until there are no more of these, asking once a second: oftener would be work beside the work."""
    until(lambda: not _any(which, slot), "all of it to be done", seconds=600, every=1.0)


def _any(which: str, slot: dt.datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(which, [slot])
        some: bool = cursor.fetchone()[0]
        return some


def _sleep_until(moment: dt.datetime) -> None:
    time.sleep(max(0.0, moment.timestamp() - time.time()))
