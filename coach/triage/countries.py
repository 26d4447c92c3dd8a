"""Whom to call, by country: data, because a wrong number costs more than a missing feature."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.triage.reading import Row, TableError, Text, parsed

OTHER = "other"
ANY_EMERGENCY_NUMBER = Text(
    nl="het alarmnummer van het land waar je bent", en="the emergency number of the country you are in"
)


@dataclass(frozen=True)
class Country:
    """Whom a person calls. Numbers are dialled as they stand; empty where there is no single one."""

    code: str
    emergency: str
    doctor: Text
    after_hours: Text
    after_hours_number: str

    def emergency_in(self, language: str) -> str:
        """The emergency number, or in words what to dial where we know none."""
        return self.emergency or ANY_EMERGENCY_NUMBER.say(language)


def read_countries(path: Path) -> Mapping[str, Country]:
    """The countries of a file, by code. TableError for the first fault, and when `other` is missing."""
    countries = {code: _country(code, table, path.name) for code, table in parsed(path).items()}
    if OTHER not in countries:
        raise TableError(path.name, OTHER, "(table)", "add [other]: someone may live where we know no number")
    return countries


def country_of(code: str) -> Country:
    """The country of an ISO code in either case; `other`, which names no number, when it is not listed."""
    return COUNTRIES.get(code.upper(), COUNTRIES[OTHER])


def _country(code: str, table: object, file: str) -> Country:
    row = Row({**(table if isinstance(table, dict) else {}), "key": code.lower()}, file)
    found = Country(
        code=code,
        emergency="" if code == OTHER else _number(row, "emergency"),
        doctor=row.text("doctor"),
        after_hours=row.text("after_hours"),
        after_hours_number=_number(row, "after_hours_number") if row.has("after_hours_number") else "",
    )
    row.finish()
    return found


def _number(row: Row, field: str) -> str:
    number = row.string(field)
    if not number.isdecimal():
        row.refuse(field, f"write digits only, in quotes, not {number!r}")
    return number


COUNTRIES = read_countries(Path(__file__).with_name("countries.toml"))
