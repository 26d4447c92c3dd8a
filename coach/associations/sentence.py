"""An association in words, nl and en. The texts are data (`sentences.toml`); this only fills them in."""

from collections.abc import Mapping
from pathlib import Path

from coach.associations.association import FEWEST_DAYS, Association, Link
from coach.associations.factors import FACTORS
from coach.triage.reading import Text, known, parsed

CLAIMS = (Link.MORE_PAIN, Link.LESS_PAIN)


def sentence(association: Association, language: str) -> str:
    """What can be said of one factor, and what it rests on. ValueError for a language we do not write."""
    words = _words(association, known(language))
    parts = [TEXTS["finding"][association.link]]
    if association.correlation is not None:
        parts.append(TEXTS["basis"]["given"])
    if association.link in CLAIMS:
        parts.append(TEXTS["proviso"]["given"])
    return " ".join(part.say(language).format_map(words) for part in parts)


def _words(association: Association, language: str) -> Mapping[str, object]:
    words: dict[str, object] = {
        "label": FACTORS[association.factor].label.say(language),
        "days": association.days,
        "days_with": association.days_with,
        "days_without": association.days_without,
        "fewest": FEWEST_DAYS,
    }
    found = association.correlation
    if found is not None:
        numbers = {"rho": found.rho, "low": found.low, "high": found.high}
        words |= {name: _number(value, language) for name, value in numbers.items()}
    return words


def _number(value: float, language: str) -> str:
    text = f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")
    return text.replace(".", ",") if language == "nl" else text


TEXTS: Mapping[str, Mapping[str, Text]] = {
    part: {name: Text(**text) for name, text in texts.items()}
    for part, texts in parsed(Path(__file__).with_name("sentences.toml")).items()
}
