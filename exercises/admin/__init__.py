"""The exercise library and its cards, for physios to read, change and vouch for."""

from exercises.admin import cards, exercises

__all__ = ["cards", "exercises"]
