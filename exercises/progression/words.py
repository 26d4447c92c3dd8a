"""A decision in words, nl and en. The texts are data (`words.toml`); this only fills them in."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from coach.triage.reading import Text, known, parsed
from exercises.progression.decision import Action, Decision
from exercises.progression.rules import Reason


def sentence(decision: Decision, language: str) -> str:
    """What happens to the dose, and why. `language`: nl or en; ValueError for another."""
    return render(decision.action, decision.reasons, language, changed=decision.change is not None)


def render(action: str, reasons: Iterable[Reason], language: str, *, changed: bool) -> str:
    """The same from a stored action and its reasons. KeyError for a reason nobody has words for."""
    lead = "ask_and_step_back" if action == Action.ASK_PHYSIO and changed else str(action)
    return " ".join([TEXTS["action"][lead].say(language), *because(reasons, language)])


def because(reasons: Iterable[Reason], language: str) -> list[str]:
    """A sentence for each reason. KeyError for one nobody has words for."""
    return [_filled(TEXTS["reason"][reason.name], reason.params, language) for reason in reasons]


def _filled(text: Text, params: Mapping[str, float], language: str) -> str:
    words = {name: _number(value, known(language)) for name, value in params.items()}
    return text.say(language).format_map(words)


def _number(value: float, language: str) -> str:
    return f"{value:g}".replace(".", ",") if language == "nl" else f"{value:g}"


TEXTS: Mapping[str, Mapping[str, Text]] = {
    part: {name: Text(**text) for name, text in texts.items()}
    for part, texts in parsed(Path(__file__).with_name("words.toml")).items()
}
