"""Brings the file of another collection into the library."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exercises import library
from exercises.importing import free_exercise_db
from exercises.importing.reading import Broken, Fault, Item, items
from exercises.models import Exercise

FORMATS = {"free-exercise-db": free_exercise_db}


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the rows, how many of the file wait for review, and what had no counterpart here."""

    loaded: library.Loaded
    waiting: int
    unmapped: free_exercise_db.Unmapped


def import_file(path: Path, format_name: str) -> Imported:
    """Take over every exercise of the file, or raise `Broken` and nothing. The same again changes nothing.

    What is new waits for review. What a physio changed stays; what the file no longer has stays, too.
    """
    form = FORMATS[format_name]
    found = list(items(path))
    if faults := [fault for item in found for fault in form.faults(item)] or list(_twice(found, form)):
        raise Broken(faults)
    unmapped: free_exercise_db.Unmapped = Counter()
    wanted = {form.slug(item.value): form.columns(item.value, unmapped) for item in found}
    rows = Exercise.objects.filter(source=form.TABLE["source"])
    loaded = library.bring(wanted, rows, retire=False)
    return Imported(loaded, rows.filter(slug__in=wanted, needs_review=True).count(), unmapped)


def _twice(found: Sequence[Item], form: Any) -> list[Fault]:
    first: dict[str, Item] = {}
    faults = []
    for item in found:
        other = first.setdefault(form.slug(item.value), item)
        if other is not item:
            remedy = f"line {other.line('id')} has this id, but for capitals and signs: choose another"
            faults.append(Fault(item.line("id"), item.value["id"], "id", remedy))
    return faults
