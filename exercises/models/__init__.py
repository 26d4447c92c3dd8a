"""The exercise library as the database keeps it, and what people do with it."""

from .card import Card
from .curated import Curated, Unfinished
from .decision import Action, Decision
from .enrolment import Author, Enrolment, EnrolmentVersion, Status, StatusChange
from .exercise import Exercise
from .fields import choices
from .programme import Programme
from .session import Session, StopReason

__all__ = [
    "Action",
    "Author",
    "Card",
    "Curated",
    "Decision",
    "Enrolment",
    "EnrolmentVersion",
    "Exercise",
    "Programme",
    "Session",
    "Status",
    "StatusChange",
    "StopReason",
    "Unfinished",
    "choices",
]
