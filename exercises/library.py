"""Bringing the catalogue's files into the database, as often as one likes."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from exercises.catalogue import Catalogue, Exercise
from exercises.models import Exercise as Row

SAME = (
    "regions", "kind", "level", "places", "position", "equipment", "muscles", "ruled_out_by", "micro_break",
    "duration_seconds", "both_sides", "figures", "source", "reviewed_on", "content_hash",
)  # fmt: skip


@dataclass(frozen=True)
class Loaded:
    """How many exercises were new, corrected, already as they should be, and retired."""

    added: int
    corrected: int
    unchanged: int
    retired: int


def load(catalogue: Catalogue) -> Loaded:
    """Make the library say what the catalogue says. What the catalogue dropped is retired, never deleted."""
    with transaction.atomic():
        held = dict(Row.objects.filter(retired=False).values_list("slug", "content_hash"))
        known = set(Row.objects.values_list("slug", flat=True))
        stale = [one for one in catalogue.exercises if held.get(one.slug) != one.content_hash]
        for one in stale:
            Row.objects.update_or_create(slug=one.slug, defaults={**_columns(one), "retired": False})
        kept = {one.slug for one in catalogue.exercises}
        retired = Row.objects.exclude(slug__in=kept).filter(retired=False).update(retired=True)
    added = sum(one.slug not in known for one in stale)
    return Loaded(added, len(stale) - added, len(kept) - len(stale), retired)


def _columns(one: Exercise) -> dict[str, Any]:
    texts = {
        f"{field}_{language}": getattr(getattr(one, field), language)
        for field in ("name", "purpose")
        for language in ("nl", "en")
    }
    lists = {
        f"{field}_{language}": [getattr(text, language) for text in getattr(one, field)]
        for field in ("steps", "cautions")
        for language in ("nl", "en")
    }
    dose = {name: getattr(one.dose, name) for name in ("sets", "repetitions", "hold_seconds")}
    same = {name: _plain(getattr(one, name)) for name in SAME}
    return texts | lists | dose | same


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
