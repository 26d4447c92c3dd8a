"""What the database has to be told of a spike: its statistics were taken when next to nothing was due, and
its index by due time begins with all that was served until somebody clears it.
"""

from django.db import connection

# Within a transaction: go from row to row by index, and stop at the batch. Left to itself the planner takes
# and sorts "the few that are due", which in a spike are a hundred thousand, anew for every batch of them; and
# reads from end to end what was "all but empty" an hour ago.
BY_INDEX = """
SELECT set_config('enable_bitmapscan', 'off', TRUE), set_config('enable_seqscan', 'off', TRUE),
       set_config('enable_hashjoin', 'off', TRUE), set_config('enable_mergejoin', 'off', TRUE)
"""

LARGE = 100_000  # clocks served at once, by one of at most two claimers
# What autovacuum would do within a minute. Nothing else is kept waiting: no lock on the table's end is taken,
# and where autovacuum, or the other claimer, is at it already, that is enough.
CLEAR_UP = "VACUUM (SKIP_LOCKED, TRUNCATE FALSE, INDEX_CLEANUP ON) reminders_planclock"


def clear_up(served: int) -> None:
    """After a large spike, free the index by due time of what was served: each tick would read past it."""
    if served >= LARGE:
        with connection.cursor() as cursor:
            cursor.execute(CLEAR_UP)
