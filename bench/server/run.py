"""The servers in turn, round by round: at their fastest, at 80 % of that, and with a worker killed."""

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from django.core.management import call_command

from bench.dispatch.report import Line, compared, kept, machine, table
from bench.dispatch.rounds import median, percentile, say
from bench.rivals.phone import Phone as Person
from bench.server import load
from bench.server.killing import Killing, kill_busiest
from bench.server.load import Asked, Phone
from bench.server.serving import SERVERS, serving

PEOPLE, ENTRIES = 30, 60
CLOSED, OPEN = 16, 48  # phones at once
SHARE = 0.8  # of what it can do
PATHS = ("diary/?page_size=50", "sync/?limit=50", "me/", "inbox/", "exercises/?page_size=20")
SERVED_BY = "granian"  # what was promised is promised of this one


@dataclass(frozen=True)
class Round:
    """`most`: answers a second. `late`: milliseconds, and `errors`, at 80 % of that.

    When a worker was killed: how many requests it `held`, how many failed (`lost`), and how many of these it
    did not hold (`innocent`).
    """

    most: float
    late: list[float]
    errors: int
    held: int
    lost: int
    innocent: int


def run(data: Path, *, rounds: int, seconds: float) -> bool:
    """`seconds`: of each closed loop; the open one takes twice as long."""
    (data / "logs").mkdir(exist_ok=True)
    print(machine(), flush=True)
    call_command("migrate", verbosity=0)
    call_command("load_catalogue", verbosity=0)
    people = [Person(f"load-{number}", ENTRIES) for number in range(PEOPLE)]
    requests = [load.get(f"/api/v1/{path}", person.token) for person in people for path in PATHS]
    found: dict[str, list[Round]] = defaultdict(list)
    for number in range(rounds):
        for name in SERVERS:
            with serving(data, name) as (server, port):
                found[name].append(_round(server, port, requests, seconds))
            say(f"round {number + 1}/{rounds}  {name:<20} {_told(found[name][-1])}")
    lines = [line for name, some in found.items() for line in _lines(name, some)]
    print(table(lines), machine(), sep="\n\n", flush=True)
    return kept(lines)


def _round(server: psutil.Process, port: int, requests: Sequence[bytes], seconds: float) -> Round:
    _most(port, requests, seconds / 4)  # warms up
    most = _most(port, requests, seconds)
    calm = _steadily(port, requests, SHARE * most, 2 * seconds)
    killing, after = _killed(server, port, requests, SHARE * most, seconds)
    held, lost = killing.held(after), _failed(after)
    return Round(
        most,
        [one.late for one in calm if not one.failed],
        len(_failed(calm)),
        len(held),
        len(lost),
        len([one for one in lost if one not in held]),
    )


def _most(port: int, requests: Sequence[bytes], seconds: float) -> float:
    """Answers a second when every phone asks again at once."""
    phones = [Phone(port) for _ in range(CLOSED)]
    load.closed_loop(phones, requests, lambda: time.sleep(seconds))
    asked = _asked(phones)
    return (len(asked) - len(_failed(asked))) / seconds


def _steadily(port: int, requests: Sequence[bytes], a_second: float, seconds: float) -> list[Asked]:
    phones = [Phone(port) for _ in range(OPEN)]
    load.open_loop(phones, requests, a_second, lambda: time.sleep(seconds))
    return _asked(phones)


def _killed(
    server: psutil.Process, port: int, requests: Sequence[bytes], a_second: float, seconds: float
) -> tuple[Killing, list[Asked]]:
    phones, killings = [Phone(port) for _ in range(OPEN)], []

    def kill() -> None:
        time.sleep(seconds / 2)
        killings.append(kill_busiest(server, port))
        time.sleep(seconds / 2)

    load.open_loop(phones, requests, a_second, kill)
    return killings[0], _asked(phones)


def _asked(phones: Iterable[Phone]) -> list[Asked]:
    """Everything that was asked; the phones hang up."""
    for phone in phones:
        phone.hang_up()
    return [one for phone in phones for one in phone.asked]


def _failed(asked: Iterable[Asked]) -> list[Asked]:
    return [one for one in asked if one.failed]


def _told(one: Round) -> str:
    half, most = (percentile(one.late, percent) for percent in (50, 99))
    load_ = f"{one.most:.0f}/s, at 80 % 50 % {half:.0f} ms, 99 % {most:.0f} ms, {one.errors} errors"
    return f"{load_}; killed: {one.lost} of {one.held} held lost, {one.innocent} others"


def _lines(name: str, rounds: Sequence[Round]) -> list[Line]:
    half, most = (median(percentile(one.late, percent) for one in rounds) for percent in (50, 99))
    errors, innocent = (sum(getattr(one, part) for one in rounds) for part in ("errors", "innocent"))
    lost, held = (sum(getattr(one, part) for one in rounds) for part in ("lost", "held"))
    judged = [
        compared(f"{name}: errors at 80 %", 0, errors, "requests", most=True),
        compared(f"{name}: lost with a killed worker, of those it held", held, lost, "requests", most=True),
        compared(f"{name}: lost besides", 0, innocent, "requests", most=True),
    ]
    return [
        Line(f"{name}: answers a second, at most", None, median(one.most for one in rounds), "/s"),
        Line(f"{name}: at 80 % of that, 50 % within", None, half, "ms"),
        Line(f"{name}: at 80 % of that, 99 % within", None, most, "ms"),
        *(one if name == SERVED_BY else Line(one.name, None, one.measured, one.unit) for one in judged),
    ]
