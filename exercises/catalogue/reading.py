"""Reads typed fields out of a data file; what is wrong is said with file, slug, field and remedy."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from exercises.catalogue.model import LANGUAGES, Text

Word = TypeVar("Word", bound=StrEnum)


class CatalogueError(ValueError):
    """A data file breaks a rule. Says where (file, slug, field) and what to do about it."""

    def __init__(self, file: str, slug: str, field: str, remedy: str) -> None:
        super().__init__(f"{file}: {slug}: {field}: {remedy}")
        self.file, self.slug, self.field, self.remedy = file, slug, field, remedy


class Entry:
    """One table of a data file. Getters raise `CatalogueError`; `finish` refuses unknown fields."""

    def __init__(self, table: Mapping[str, Any], file: str, name_field: str = "slug") -> None:
        self._table, self._file, self._read = table, file, {name_field}
        self.slug = str(table.get(name_field, "?"))
        if not isinstance(table.get(name_field), str) or not self.slug.strip():
            self.refuse(name_field, f"give every entry a {name_field}")

    def refuse(self, field: str, remedy: str) -> NoReturn:
        raise CatalogueError(self._file, self.slug, field, remedy)

    def finish(self) -> None:
        for field in sorted(set(self._table) - self._read):
            self.refuse(field, "unknown field: remove it or correct its spelling")

    def string(self, field: str) -> str:
        value = self._value(field)
        if not isinstance(value, str) or not value.strip():
            self.refuse(field, "write some text here")
        return value

    def string_or_empty(self, field: str) -> str:
        self._read.add(field)
        return self.string(field) if field in self._table else ""

    def text(self, field: str) -> Text:
        return self._text(field, self._value(field))

    def texts(self, field: str) -> tuple[Text, ...]:
        return tuple(self._text(f"{field}[{i}]", one) for i, one in enumerate(self._list(field), start=1))

    def choice(self, field: str, among: type[Word]) -> Word:
        return self._choice(field, self._value(field), among)

    def choice_or_none(self, field: str, among: type[Word]) -> Word | None:
        self._read.add(field)
        return self.choice(field, among) if field in self._table else None

    def choices(self, field: str, among: type[Word]) -> tuple[Word, ...]:
        chosen = tuple(self._choice(field, one, among) for one in self._list(field))
        if len(set(chosen)) < len(chosen):
            self.refuse(field, "name each value once")
        return chosen

    def strings(self, field: str) -> tuple[str, ...]:
        return tuple(str(one) for one in self._list(field))

    def whole(self, field: str, low: int, high: int) -> int:
        value = self._value(field)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.refuse(field, f"give a whole number from {low} to {high}, not {value!r}")
        return value

    def whole_or_none(self, field: str, low: int, high: int) -> int | None:
        self._read.add(field)
        return self.whole(field, low, high) if field in self._table else None

    def flag(self, field: str) -> bool:
        self._read.add(field)
        value = self._table.get(field, False)
        if not isinstance(value, bool):
            self.refuse(field, "write true or false")
        return value

    def day(self, field: str) -> date:
        value = self._value(field)
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(field, "give a date without quotes, such as 2026-11-22")
        return value

    def table(self, field: str) -> "Entry":
        return self._inside(field, self._value(field))

    def table_or_none(self, field: str) -> "Entry | None":
        self._read.add(field)
        return self.table(field) if field in self._table else None

    def tables(self, field: str) -> "list[Entry]":
        """The tables of a list, in order."""
        return [self._inside(field, one) for one in self._list(field)]

    def number_or_none(self, field: str, low: float, high: float) -> float | None:
        self._read.add(field)
        value = self._table.get(field)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self.refuse(field, f"give a number from {low:g} to {high:g}, not {value!r}")
        return float(value)

    def numbers(self, field: str) -> tuple[float, ...]:
        found = self._list(field)
        if any(isinstance(one, bool) or not isinstance(one, int | float) for one in found):
            self.refuse(field, "write numbers only")
        return tuple(found)

    def _inside(self, field: str, value: Any) -> "Entry":
        if not isinstance(value, dict):
            self.refuse(field, "write a table, such as { sets = 1, repetitions = 8 }")
        return Entry({**value, "slug": self.slug}, self._file)

    def _value(self, field: str) -> Any:
        self._read.add(field)
        if field not in self._table:
            self.refuse(field, "this field is required")
        return self._table[field]

    def _list(self, field: str) -> list[Any]:
        self._read.add(field)
        value = self._table.get(field, [])
        if not isinstance(value, list):
            self.refuse(field, "write a list, between [ and ]")
        return value

    def _text(self, field: str, value: Any) -> Text:
        if not isinstance(value, dict) or set(value) != set(LANGUAGES):
            self.refuse(field, "write both languages and no other: { nl = …, en = … }")
        for language in LANGUAGES:
            words = value[language]
            if not isinstance(words, str) or not words.strip() or words != words.strip():
                self.refuse(f"{field}.{language}", "write text without spaces around it")
        return Text(nl=value["nl"], en=value["en"])

    def _choice(self, field: str, value: Any, among: type[Word]) -> Word:
        if value not in list(among):
            self.refuse(field, f"{value!r} is not one of: {', '.join(among)}")
        return among(value)


def entries(path: Path, kind: str, name_field: str = "slug") -> Iterator[Entry]:
    """The `[[kind]]` tables of a file, each with the file's `[defaults]`; nothing else may stand in it."""
    tables = _parsed(path)
    defaults = tables.pop("defaults", {})
    for table in tables.pop(kind, []):
        yield Entry({**defaults, **table}, path.name, name_field)
    for unknown in tables:
        raise CatalogueError(path.name, "(file)", unknown, f"only [defaults] and [[{kind}]] belong here")


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CatalogueError(path.name, "(file)", "(syntax)", f"cannot be read as TOML: {error}") from error
