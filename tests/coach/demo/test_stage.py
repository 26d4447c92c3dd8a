import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest

from coach.demo import stage
from coach.demo.cast import the_cast
from coach.demo.letters import Letterbox
from coach.demo.stage import Stage

NOW = dt.datetime(2026, 11, 18, 9, 30, tzinfo=dt.UTC)
NOBODY_LISTENS = "http://127.0.0.1:1"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def set_up(tmp_path: Any, told: list[str]) -> Callable[[], Stage]:
    return lambda: Stage(NOBODY_LISTENS, "secret", Letterbox(tmp_path), told.append, lambda: NOW)


def test_results_come_as_they_are_ready() -> None:
    assert sorted(stage._at_once(lambda number: number * 2, range(10))) == list(range(0, 20, 2))


def test_the_first_failure_ends_it_and_the_rest_is_not_begun() -> None:
    begun = []

    def fail_while_others_work(number: int) -> None:
        begun.append(number)
        if number == 0:
            raise ValueError(number)
        threading.Event().wait(0.05)

    with pytest.raises(ValueError, match="0"):
        list(stage._at_once(fail_while_others_work, range(1000)))
    assert len(begun) < 1000


def test_a_service_that_is_gone_is_not_taken_for_a_refusal(set_up: Callable[[], Stage]) -> None:
    with pytest.raises(ConnectionRefusedError):
        set_up().repeat(the_cast(3))


def test_it_begins_by_telling_what_time_it_is_where(set_up: Callable[[], Stage], told: list[str]) -> None:
    with pytest.raises(ConnectionRefusedError):
        set_up().perform(the_cast(3), stage.Desk(frozenset(), {}, {}))
    assert told == ["3 people take out their phones (Amsterdam 10:30, New York 04:30, Kolkata 15:00)."]
