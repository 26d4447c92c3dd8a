"""Answers in words, for somebody who reads along: what was asked and what was said to it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from coach.intake.questionnaire import Answers, Item, Kind, Questionnaire
from coach.triage.reading import Text

YES_NO = {True: Text(nl="ja", en="yes"), False: Text(nl="nee", en="no")}
NONE = Text(nl="geen van deze", en="none of these")


@dataclass(frozen=True)
class Said:
    """One question and its answer. A date is in `day`, not in `answer`; `before`: what it was, if other."""

    question: str
    answer: str
    day: dt.date | None = None
    before: "Said | None" = None


@dataclass(frozen=True)
class Page:
    """The answers of one section, in the order they were asked."""

    title: str
    said: tuple[Said, ...]


def read_out(
    answers: Answers, questionnaire: Questionnaire, language: str, before: Answers | None = None
) -> list[Page]:
    """Every answer that was given, by section. `before`: earlier answers, to show what changed.

    What an older version asked and this one does not stands at the end, under its key. ValueError for a
    language we do not write.
    """
    pages = [
        Page(
            section.title.say(language),
            tuple(_section(section.key, answers, questionnaire, language, before)),
        )
        for section in questionnaire.sections
    ]
    strays = [key for key in answers if key not in questionnaire.by_key and answers[key] is not None]
    rest = Page("", tuple(Said(key.replace("_", " "), str(answers[key])) for key in strays))
    return [page for page in (*pages, rest) if page.said]


def _section(
    key: str, answers: Answers, questionnaire: Questionnaire, language: str, before: Answers | None
) -> Iterator[Said]:
    for item in questionnaire.items:
        if item.section == key and _given(answers.get(item.key)):
            yield _said(item, answers[item.key], language, _changed(item, answers, before, language))


def _changed(item: Item, answers: Answers, before: Answers | None, language: str) -> Said | None:
    earlier = (before or {}).get(item.key)
    return _said(item, earlier, language) if _given(earlier) and earlier != answers[item.key] else None


def _given(answer: Any) -> bool:
    return answer is not None and answer != ""


def _said(item: Item, answer: Any, language: str, before: Said | None = None) -> Said:
    question = item.question.say(language)
    if item.kind is Kind.DATE:
        return Said(question, "", dt.date.fromisoformat(answer), before)
    return Said(question, _words(item, answer, language), before=before)


def _words(item: Item, answer: Any, language: str) -> str:
    labels = {option.key: option.label.say(language) for option in item.options}
    match item.kind:
        case Kind.CHOICE:
            return labels.get(answer, str(answer))
        case Kind.CHOICES:
            return ", ".join(labels.get(one, one) for one in answer) or NONE.say(language)
        case Kind.ACTIVITIES:
            return ", ".join(f"{one['name']} {one['score']}" for one in answer)
        case Kind.YES_NO:
            return YES_NO[answer].say(language)
        case Kind.NUMBER:
            return f"{_number(answer, language)} {item.unit.say(language) if item.unit else ''}".strip()
        case _:
            return str(answer)


def _number(answer: float, language: str) -> str:
    text = f"{answer:g}"
    return text.replace(".", ",") if language == "nl" else text


def over_time(start: Answers, later: Mapping[int, Answers]) -> dict[str, list[int | None]]:
    """Each activity with its scores, 0–10: at the start, then in each week of `later`, None where not given.

    The same words in another case are the same activity.
    """
    moments = [start, *(later[week] for week in sorted(later))]
    given = [{_key(one): one for one in answers.get("activities") or ()} for answers in moments]
    names = {key: one["name"] for scores in reversed(given) for key, one in scores.items()}
    first_named_first = {key: names[key] for scores in given for key in scores}
    return {
        name: [scores[key]["score"] if key in scores else None for scores in given]
        for key, name in first_named_first.items()
    }


def _key(activity: Mapping[str, Any]) -> str:
    return str(activity["name"]).strip().casefold()
