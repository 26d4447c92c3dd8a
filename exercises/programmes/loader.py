"""From data files to ready programmes that keep the rules. No database, no clock."""

from collections.abc import Mapping
from pathlib import Path

from exercises.catalogue.model import Catalogue, Exercise
from exercises.catalogue.reading import Entry, entries
from exercises.catalogue.vocabulary import Level, Region
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
from exercises.programmes.rules import RULES

FOLDER = Path(__file__).parent / "data"
SETS, REPETITIONS, SECONDS, LOAD_KG = (1, 6), (1, 40), (1, 3600), (0.5, 60)
"""Least and most of each part of a dose, whoever prescribes it."""

FINE, ALLOWED, EFFORT = (0, 4), (1, 5), (2, 8)
"""Least and most of each limit: of pain, 0–10, and of effort on Borg's CR10."""

LONGEST_REST = 300  # seconds
LONGEST_PHASE = 12  # weeks


def load(catalogue: Catalogue, folder: Path = FOLDER) -> tuple[Template, ...]:
    """Our own programmes, or those in `folder`, of the exercises and sources of `catalogue`.

    Raises `CatalogueError` for the first breach, naming file, slug, field and remedy.
    """
    exercises = {one.slug: one for one in catalogue.exercises}
    sources = {one.key for one in catalogue.sources}
    found: dict[str, Template] = {}
    for path in sorted(folder.glob("*.toml")):
        for entry in entries(path, "programme"):
            template = _template(entry, exercises)
            entry.finish()
            if template.slug in found:
                entry.refuse("slug", "this slug is already taken: choose another")
            if template.source not in sources:
                entry.refuse("source", f"{template.source!r} is not a key of sources.toml")
            for rule in RULES:
                for field, remedy in rule(template, exercises):
                    entry.refuse(field, remedy)
            found[template.slug] = template
    return tuple(found.values())


def _template(entry: Entry, exercises: Mapping[str, Exercise]) -> Template:
    return Template(
        slug=entry.string("slug"),
        title=entry.text("title"),
        summary=entry.text("summary"),
        pain_rule=entry.text("pain_rule"),
        regions=entry.choices("regions", Region),
        level=entry.choice("level", Level),
        self_care=entry.flag("self_care"),
        source=entry.string("source"),
        reviewed_on=entry.day("reviewed_on"),
        content=Content(
            tuple(_phase(one, exercises) for one in entry.tables("phases")), _limits(entry.table("limits"))
        ),
    )


def _limits(entry: Entry) -> Limits:
    limits = Limits(
        fine=entry.whole("fine", *FINE),
        allowed=entry.whole("allowed", *ALLOWED),
        effort=entry.whole("effort", *EFFORT),
    )
    entry.finish()
    return limits


def _phase(entry: Entry, exercises: Mapping[str, Exercise]) -> Phase:
    phase = Phase(
        weeks=entry.whole("weeks", 1, LONGEST_PHASE),
        title=entry.text("title"),
        days=tuple(_day(one, exercises) for one in entry.tables("days")),
    )
    entry.finish()
    return phase


def _day(entry: Entry, exercises: Mapping[str, Exercise]) -> Day:
    day = Day(
        key=entry.string("key"),
        title=entry.text("title"),
        times_per_week=entry.whole("times_per_week", 1, 7),
        rest_days=entry.whole_or_none("rest_days", 0, 6) or 0,
        weekdays=entry.choices("weekdays", Weekday),
        prescriptions=tuple(_prescription(one, exercises) for one in entry.tables("prescriptions")),
    )
    entry.finish()
    return day


def _prescription(entry: Entry, exercises: Mapping[str, Exercise]) -> Prescription:
    slug = entry.string("exercise")
    if slug not in exercises:
        entry.refuse("exercise", f"no exercise of the catalogue is called {slug!r}")
    bounds = entry.table_or_none("bounds")
    prescription = Prescription(
        exercise=slug,
        sets=entry.whole("sets", *SETS),
        repetitions=entry.whole_or_none("repetitions", *REPETITIONS),
        seconds=entry.whole_or_none("seconds", *SECONDS),
        load_kg=entry.number_or_none("load_kg", *LOAD_KG),
        band=entry.choice_or_none("band", Band),
        tempo=entry.string_or_empty("tempo"),
        rest_seconds=entry.whole_or_none("rest_seconds", 0, LONGEST_REST) or 0,
        side=entry.choice_or_none("side", Side) or (Side.BOTH if exercises[slug].both_sides else None),
        bounds=_bounds(bounds) if bounds else Bounds(),
    )
    entry.finish()
    return prescription


def _bounds(entry: Entry) -> Bounds:
    bounds = Bounds(
        sets=_range(entry, "sets"),
        repetitions=_range(entry, "repetitions"),
        seconds=_range(entry, "seconds"),
        load_kg=_range(entry, "load_kg"),
    )
    entry.finish()
    return bounds


def _range(entry: Entry, name: str) -> Range | None:
    """`[least, most]` or `[least, most, step]`."""
    numbers = entry.numbers(name)
    if not numbers:
        return None
    if len(numbers) not in {2, 3}:
        entry.refuse(name, "write [least, most] or [least, most, step]")
    return Range(*numbers)
