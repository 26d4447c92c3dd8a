"""What to do on which day of a programme, given what was done. Pure: no database, no clock.

Read in this order: `plan` (what comes in), `layout`, `weeks`, `walk`, `agenda`.
"""

from exercises.agenda.agenda import agenda
from exercises.agenda.plan import OFF_STATES, Day, Off, OffKind, Programme, Routine, State, Version, Week
from exercises.agenda.weeks import last_day

__all__ = [
    "OFF_STATES",
    "Day",
    "Off",
    "OffKind",
    "Programme",
    "Routine",
    "State",
    "Version",
    "Week",
    "agenda",
    "last_day",
]
