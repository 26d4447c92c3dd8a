"""Plans, the clocks that drive them, when people are busy, the nudges and the devices they go to, what we
asked about them, what may not be lost, and how many breaks they took.
"""

from .adherence import AdherenceDay, WeeklyGoal
from .break_taken import BreakTaken
from .calendar import BusyCalendar, BusyStretch
from .clock import Opening, PlanClock, Wave
from .device import Device
from .feed import CalendarFeed
from .nudge import Nudge
from .plan import Plan
from .question import PlanQuestion
from .safety import SafetyMessage

__all__ = [
    "AdherenceDay",
    "BreakTaken",
    "BusyCalendar",
    "BusyStretch",
    "CalendarFeed",
    "Device",
    "Nudge",
    "Opening",
    "Plan",
    "PlanClock",
    "PlanQuestion",
    "SafetyMessage",
    "Wave",
    "WeeklyGoal",
]
