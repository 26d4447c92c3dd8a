"""Warning signs: one versioned table, one pure function, and the words for the outcome. No clock.

Read in this order: `signs.toml`, `tier`, `context`, `table`, `triage`, `wording`, `asking`, `pausing`.
"""

from coach.triage.asking import Reason, due_for_triage
from coach.triage.context import Context
from coach.triage.countries import COUNTRIES, Country, country_of
from coach.triage.pausing import Nudge, Pause, Who, Word, opens_worklist_item, pauses
from coach.triage.reading import TableError
from coach.triage.table import TABLE, Table, read_table
from coach.triage.tier import Tier
from coach.triage.triage import Outcome, UnknownSignError, as_json, lasting, to_ask, triage
from coach.triage.wording import Call, Message, wording

__all__ = [
    "COUNTRIES",
    "TABLE",
    "Call",
    "Context",
    "Country",
    "Message",
    "Nudge",
    "Outcome",
    "Pause",
    "Reason",
    "Table",
    "TableError",
    "Tier",
    "UnknownSignError",
    "Who",
    "Word",
    "as_json",
    "country_of",
    "due_for_triage",
    "lasting",
    "opens_worklist_item",
    "pauses",
    "read_table",
    "to_ask",
    "triage",
    "wording",
]
