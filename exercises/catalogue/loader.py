"""From data files to a validated catalogue. No database, no clock; the same files give the same catalogue."""

from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TypeVar

from exercises.catalogue.model import Card, Catalogue, Dose, Exercise, Source
from exercises.catalogue.reading import Entry, entries
from exercises.catalogue.rules import CARD_RULES, EXERCISE_RULES, Fault, figures_are_drawn
from exercises.catalogue.vocabulary import (
    ALWAYS_RULED_OUT_BY,
    Activity,
    CardGroup,
    Equipment,
    Kind,
    Level,
    Muscle,
    Place,
    Position,
    Region,
    Sign,
    Topic,
)
from exercises.figures import keys as drawn_figures

FOLDER = Path(__file__).parent
Item = TypeVar("Item", Exercise, Card)


def load(folder: Path = FOLDER, figures: Collection[str] | None = None) -> Catalogue:
    """Our own catalogue, or one laid out the same way in `folder` (data/, cards/, sources.toml).

    `figures` are the keys that can be drawn; ours when not given. Raises `CatalogueError` for the first
    breach, naming file, slug, field and remedy.
    """
    drawn = drawn_figures() if figures is None else figures
    sources = load_sources(folder)
    known = {source.key for source in sources}
    exercises = _read(folder / "data", "exercise", _exercise, lambda one: _exercise_faults(one, known, drawn))
    cards = _read(folder / "cards", "card", _card, lambda one: _card_faults(one, known))
    return Catalogue(exercises, cards, sources)


def load_sources(folder: Path = FOLDER) -> tuple[Source, ...]:
    """The documents that the content rests on. Raises `CatalogueError`."""
    return tuple(_source(entry) for entry in entries(folder / "sources.toml", "source", "key"))


def _read(
    folder: Path, kind: str, build: Callable[[Entry], Item], faults: Callable[[Item], Iterator[Fault]]
) -> tuple[Item, ...]:
    found: dict[str, Item] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in entries(path, kind, "slug"):
            item = build(entry)
            entry.finish()
            if item.slug in found:
                entry.refuse("slug", "this slug is already taken: choose another")
            for field, remedy in faults(item):
                entry.refuse(field, remedy)
            found[item.slug] = item
    return tuple(found.values())


def _exercise(entry: Entry) -> Exercise:
    extra = entry.choices("ruled_out_by", Sign)
    return Exercise(
        slug=entry.string("slug"),
        name=entry.text("name"),
        purpose=entry.text("purpose"),
        regions=entry.choices("regions", Region),
        kind=entry.choice("kind", Kind),
        level=entry.choice("level", Level),
        places=entry.choices("places", Place),
        position=entry.choice("position", Position),
        equipment=entry.choices("equipment", Equipment),
        muscles=entry.choices("muscles", Muscle),
        activities=entry.choices("activities", Activity),
        micro_break=entry.flag("micro_break"),
        duration_seconds=entry.whole("duration_seconds", 30, 3600),
        dose=_dose(entry.table("dose")),
        both_sides=entry.flag("both_sides"),
        steps=entry.texts("steps"),
        cautions=entry.texts("cautions"),
        ruled_out_by=(*ALWAYS_RULED_OUT_BY, *(sign for sign in extra if sign not in ALWAYS_RULED_OUT_BY)),
        figures=entry.strings("figures") or (entry.slug,),
        source=entry.string("source"),
        reviewed_on=entry.day("reviewed_on"),
    )


def _dose(entry: Entry) -> Dose:
    dose = Dose(
        sets=entry.whole("sets", 1, 6),
        repetitions=entry.whole_or_none("repetitions", 1, 40),
        hold_seconds=entry.whole_or_none("hold_seconds", 1, 180),
    )
    entry.finish()
    return dose


def _card(entry: Entry) -> Card:
    return Card(
        slug=entry.string("slug"),
        group=entry.choice("group", CardGroup),
        topic=entry.choice("topic", Topic),
        title=entry.text("title"),
        body=entry.text("body"),
        regions=entry.choices("regions", Region),
        source=entry.string("source"),
        reviewed_on=entry.day("reviewed_on"),
    )


def _source(entry: Entry) -> Source:
    source = Source(
        key=entry.string("key"),
        title=entry.text("title"),
        publisher=entry.string("publisher"),
        updated=entry.string("updated"),
        bias=entry.text("bias"),
    )
    entry.finish()
    return source


def _exercise_faults(exercise: Exercise, sources: Collection[str], drawn: Collection[str]) -> Iterator[Fault]:
    for rule in EXERCISE_RULES:
        yield from rule(exercise)
    yield from figures_are_drawn(exercise, drawn)
    yield from _source_is_known(exercise, sources)


def _card_faults(card: Card, sources: Collection[str]) -> Iterator[Fault]:
    for rule in CARD_RULES:
        yield from rule(card)
    yield from _source_is_known(card, sources)


def _source_is_known(item: Exercise | Card, sources: Collection[str]) -> Iterator[Fault]:
    if item.source not in sources:
        yield "source", f"{item.source!r} is not a key of sources.toml"
