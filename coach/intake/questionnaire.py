"""A questionnaire as objects, checked while it is read: a faulty one never reaches a person."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from coach.triage.reading import Row, Text, parsed, rows

Shown = Mapping[str, tuple[str | bool, ...]]
Answers = Mapping[str, Any]


class Kind(StrEnum):
    """How a question is answered, as JSON.

    choice: the key of an option · choices: a list of them · scale: a whole number 0–10 · number: a number
    from `low` to `high` · text · yes_no: true or false · date: "2026-11-22" · activities: a list of up to
    three {"name": own words, "score": whole number 0–10}, 0 for impossible.
    """

    CHOICE = "choice"
    CHOICES = "choices"
    SCALE = "scale"
    NUMBER = "number"
    TEXT = "text"
    YES_NO = "yes_no"
    DATE = "date"
    ACTIVITIES = "activities"


class Nature(StrEnum):
    """Whether a circumstance can be changed. Only a modifiable one may become a goal."""

    MODIFIABLE = "modifiable"
    FIXED = "fixed"


@dataclass(frozen=True)
class Option:
    """One of the answers to choose from. `context` is None where the option is no circumstance."""

    key: str
    label: Text
    context: Nature | None


@dataclass(frozen=True)
class Ends:
    """What 0 and 10 stand for."""

    low: Text
    high: Text


@dataclass(frozen=True)
class Item:
    """One question. `low`, `high`, `unit` and `whole` are those of a number; `ends` those of a scale."""

    key: str
    section: str
    kind: Kind
    question: Text
    help: Text | None
    required: bool
    options: tuple[Option, ...]
    shown_if: Shown
    context: Nature | None
    ends: Ends | None
    unit: Text | None
    low: int
    high: int
    whole: bool

    def shown(self, answers: Answers) -> bool:
        """Whether the question belongs to the answers given so far."""
        return all(_given(answers.get(key), wanted) for key, wanted in self.shown_if.items())


@dataclass(frozen=True)
class Section:
    """A page of questions under one title."""

    key: str
    title: Text


@dataclass(frozen=True)
class Questionnaire:
    """One version of a questionnaire; sections and items in the order they are asked."""

    key: str
    version: int
    sections: tuple[Section, ...]
    items: tuple[Item, ...]

    @cached_property
    def by_key(self) -> Mapping[str, Item]:
        """The items by their key."""
        return {item.key: item for item in self.items}


OURS = Path(__file__).with_name("questionnaire.toml")


def read(path: Path = OURS) -> Questionnaire:
    """The intake, or the questionnaire of another file. TableError names the first faulty item and remedy."""
    tables, file = parsed(path), path.name
    head = Row({"key": tables.get("key"), "version": tables.get("version")}, file)
    sections = tuple(_section(row) for row in rows(tables, "section", file))
    items: dict[str, Item] = {}
    for row in rows(tables, "item", file):
        items[row.key] = _item(row, [section.key for section in sections], items)
    return Questionnaire(head.key, head.whole("version", 1, 10**6), sections, tuple(items.values()))


def _given(answer: Any, wanted: tuple[str | bool, ...]) -> bool:
    given = answer if isinstance(answer, list) else [answer]
    return any(one is each or (one == each and isinstance(one, str)) for one in given for each in wanted)


def _section(row: Row) -> Section:
    section = Section(row.key, row.text("title"))
    row.finish()
    return section


def _item(row: Row, sections: Collection[str], earlier: Mapping[str, Item]) -> Item:
    kind = Kind(row.choice("type", tuple(Kind)))
    numeric = kind is Kind.NUMBER
    item = Item(
        key=row.key,
        section=row.choice("section", sections),
        kind=kind,
        question=row.text("question"),
        help=row.text("help") if row.has("help") else None,
        required=row.flag("required"),
        options=_options(row, earlier) if kind in (Kind.CHOICE, Kind.CHOICES) else (),
        shown_if=_shown_if(row, earlier),
        context=_nature(row),
        ends=_ends(row) if kind in (Kind.SCALE, Kind.ACTIVITIES) else None,
        unit=row.text("unit") if numeric else None,
        low=row.whole("low", 0, 10**6) if numeric else 0,
        high=row.whole("high", 1, 10**6) if numeric else 10,
        whole=row.flag("whole") if numeric else True,
    )
    if item.low >= item.high:
        row.refuse("high", "give a number above `low`")
    row.finish()
    return item


def _options(row: Row, earlier: Mapping[str, Item]) -> tuple[Option, ...]:
    options = tuple(_option(one) for one in row.tables("options"))
    if len(options) < 2:
        row.refuse("options", "give two or more to choose from")
    circumstances = [option.key for option in options if option.context]
    if circumstances and len(circumstances) < len(options):
        row.refuse("options", "say modifiable or fixed with every option, or with none")
    taken = {option.key for item in earlier.values() for option in item.options if option.context}
    for key in circumstances:
        if key in taken:
            row.refuse("options", f"{key!r} is asked before: a circumstance is asked once")
    return options


def _option(row: Row) -> Option:
    option = Option(row.key, row.text("label"), _nature(row))
    row.finish()
    return option


def _nature(row: Row) -> Nature | None:
    return Nature(row.choice("context", tuple(Nature))) if row.has("context") else None


def _ends(row: Row) -> Ends:
    ends = Row({**row.mapping("ends"), "key": row.key}, "ends")
    found = Ends(ends.text("low"), ends.text("high"))
    ends.finish()
    return found


def _shown_if(row: Row, earlier: Mapping[str, Item]) -> Shown:
    found: dict[str, tuple[str | bool, ...]] = {}
    for key, wanted in row.mapping("shown_if").items():
        if key not in earlier:
            row.refuse("shown_if", f"{key!r} is not a question asked before this one")
        found[key] = tuple(wanted if isinstance(wanted, list) else [wanted])
        possible = _possible(earlier[key])
        for one in found[key]:
            if one not in possible or isinstance(one, bool) is not isinstance(possible[0], bool):
                row.refuse("shown_if", f"{one!r} is not an answer to {key!r}")
    return found


def _possible(item: Item) -> list[str | bool]:
    if item.kind is Kind.YES_NO:
        return [True, False]
    return [option.key for option in item.options] or [""]
