"""Reads typed fields out of data files; what is wrong is said with file, item, field and remedy."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

LANGUAGES = ("nl", "en")
KEY = re.compile(r"[a-z][a-z0-9_]*")


class TableError(ValueError):
    """A data file breaks a rule: which file, which item in it, which field, and what to do about it."""

    def __init__(self, file: str, item: str, field: str, remedy: str) -> None:
        super().__init__(f"{file}: {item}: {field}: {remedy}")
        self.file, self.item, self.field, self.remedy = file, item, field, remedy


@dataclass(frozen=True)
class Text:
    """One text in every language a person can choose."""

    nl: str
    en: str

    def say(self, language: str) -> str:
        """The text in `language`; ValueError for a language we do not write."""
        return {"nl": self.nl, "en": self.en}[known(language)]


def known(language: str) -> str:
    """`language` itself; ValueError when it is not one of `LANGUAGES`."""
    if language not in LANGUAGES:
        raise ValueError(f"no texts in {language!r}: choose one of {', '.join(LANGUAGES)}")
    return language


def parsed(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. TableError when it is missing or malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TableError(path.name, "(file)", "(syntax)", f"cannot be read as TOML: {error}") from error


def rows(tables: Mapping[str, Any], kind: str, file: str) -> Iterator["Row"]:
    """Every `[[kind]]` of a parsed file, in order; TableError when two carry one key."""
    seen: set[str] = set()
    for table in tables.get(kind, []):
        row = Row(table, file)
        if row.key in seen:
            row.refuse("key", "this key is already taken: choose another")
        seen.add(row.key)
        yield row


class Row:
    """One table of a data file. Every getter raises `TableError`; `finish` refuses fields nobody read."""

    def __init__(self, table: Mapping[str, Any], file: str) -> None:
        self._table, self._file, self._read = table, file, {"key"}
        self.key = str(table.get("key", "?"))
        if not KEY.fullmatch(self.key):
            self.refuse("key", "give every item a key in snake_case")

    def refuse(self, field: str, remedy: str) -> NoReturn:
        """Raise the error of this row's `field`."""
        raise TableError(self._file, self.key, field, remedy)

    def finish(self) -> None:
        """Refuse what was written down but never read: a misspelled field must not be silently lost."""
        for field in sorted(set(self._table) - self._read):
            self.refuse(field, "unknown field: remove it or correct its spelling")

    def has(self, field: str) -> bool:
        """Whether the field is there at all."""
        return field in self._table

    def string(self, field: str) -> str:
        return self._words(field, self._value(field))

    def text(self, field: str) -> Text:
        value = self._value(field)
        if not isinstance(value, dict) or set(value) != set(LANGUAGES):
            self.refuse(field, "write both languages and no other: nl and en")
        return Text(
            **{language: self._words(f"{field}.{language}", value[language]) for language in LANGUAGES}
        )

    def choice(self, field: str, among: Collection[str]) -> str:
        value = self._value(field)
        if value not in among:
            self.refuse(field, f"{value!r} is not one of: {', '.join(among)}")
        return str(value)

    def strings(self, field: str, among: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of different texts, empty when the field is not there."""
        self._read.add(field)
        value = self._table.get(field, [])
        if not isinstance(value, list) or len({str(one) for one in value}) < len(value):
            self.refuse(field, "write a list, between [ and ], with each value once")
        for one in value:
            if among is not None and one not in among:
                self.refuse(field, f"{one!r} is not known here: correct its spelling or add it")
        return tuple(self._words(field, one) for one in value)

    def whole(self, field: str, low: int, high: int) -> int:
        value = self._value(field)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.refuse(field, f"give a whole number from {low} to {high}, not {value!r}")
        return value

    def flag(self, field: str) -> bool:
        """True or false; false when the field is not there."""
        self._read.add(field)
        value = self._table.get(field, False)
        if not isinstance(value, bool):
            self.refuse(field, "write true or false")
        return value

    def mapping(self, field: str) -> dict[str, Any]:
        """A table of the writer's own keys, empty when the field is not there."""
        self._read.add(field)
        value = self._table.get(field, {})
        if not isinstance(value, dict):
            self.refuse(field, "write a table, between { and }")
        return dict(value)

    def tables(self, field: str) -> tuple["Row", ...]:
        """A list of tables that each carry a key."""
        self._read.add(field)
        return tuple(rows(self._table, field, f"{self._file}: {self.key}"))

    def _value(self, field: str) -> Any:
        self._read.add(field)
        if field not in self._table:
            self.refuse(field, "this field is required")
        return self._table[field]

    def _words(self, field: str, value: object) -> str:
        if not isinstance(value, str) or not value or value != value.strip():
            self.refuse(field, "write some text, without spaces around it")
        return value
