"""Who takes part: offices, kinds of complaint, and the people made of both. The same every time."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

OFFICE_HOURS = (("09:00", "12:30"), ("13:00", "17:30"))
STAFF_MAIL = "example.org"


@dataclass(frozen=True)
class Office:
    """`mail` is the domain of its people's addresses."""

    name: str
    city: str
    zone: ZoneInfo
    language: str
    mail: str
    physio: str
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]

    @property
    def physio_email(self) -> str:
        return address(self.physio, STAFF_MAIL)


@dataclass(frozen=True)
class Words:
    """What somebody writes, in one language; the notes by how bad the day was."""

    activities: tuple[str, ...]
    medication: tuple[str, ...]
    bad: tuple[str, ...]
    middle: tuple[str, ...]
    good: tuple[str, ...]


@dataclass(frozen=True)
class Persona:
    """`level`, `stress`, `worry`: 0–10. `onset`: days before the diary began. `complaint`: as in the API."""

    key: str
    course: str
    writes: str
    level: float
    onset: int
    born: tuple[int, int]
    stress: int
    worry: int
    hours: tuple[tuple[str, str], ...]
    complaint: dict[str, Any]
    words: dict[str, Words]


@dataclass(frozen=True)
class Member:
    """One invented person. `number` counts from 0 through the whole cast."""

    number: int
    name: str
    email: str
    office: Office
    persona: Persona

    @property
    def words(self) -> Words:
        return self.persona.words[self.office.language]

    @property
    def sees_physio(self) -> bool:
        return self.number % 4 != 3

    @property
    def joins_organisation(self) -> bool:
        return self.number % 10 != 9

    @property
    def follows_programme(self) -> bool:
        """Two in three of each office."""
        return self.number // len(OFFICES) % 3 != 0

    def dice(self, what: str) -> random.Random:
        """Chance of their own, the same at every run."""
        return random.Random(f"{self.email} {what}")  # noqa: S311  nothing here is secret

    def id_for(self, what: str) -> UUID:
        """The id their phone gives to `what`: the same at every run, which so changes nothing."""
        return uuid5(NAMESPACE_URL, f"mailto:{self.email}#{what}")


def the_cast(people: int) -> list[Member]:
    """The first `people` of the cast, offices in turn. A smaller cast is the start of a larger one."""
    return [_member(number) for number in range(people)]


def address(name: str, domain: str) -> str:
    return f"{name.lower().replace(' ', '.')}@{domain}"


def read_offices(path: Path) -> tuple[Office, ...]:
    return tuple(
        Office(**{**_tuples(row), "zone": ZoneInfo(row["zone"])})
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["office"]
    )


def read_personas(path: Path) -> tuple[Persona, ...]:
    return tuple(_persona(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["persona"])


COMPLAINT = ("region", "onset_kind", "pattern", "qualities", "radiation", "worse_with")


def _persona(row: dict[str, Any]) -> Persona:
    complaint = {name: row.pop(name) for name in COMPLAINT}
    words = {language: Words(**_tuples(row.pop(language))) for language in ("nl", "en")}
    hours = tuple((start, end) for start, end in row.pop("hours", OFFICE_HOURS))
    return Persona(**_tuples(row), hours=hours, complaint=complaint, words=words)


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


OFFICES: Sequence[Office] = read_offices(Path(__file__).with_name("offices.toml"))
PERSONAS: Sequence[Persona] = read_personas(Path(__file__).with_name("personas.toml"))
LARGEST = len(OFFICES) * len(OFFICES[0].first_names)


def _member(number: int) -> Member:
    place, turn = number % len(OFFICES), number // len(OFFICES)
    office = OFFICES[place]
    persona = PERSONAS[(turn + 4 * place) % len(PERSONAS)]
    name = f"{office.first_names[turn]} {office.last_names[(7 * turn + 3) % len(office.last_names)]}"
    return Member(number, name, address(name, office.mail), office, persona)
