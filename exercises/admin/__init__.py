"""For physios: the library and its cards to read, change and vouch for; their clients' programmes."""

from exercises.admin import cards, enrolments, exercises

__all__ = ["cards", "enrolments", "exercises"]
