"""A worker on a machine whose clock is wrong by HOURS_AHEAD: `celery -A tests.system.chaos.elsewhen worker`.

Everything in the process that asks what time it is, gets that answer; the database has a clock of its own.
"""

import datetime as dt
import os

import time_machine

time_machine.travel(dt.timedelta(hours=float(os.environ["HOURS_AHEAD"])), tick=True).start()

from coach.celery import app  # noqa: E402  # after the clock is wrong

__all__ = ["app"]
