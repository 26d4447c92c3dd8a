"""The exercise library as the database keeps it."""

from .exercise import Exercise
from .fields import choices

__all__ = ["Exercise", "choices"]
