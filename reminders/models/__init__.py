"""Plans, the clocks that drive them, and the nudges that came of it."""

from .nudge import Nudge
from .plan import Plan, PlanClock

__all__ = ["Nudge", "Plan", "PlanClock"]
