"""People, what they agreed to, what they feel, and who may see it."""

from .access import AccessLog, CareInvitation, CareLink, Client
from .assessment import Assessment
from .consent import Consent
from .days_off import DayOff
from .diary import DiaryEntry
from .episode import Episode
from .intake import IntakeAnswers
from .numbering import ChangeCounter, Numbered
from .organisation import Membership, Organisation
from .person import Person
from .receipt import Receipt
from .synced import Conflict, Gone, Outcome, Put, Synced
from .triage import TriageAcknowledgement, TriageReport

__all__ = [
    "AccessLog",
    "Assessment",
    "CareInvitation",
    "CareLink",
    "ChangeCounter",
    "Client",
    "Conflict",
    "Consent",
    "DayOff",
    "DiaryEntry",
    "Episode",
    "Gone",
    "IntakeAnswers",
    "Membership",
    "Numbered",
    "Organisation",
    "Outcome",
    "Person",
    "Put",
    "Receipt",
    "Synced",
    "TriageAcknowledgement",
    "TriageReport",
]
