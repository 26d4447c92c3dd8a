"""What there is to do, asked in one question: a tick comes every second, and mostly there is nothing."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from reminders.delivery import LEASE
from reminders.waves import LEAD

# A function of the migration `0003_look`.
LOOK = "SELECT * FROM reminders_look(make_interval(secs => %s), make_interval(secs => %s))"


@dataclass(frozen=True)
class ToDo:
    """By the database's clock, at `at`: are nudges to be written, did the slot come of some that were written
    ahead, do nudges wait for a worker, did one die with some?
    """

    at: dt.datetime
    plans: bool
    waves: bool
    nudges: bool
    left_behind: bool


def look() -> ToDo:
    with connection.cursor() as cursor:
        cursor.execute(LOOK, [LEAD.total_seconds(), LEASE.total_seconds()])
        return ToDo(*cursor.fetchone())
