"""What the database has to be told of a spike: its statistics were taken when next to nothing was due."""

# Within a transaction: go from row to row by index, and stop at the batch. Left to itself the planner takes
# and sorts "the few that are due", which in a spike are a hundred thousand, anew for every batch of them; and
# reads from end to end what was "all but empty" an hour ago.
BY_INDEX = """
SELECT set_config('enable_bitmapscan', 'off', TRUE), set_config('enable_seqscan', 'off', TRUE),
       set_config('enable_hashjoin', 'off', TRUE), set_config('enable_mergejoin', 'off', TRUE)
"""
