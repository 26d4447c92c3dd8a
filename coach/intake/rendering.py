"""A questionnaire as an app renders it: plain JSON in one language, branching included."""

from typing import Any

from coach.intake.checking import LONGEST_NAME, LONGEST_TEXT, MOST_ACTIVITIES
from coach.intake.questionnaire import Item, Kind, Option, Questionnaire
from coach.triage.reading import known


def as_json(questionnaire: Questionnaire, language: str) -> dict[str, Any]:
    """Sections with their items, in order. ValueError for a language we do not write.

    An item is shown when, for every key in its `shown_if`, the answer to that item is (or contains) one of
    the values listed.
    """
    return {
        "key": questionnaire.key,
        "version": questionnaire.version,
        "language": known(language),
        "sections": [
            {
                "key": section.key,
                "title": section.title.say(language),
                "items": [
                    _item(item, language) for item in questionnaire.items if item.section == section.key
                ],
            }
            for section in questionnaire.sections
        ],
    }


def _item(item: Item, language: str) -> dict[str, Any]:
    return {
        "key": item.key,
        "type": item.kind.value,
        "question": item.question.say(language),
        "help": item.help.say(language) if item.help else "",
        "required": item.required,
        "shown_if": {key: list(wanted) for key, wanted in item.shown_if.items()},
        "context": item.context,
        **_details(item, language),
    }


def _details(item: Item, language: str) -> dict[str, Any]:
    """What only this type of question has."""
    match item.kind:
        case Kind.CHOICE | Kind.CHOICES:
            return {"options": [_option(option, language) for option in item.options]}
        case Kind.SCALE:
            return _range(item, language)
        case Kind.ACTIVITIES:
            return {"most": MOST_ACTIVITIES, "longest": LONGEST_NAME, **_range(item, language)}
        case Kind.NUMBER:
            unit = item.unit.say(language) if item.unit else ""
            return {"low": item.low, "high": item.high, "whole": item.whole, "unit": unit}
        case Kind.TEXT:
            return {"longest": LONGEST_TEXT}
        case _:
            return {}


def _range(item: Item, language: str) -> dict[str, Any]:
    ends = {"low": item.ends.low.say(language), "high": item.ends.high.say(language)} if item.ends else {}
    return {"low": item.low, "high": item.high, "ends": ends}


def _option(option: Option, language: str) -> dict[str, Any]:
    return {"key": option.key, "label": option.label.say(language), "context": option.context}
