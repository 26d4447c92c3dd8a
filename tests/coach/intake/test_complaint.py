"""What of an intake an episode holds, and what a form begins with."""

import datetime as dt
from typing import Any

import pytest

from coach.intake import FACTS, INTAKE, facts, to_begin_with
from coach.models import Episode

NOTHING = dict.fromkeys(FACTS)


def test_every_fact_is_asked_in_the_intake_and_held_by_an_episode() -> None:
    fields = {field.name: field for field in Episode._meta.concrete_fields}
    assert set(FACTS) <= set(INTAKE.by_key)
    assert set(FACTS) <= set(fields)


@pytest.mark.parametrize(
    ("item", "field"),
    [(item.key, item.key) for item in INTAKE.items if item.key in FACTS and item.options],
)
def test_the_intake_and_an_episode_have_the_same_choices(item: str, field: str) -> None:
    found: Any = Episode._meta.get_field(field)
    choices = getattr(found, "base_field", found).choices
    assert [option.key for option in INTAKE.by_key[item].options] == [key for key, _ in choices]


@pytest.mark.parametrize(
    ("answers", "held"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"pain": 6, "stress": 3}, {}, id="what is no fact of the complaint"),
        pytest.param({"pattern": None, "onset_kind": ""}, {}, id="not answered"),
        pytest.param({"qualities": []}, {"qualities": []}, id="none of these"),
        pytest.param({"onset_on": "2026-11-01"}, {"onset_on": dt.date(2026, 11, 1)}, id="a day"),
        pytest.param(
            {"activities": [{"name": "tillen", "score": 4}]}, {"activities": ["tillen"]}, id="activities"
        ),
    ],
)
def test_an_episode_holds_what_was_answered(answers: dict[str, Any], held: dict[str, Any]) -> None:
    assert facts(answers) == held


def test_a_form_begins_with_the_last_answers_and_what_stands_now() -> None:
    last = {
        "region": "neck",
        "pain": 6,
        "qualities": ["dull"],
        "activities": [{"name": "tillen", "score": 4}, {"name": "fietsen", "score": 2}],
    }
    now = NOTHING | {
        "region": "shoulder",
        "onset_on": dt.date(2026, 11, 1),
        "activities": ["tillen", "zwemmen"],
    }
    assert to_begin_with(last, now) == {
        "region": "shoulder",
        "onset_on": "2026-11-01",
        "pain": 6,
        "activities": [{"name": "tillen", "score": 4}, {"name": "zwemmen", "score": None}],
    }
