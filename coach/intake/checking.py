"""Whether answers may be kept: every problem at once, with its field, a code and what it takes to say it."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from coach.intake.questionnaire import Answers, Item, Kind, Questionnaire
from coach.triage.reading import Text, parsed

LONGEST_TEXT = 2000
LONGEST_NAME = 120
MOST_ACTIVITIES = 3
EARLIEST = dt.date(1950, 1, 1)


@dataclasses.dataclass(frozen=True)
class Problem:
    """What is wrong with one answer. `field`: the item, or a part of it such as `activities.1.score`."""

    field: str
    code: str
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def say(self, language: str) -> str:
        """The problem in `language`; ValueError for a language we do not write."""
        return MESSAGES[self.code].say(language).format_map(self.params)


def check(answers: Answers, questionnaire: Questionnaire, today: dt.date | None = None) -> list[Problem]:
    """Every problem of `answers` (by item key, null for not answered), in the order of the questions.

    `today` is the person's own day; with it, a day still to come is a problem. An answer to a question that
    is not shown is one too: it would be kept without anybody having seen it.
    """
    problems = [Problem(key, "unknown") for key in sorted(set(answers) - set(questionnaire.by_key))]
    shown: dict[str, Any] = {}
    for item in questionnaire.items:
        answer = answers.get(item.key)
        visible = item.shown(shown)
        if visible:
            shown[item.key] = answer
        problems.extend(_problems(item, answer, today) if visible else _not_shown(item, answer))
    return problems


def _not_shown(item: Item, answer: Any) -> Iterator[Problem]:
    if answer is not None:
        yield Problem(item.key, "not_shown")


def _problems(item: Item, answer: Any, today: dt.date | None) -> Iterator[Problem]:
    if answer is None or answer in ("", []):
        if item.required:
            yield Problem(item.key, "required")
    elif item.kind is Kind.DATE:
        yield from _date(item.key, answer, today)
    else:
        yield from CHECKS[item.kind](item, answer)


def _choice(item: Item, answer: Any) -> Iterator[Problem]:
    if not isinstance(answer, str):
        yield Problem(item.key, "wrong_type")
    elif answer not in {option.key for option in item.options}:
        yield Problem(item.key, "not_an_option")


def _choices(item: Item, answer: Any) -> Iterator[Problem]:
    if not isinstance(answer, list) or not all(isinstance(one, str) for one in answer):
        yield Problem(item.key, "wrong_type")
    elif set(answer) - {option.key for option in item.options}:
        yield Problem(item.key, "not_an_option")
    elif len(set(answer)) < len(answer):
        yield Problem(item.key, "twice")


def _number(item: Item, answer: Any, path: str | None = None) -> Iterator[Problem]:
    key = path or item.key
    if isinstance(answer, bool) or not isinstance(answer, int | float) or not isfinite(answer):
        yield Problem(key, "wrong_type")
    elif not item.low <= answer <= item.high:
        yield Problem(key, "out_of_range", {"low": item.low, "high": item.high})
    elif item.whole and answer != int(answer):
        yield Problem(key, "not_whole")


def _text(item: Item, answer: Any) -> Iterator[Problem]:
    yield from _words(item.key, answer, LONGEST_TEXT)


def _yes_no(item: Item, answer: Any) -> Iterator[Problem]:
    if not isinstance(answer, bool):
        yield Problem(item.key, "wrong_type")


def _activities(item: Item, answer: Any) -> Iterator[Problem]:
    if not isinstance(answer, list) or not all(isinstance(one, dict) for one in answer):
        yield Problem(item.key, "wrong_type")
        return
    if len(answer) > MOST_ACTIVITIES:
        yield Problem(item.key, "too_many", {"most": MOST_ACTIVITIES})
    names = [str(one.get("name")).strip().casefold() for one in answer]
    if len(set(names)) < len(names):
        yield Problem(item.key, "twice")
    for place, one in enumerate(answer[:MOST_ACTIVITIES]):
        yield from _activity(item, one, f"{item.key}.{place}")


def _activity(item: Item, one: Mapping[str, Any], path: str) -> Iterator[Problem]:
    for stray in sorted(set(one) - {"name", "score"}):
        yield Problem(f"{path}.{stray}", "unknown")
    yield from _words(f"{path}.name", one.get("name"), LONGEST_NAME)
    yield from _number(item, one.get("score"), f"{path}.score")


def _words(path: str, answer: Any, most: int) -> Iterator[Problem]:
    if not isinstance(answer, str):
        yield Problem(path, "wrong_type")
    elif not answer.strip():
        yield Problem(path, "required")
    elif len(answer) > most:
        yield Problem(path, "too_long", {"most": most})


def _date(path: str, answer: Any, today: dt.date | None) -> Iterator[Problem]:
    try:
        day = dt.date.fromisoformat(answer)
    except (TypeError, ValueError):
        day = dt.date.max
    if day.isoformat() != answer:  # Python reads other ISO forms too; we keep one
        yield Problem(path, "not_a_date")
    elif day < EARLIEST:
        yield Problem(path, "too_early", {"first": EARLIEST.isoformat()})
    elif today is not None and day > today:
        yield Problem(path, "in_the_future")


CHECKS: Mapping[Kind, Callable[[Item, Any], Iterator[Problem]]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.SCALE: _number,
    Kind.NUMBER: _number,
    Kind.TEXT: _text,
    Kind.YES_NO: _yes_no,
    Kind.ACTIVITIES: _activities,
}

MESSAGES: Mapping[str, Text] = {
    code: Text(**text) for code, text in parsed(Path(__file__).with_name("problems.toml")).items()
}
