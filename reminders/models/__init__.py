"""Plans, the clocks that drive them, and the nudges that came of it."""

from .calendar import BusyCalendar, BusyStretch
from .nudge import Nudge
from .plan import Plan, PlanClock

__all__ = ["BusyCalendar", "BusyStretch", "Nudge", "Plan", "PlanClock"]
