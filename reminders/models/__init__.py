"""Plans, the clocks that drive them, when people are busy, the nudges, and what we asked about them."""

from .break_taken import BreakTaken
from .calendar import BusyCalendar, BusyStretch
from .clock import Opening, PlanClock
from .nudge import Nudge
from .plan import Plan
from .question import PlanQuestion

__all__ = [
    "BreakTaken",
    "BusyCalendar",
    "BusyStretch",
    "Nudge",
    "Opening",
    "Plan",
    "PlanClock",
    "PlanQuestion",
]
