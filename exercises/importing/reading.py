"""Reads a file that is one JSON list of objects, and knows in which line each of them stands. No database."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

MOST_FAULTS = 20
SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where, and what to do about it. `item` and `field` are empty where it is the file's."""

    line: int
    item: str
    field: str
    remedy: str

    def __str__(self) -> str:
        return ": ".join(part for part in (f"line {self.line}", self.item, self.field, self.remedy) if part)


class Broken(ValueError):  # named for what the file is
    """The file cannot be taken. `faults` are all there are, or the one that ends the reading."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        more = len(faults) - MOST_FAULTS
        lines = [str(fault) for fault in faults[:MOST_FAULTS]] + [f"and {more} more"] * (more > 0)
        super().__init__("\n".join(lines))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Item:
    """One object of the list, and where in the text it begins and ends."""

    value: Any
    text: str
    start: int
    end: int

    def line(self, field: str = "") -> int:
        """The line of a field of the item; of the item itself where the field is not in it."""
        key = re.compile(rf'"{re.escape(field)}"\s*:').search(self.text, self.start, self.end)
        return _line(self.text, key.start() if field and key else self.start)


def items(path: Path) -> Iterator[Item]:
    """Every object of the list in the file. Raises `Broken` where the file is no such list."""
    text = _text(path)
    decoder = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
    at = _after(text, 0, "[", "the file has to be one list, from [ to ]")
    closed = text.startswith("]", at)
    while not closed:
        try:
            value, end = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            _refuse(text, error.pos, f"this is not JSON: {error.msg}")
        except (ValueError, RecursionError) as error:
            _refuse(text, at, str(error) if isinstance(error, ValueError) else "nested too deeply")
        yield Item(value, text, at, end)
        at = SPACE.match(text, end).end()  # type: ignore[union-attr]  # matches nothing at least
        closed = text.startswith("]", at)
        at = at if closed else _after(text, at, ",", "after an object comes a comma, or ] at the end")
    if SPACE.sub("", text[at + 1 :]):
        _refuse(text, at + 1, "nothing may follow the list")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Broken([Fault(line, "", "", "save the file as UTF-8")]) from error
    except OSError as error:
        raise Broken([Fault(0, "", "", f"cannot be read: {error.strerror}")]) from error


def _after(text: str, at: int, sign: str, remedy: str) -> int:
    """Where the next thing begins, behind `sign`."""
    start = SPACE.match(text, at).end()  # type: ignore[union-attr]  # matches nothing at least
    if not text.startswith(sign, start):
        _refuse(text, start, remedy)
    return SPACE.match(text, start + 1).end()  # type: ignore[union-attr]


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _refuse(text: str, at: int, remedy: str) -> NoReturn:
    raise Broken([Fault(_line(text, at), "", "", remedy)])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"{twice} is there twice in one object: keep one")
    return table


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")
