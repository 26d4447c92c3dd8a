"""An outcome in words, nl and en: symptom, action, time. The texts are data; this only fills them in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from coach.triage.countries import Country, country_of
from coach.triage.reading import Text, known, parsed
from coach.triage.table import TABLE, Table
from coach.triage.tier import Tier
from coach.triage.triage import Outcome

UNFINISHED = "unfinished"
Texts = Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True)
class Call:
    """Someone to call: what the button says and the number it dials, empty where it differs by person."""

    label: str
    number: str


@dataclass(frozen=True)
class Message:
    """What a person reads. `title` names no symptom: it may show on a locked screen. `calls`: in order."""

    tier: Tier
    title: str
    text: str
    calls: tuple[Call, ...]


def wording(outcome: Outcome, language: str, country: str = "NL", table: Table = TABLE) -> Message:
    """The outcome for a person who reads `language` (nl, en) and lives in the `country` of that ISO code.

    `table` must be the one the outcome was reached with. ValueError for a language we do not write or a
    table of another version; a country we do not know gets words in place of numbers.
    """
    if table.version != outcome.version:
        raise ValueError(f"outcome of version {outcome.version}, table of {table.version}: use its own")
    where = country_of(country)
    words = {
        "signs": "; ".join(table.items[key].report.say(language) for key in outcome.leading),
        "doctor": where.doctor.say(language),
        "after_hours": where.after_hours.say(language),
        "emergency": where.emergency_in(known(language)),
    }
    said = [TEXTS["finding"][_finding(outcome)], TEXTS["action"][outcome.tier]]
    return Message(
        tier=outcome.tier,
        title=_capital(TEXTS["title"][_title(outcome)].say(language).format_map(words)),
        text=" ".join(part.say(language).format_map(words) for part in said),
        calls=_calls(outcome.tier, where, language, words),
    )


def _finding(outcome: Outcome) -> str:
    return "reported" if outcome.tier is not Tier.NONE else _title(outcome)


def _title(outcome: Outcome) -> str:
    return UNFINISHED if outcome.tier is Tier.NONE and outcome.unasked else outcome.tier


def _calls(tier: Tier, where: Country, language: str, words: Mapping[str, str]) -> tuple[Call, ...]:
    emergency = Call(_capital(where.emergency_in(language)), where.emergency)
    if tier is Tier.EMERGENCY:
        return (emergency,)
    doctor = Call(_capital(words["doctor"]), "")
    return (doctor, Call(_capital(words["after_hours"]), where.after_hours_number), emergency)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def read_texts(path: Path) -> Texts:
    """The texts of a file by part and by name. KeyError or TypeError when a language is missing."""
    tables: Mapping[str, Any] = parsed(path)
    return {part: {name: Text(**text) for name, text in texts.items()} for part, texts in tables.items()}


TEXTS = read_texts(Path(__file__).with_name("wording.toml"))
