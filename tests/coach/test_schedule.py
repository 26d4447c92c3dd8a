"""The beat table: a tick on the second."""

import datetime as dt
import pickle

import pytest

from coach.celery import app
from coach.schedule import BEAT, OnTheClock

NOON = dt.datetime(2026, 11, 18, 12, tzinfo=dt.UTC)


def after(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("every", "last", "now", "due", "wait"),
    [
        pytest.param(1, 0.002, 0.5, False, 0.5, id="not before the next second"),
        pytest.param(1, 0.002, 1.001, True, 0.999, id="just after it"),
        pytest.param(1, 0.9, 1.0, True, 1.0, id="on it"),
        pytest.param(1, 0.0, 7.25, True, 0.75, id="once, after a standstill"),
        pytest.param(5, 0.01, 4.0, False, 1.0, id="every five seconds"),
        pytest.param(5, 0.01, 5.01, True, 4.99, id="on the fifth"),
    ],
)
def test_it_comes_on_the_second(every: int, last: float, now: float, due: bool, wait: float) -> None:
    ticking = OnTheClock(every, nowfun=lambda: after(now), app=app)
    found, seconds = ticking.is_due(after(last))
    assert (found, seconds) == (due, pytest.approx(wait, abs=1e-3))


def test_the_beat_can_write_its_table_down() -> None:
    kept = pickle.loads(pickle.dumps(BEAT["tick"]["schedule"]))  # noqa: S301  # our own
    assert kept.is_due(after(-3600)).is_due


def test_every_task_in_the_table_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in BEAT.values()} <= set(app.tasks)
