import json

import pytest

from coach.intake import FOLLOW_UP, INTAKE, Kind, Questionnaire, as_json

ALWAYS = {"key", "type", "question", "help", "required", "shown_if", "context"}
DETAILS = {
    Kind.CHOICE: {"options"},
    Kind.CHOICES: {"options"},
    Kind.SCALE: {"low", "high", "ends"},
    Kind.NUMBER: {"low", "high", "whole", "unit"},
    Kind.TEXT: {"longest"},
    Kind.YES_NO: set(),
    Kind.DATE: set(),
    Kind.ACTIVITIES: {"most", "longest", "low", "high", "ends"},
}


@pytest.mark.parametrize("questionnaire", [INTAKE, FOLLOW_UP], ids=lambda one: one.key)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_question_is_rendered_with_what_its_type_needs(
    questionnaire: Questionnaire, language: str
) -> None:
    rendered = json.loads(json.dumps(as_json(questionnaire, language)))
    items = [item for section in rendered["sections"] for item in section["items"]]
    assert [item["key"] for item in items] == [item.key for item in questionnaire.items]
    for item in items:
        assert set(item) == ALWAYS | DETAILS[Kind(item["type"])]
        assert item["question"]


def test_a_question_is_rendered_in_full() -> None:
    item = as_json(INTAKE, "en")["sections"][1]["items"][9]
    assert item == {
        "key": "earlier_count",
        "type": "number",
        "question": "About how many times?",
        "help": "",
        "required": False,
        "shown_if": {"earlier_episodes": [True]},
        "context": None,
        "low": 1,
        "high": 100,
        "whole": True,
        "unit": "times",
    }


def test_choices_and_scales_are_rendered_in_the_readers_language() -> None:
    complaint = {item["key"]: item for item in as_json(INTAKE, "nl")["sections"][0]["items"]}
    assert complaint["region"]["options"][3] == {"key": "neck", "label": "nek", "context": None}
    assert complaint["pain"]["ends"]["low"] == "geen pijn"


def test_a_language_we_do_not_write_is_refused() -> None:
    with pytest.raises(ValueError, match="no texts in 'de'"):
        as_json(INTAKE, "de")


def test_the_version_travels_along() -> None:
    assert (as_json(INTAKE, "nl")["version"], as_json(INTAKE, "nl")["key"]) == (INTAKE.version, "intake")
