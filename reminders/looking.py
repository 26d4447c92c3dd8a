"""What there is to do, asked in one question: a tick comes every second, and mostly there is nothing."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from reminders.delivery import LEASE
from reminders.waves import LEAD

# The least value of an index is at its end, whatever the database believes of the table: a tick never reads
# more than that, also when a spike has just left the statistics far behind.
LOOK = """
SELECT now,
       COALESCE((SELECT min(next_due_at) FROM reminders_planclock) <= now + make_interval(secs => %s), FALSE),
       COALESCE((SELECT min(slot) FROM reminders_wave) <= now, FALSE),
       COALESCE((SELECT min(due_at) FROM reminders_nudge WHERE state = 'due') <= now, FALSE),
       COALESCE((SELECT min(sending_at) FROM reminders_nudge WHERE state = 'sending')
                < now - make_interval(secs => %s), FALSE)
FROM (SELECT clock_timestamp() AS now) clock
"""


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
