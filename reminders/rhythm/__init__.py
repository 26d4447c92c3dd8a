"""When to nudge: a person's working week, in their own clock, turned into instants. No database, no clock."""

from reminders.rhythm.errors import RhythmError
from reminders.rhythm.phase import phase_for
from reminders.rhythm.rhythm import Rhythm
from reminders.rhythm.wall import fixed_time
from reminders.rhythm.windows import Window, Windows

__all__ = ["Rhythm", "RhythmError", "Window", "Windows", "fixed_time", "phase_for"]
