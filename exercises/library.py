"""Bringing texts from files into the database, as often as one likes. What a physio changed stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction

from exercises import catalogue, stamp
from exercises.models import Card, Curated, Exercise

Columns = Mapping[str, Any]
"""What a file wants a row to say, by column; `content_hash` among them."""

EXERCISE = (
    "regions", "kind", "level", "places", "position", "equipment", "muscles", "activities", "ruled_out_by",
    "micro_break", "duration_seconds", "both_sides", "figures", "source", "reviewed_on", "content_hash",
)  # fmt: skip
CARD = ("topic", "regions", "source", "reviewed_on")
ABOUT = ("content_hash", "reviewed_on", "reviewed_by", "needs_review")
"""Columns that say something about a text, and are not the text."""

OURS = {"reviewed_by": None, "needs_review": False}
"""The catalogue's own texts were read before they came into its files; `reviewed_on` says when."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows were new, corrected, already as they should be, and retired.

    `left_alone` are the keys of rows that a physio changed and that a file would have say something else,
    each with the fields concerned.
    """

    added: int
    corrected: int
    unchanged: int
    retired: int
    left_alone: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.added} added, {self.corrected} corrected, {self.unchanged} unchanged, "
            f"{self.retired} retired, {len(self.left_alone)} left alone"
        )


def load(ours: catalogue.Catalogue) -> tuple[Loaded, Loaded]:
    """Make exercises and cards say what the catalogue says. What it dropped is retired, never deleted."""
    exercises = {one.slug: {**_exercise(one), **OURS} for one in ours.exercises}
    cards = {one.slug: {**_card(one, place), **OURS} for place, one in enumerate(ours.cards, start=1)}
    return (
        bring(exercises, Exercise.objects.of_the_catalogue(), retire=True),
        bring(cards, Card.objects.all(), retire=True),
    )


def bring(wanted: Mapping[str, Columns], rows: Any, *, retire: bool) -> Loaded:
    """Make `rows` (of one collection) say what is `wanted` by key; `retire` those that are not wanted.

    All or nothing. A row that a physio changes meanwhile waits, and is theirs afterwards.
    """
    with transaction.atomic():
        held: dict[str, Curated] = {row.slug: row for row in rows.select_for_update().order_by("slug")}
        theirs = {slug: row for slug, row in held.items() if row.edited_at}
        stale = [
            row
            for slug, row in held.items()
            if slug in wanted and slug not in theirs and _is_stale(row, wanted[slug])
        ]
        fresh = [rows.model(slug=slug, **columns) for slug, columns in wanted.items() if slug not in held]
        for row in stale:
            _rewrite(row, wanted[row.slug])
        rows.model.objects.bulk_create(fresh)
        dropped = held.keys() - wanted.keys() - theirs.keys() if retire else set()
        retired = rows.filter(slug__in=dropped, retired=False).update(retired=True)
        stamp.renew()
    concerned = {slug: row for slug, row in theirs.items() if retire or slug in wanted}
    differing = {slug: _differing(row, wanted.get(slug)) for slug, row in concerned.items()}
    left_alone = {slug: fields for slug, fields in differing.items() if fields}
    same = len((held.keys() & wanted.keys()) - left_alone.keys()) - len(stale)
    return Loaded(len(fresh), len(stale), same, retired, tuple(left_alone.items()))


def _is_stale(row: Curated, wanted: Columns) -> bool:
    return row.retired or row.content_hash != wanted["content_hash"]


def _rewrite(row: Curated, wanted: Columns) -> None:
    for name, value in {**wanted, "retired": False}.items():
        setattr(row, name, value)
    row.save()


def _differing(row: Curated, wanted: Columns | None) -> tuple[str, ...]:
    """The fields in which a physio's row is not what a file wants; `retired` where the file dropped it."""
    if wanted is None:
        return () if row.retired else ("retired",)
    told = {name: value for name, value in wanted.items() if name not in ABOUT}
    return tuple(name for name, value in {**told, "retired": False}.items() if getattr(row, name) != value)


def _exercise(one: catalogue.Exercise) -> dict[str, Any]:
    lists = {
        f"{field}_{language}": [getattr(text, language) for text in getattr(one, field)]
        for field in ("steps", "cautions")
        for language in catalogue.LANGUAGES
    }
    dose = {name: getattr(one.dose, name) for name in ("sets", "repetitions", "hold_seconds")}
    same = {name: _plain(getattr(one, name)) for name in EXERCISE}
    return _texts(one, "name", "purpose") | lists | dose | same


def _card(one: catalogue.Card, place: int) -> dict[str, Any]:
    same = {name: _plain(getattr(one, name)) for name in CARD}
    placed = sha256(f"{place} {one.content_hash}".encode()).hexdigest()
    return _texts(one, "title", "body") | same | {"kind": one.group, "place": place, "content_hash": placed}


def _texts(one: Any, *fields: str) -> dict[str, Any]:
    return {
        f"{field}_{tongue}": getattr(getattr(one, field), tongue)
        for field in fields
        for tongue in catalogue.LANGUAGES
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
