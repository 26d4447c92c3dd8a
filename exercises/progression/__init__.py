"""A step up, a step back, or stay: what follows for the dose of one exercise from how it went.

Pure: no database, no clock. Read in this order: `dose`, `case`, `rules`, `decision`, `words`.

It rests on the pain-monitoring model, in which some pain during exercise is accepted as long as it stays
within a limit and has settled by the next day (Thomeé, Phys Ther 1997;77; Silbernagel and others, Am J
Sports Med 2007;35:897). What each number rests on, and what is our own choice, is in docs/progression.md.
"""

from exercises.programmes.model import Limits
from exercises.progression.case import LONG_ABSENCE, Bout, StopReason
from exercises.progression.decision import Action, Decision, decide
from exercises.progression.dose import Dose
from exercises.progression.rules import Reason
from exercises.progression.words import because, render, sentence

__all__ = [
    "LONG_ABSENCE",
    "Action",
    "Bout",
    "Decision",
    "Dose",
    "Limits",
    "Reason",
    "StopReason",
    "because",
    "decide",
    "render",
    "sentence",
]
