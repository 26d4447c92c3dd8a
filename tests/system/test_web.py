"""`kill -9` of a web worker while phones ask."""

from collections.abc import Callable

import psutil
import pytest

from bench.server import load
from bench.server.killing import Killing, kill_busiest
from tests.system.awaiting import until
from tests.system.phone import Phone
from tests.system.stack import Stack

pytestmark = pytest.mark.system
PHONES = 12
ENOUGH = 5  # answers to each phone, before the kill and after it


def answers(phone: load.Phone, *, after: float = 0.0) -> int:
    return len([one for one in list(phone.asked) if not one.failed and one.sent > after])


def all_answered(phones: list[load.Phone], after: float = 0.0) -> bool:
    return all(answers(phone, after=after) >= ENOUGH for phone in phones)


def alive(web: psutil.Process) -> int:
    return len([one for one in web.children() if one.status() != psutil.STATUS_ZOMBIE])


def test_a_killed_worker_fails_at_most_what_it_held_and_another_takes_its_place(
    stack: Stack, make_phone: Callable[[str], Phone]
) -> None:
    token = make_phone("one-of-many").tokens["access_token"]
    requests = [load.get(f"/api/v1/{path}", token) for path in ("me/", "inbox/", "sync/")]
    phones = [load.Phone(stack.port) for _ in range(PHONES)]
    web = psutil.Process(stack.process("web"))
    usual = alive(web)
    killed: list[Killing] = []

    def kill() -> None:
        until(lambda: all_answered(phones), "answers to every phone before the kill")
        killed.append(kill_busiest(web, stack.port))
        until(lambda: all_answered(phones, killed[0].gone), "answers to every phone after the kill")

    load.closed_loop(phones, requests, kill)
    for phone in phones:
        phone.hang_up()
    [killing] = killed
    asked = [one for phone in phones for one in phone.asked]
    held, failed = killing.held(asked), [one for one in asked if one.failed]
    assert held, "the worker was idle: nothing was shown"
    assert [one for one in failed if one not in held] == []
    until(lambda: alive(web) == usual, "another worker")
