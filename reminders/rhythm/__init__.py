"""When to nudge: a person's working week, in their own clock, turned into instants. No database, no clock."""

from reminders.rhythm.daily import Daily
from reminders.rhythm.errors import RhythmError
from reminders.rhythm.phase import phase_for
from reminders.rhythm.rhythm import Rhythm
from reminders.rhythm.wall import fixed_time
from reminders.rhythm.windows import WEEKDAYS, Window, Windows

__all__ = [
    "WEEKDAYS",
    "Daily",
    "Rhythm",
    "RhythmError",
    "Timetable",
    "Window",
    "Windows",
    "fixed_time",
    "phase_for",
]

Timetable = Rhythm | Daily
"""Breaks within hours, or one moment a day: whoever asks "when next?" need not know which."""
