"""Ready programmes of weeks, days and doses, in Dutch and English: data files, and the code that checks them.

`model` is what a programme asks; `stored` carries it into a row and back; `loader` reads our own, by `rules`.
"""

from exercises.programmes.loader import load
from exercises.programmes.model import (
    Band,
    Bounds,
    Content,
    Day,
    Limits,
    Phase,
    Prescription,
    Range,
    Side,
    Template,
    Weekday,
)
from exercises.programmes.stored import as_json, from_json, plain

__all__ = [
    "Band",
    "Bounds",
    "Content",
    "Day",
    "Limits",
    "Phase",
    "Prescription",
    "Range",
    "Side",
    "Template",
    "Weekday",
    "as_json",
    "from_json",
    "load",
    "plain",
]
