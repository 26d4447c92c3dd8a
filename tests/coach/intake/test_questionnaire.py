import ast
from pathlib import Path

import pytest

import coach.intake
from coach.intake import FOLLOW_UP, INTAKE, Kind, Nature, Questionnaire, read
from coach.models.episode import Aggravator, OnsetKind, Pattern, Quality, Radiation, Region
from coach.triage import TableError

PACKAGE = Path(coach.intake.__file__).parent
IMPURE = {"django", "time", "random", "psycopg", "celery", "os"}

GOOD = """
key = "test"
version = 2

[[section]]
key = "first"
title = { nl = "Eerst", en = "First" }

[[item]]
key = "sore"
section = "first"
type = "yes_no"
question = { nl = "Doet het pijn?", en = "Does it hurt?" }

[[item]]
key = "where"
section = "first"
type = "choices"
shown_if = { sore = true }
question = { nl = "Waar?", en = "Where?" }
options = [
  { key = "here", context = "fixed", label = { nl = "hier", en = "here" } },
  { key = "there", context = "modifiable", label = { nl = "daar", en = "there" } },
]

[[item]]
key = "hours"
section = "first"
type = "number"
low = 0
high = 24
unit = { nl = "uur", en = "hours" }
question = { nl = "Hoe lang?", en = "How long?" }
"""

FAULTS = [
    pytest.param(
        "version = 2", "version = 0", "test: version: give a whole number", id="no version to speak of"
    ),
    pytest.param('key = "test"', "", "key: give every item a key", id="no name"),
    pytest.param('"yes_no"', '"maybe"', "sore: type: 'maybe' is not one of", id="a type nobody knows"),
    pytest.param(
        '"first"\ntype', '"last"\ntype', "sore: section: 'last' is not one of", id="a section nobody knows"
    ),
    pytest.param(', en = "Does it hurt?"', "", "sore: question: write both languages", id="one language"),
    pytest.param(
        'key = "where"', 'key = "sore"', "sore: key: this key is already taken", id="a key used twice"
    ),
    pytest.param(
        "{ sore = true }", "{ pain = true }", "where: shown_if: 'pain' is not", id="on an unknown question"
    ),
    pytest.param(
        "{ sore = true }", "{ hours = 1 }", "where: shown_if: 'hours' is not", id="on a later question"
    ),
    pytest.param(
        "{ sore = true }", '{ sore = "yes" }', "where: shown_if: 'yes' is not", id="on an odd answer"
    ),
    pytest.param(
        "{ sore = true }", "{ sore = 1 }", "where: shown_if: 1 is not an answer", id="on a number for yes"
    ),
    pytest.param(
        'context = "fixed", ', "", "where: options: say modifiable or fixed", id="one option unmarked"
    ),
    pytest.param('"fixed"', '"stuck"', "here: context: 'stuck' is not one of", id="an odd mark"),
    pytest.param(
        'key = "there"', 'key = "here"', "here: key: this key is already taken", id="an option twice"
    ),
    pytest.param("high = 24", "high = 0", "hours: high: give a whole number", id="no highest number"),
    pytest.param("low = 0", "low = 24", "hours: high: give a number above", id="an empty range"),
    pytest.param('type = "number"', 'type = "text"', "hours: high: unknown field", id="a range on a text"),
    pytest.param(
        'unit = { nl = "uur", en = "hours" }', "", "hours: unit: this field is required", id="no unit"
    ),
    pytest.param(
        'type = "yes_no"', 'type = "scale"', "ends: sore: low: this field", id="a scale without ends"
    ),
    pytest.param(
        'type = "yes_no"', 'type = "choice"', "sore: options: give two or more", id="nothing to choose"
    ),
    pytest.param("[[section]]", "[[section]", "cannot be read as TOML", id="not TOML"),
]


def written(folder: Path, text: str) -> Path:
    path = folder / "test.toml"
    path.write_text(text, encoding="utf-8")
    return path


def keys(questionnaire: Questionnaire, item: str) -> set[str]:
    return {option.key for option in questionnaire.by_key[item].options}


def test_a_good_questionnaire_is_read_as_it_is_written(tmp_path: Path) -> None:
    questionnaire = read(written(tmp_path, GOOD))
    assert (questionnaire.key, questionnaire.version) == ("test", 2)
    assert [item.kind for item in questionnaire.items] == [Kind.YES_NO, Kind.CHOICES, Kind.NUMBER]
    assert questionnaire.by_key["where"].options[1].context is Nature.MODIFIABLE


@pytest.mark.parametrize(("good", "bad", "message"), FAULTS)
def test_a_faulty_questionnaire_is_refused_with_the_item_and_the_remedy(
    tmp_path: Path, good: str, bad: str, message: str
) -> None:
    assert good in GOOD
    with pytest.raises(TableError) as caught:
        read(written(tmp_path, GOOD.replace(good, bad, 1)))
    assert message in str(caught.value)


def test_a_circumstance_is_asked_once(tmp_path: Path) -> None:
    where = GOOD[GOOD.index('[[item]]\nkey = "where"') : GOOD.index('[[item]]\nkey = "hours"')]
    with pytest.raises(TableError, match="elsewhere: options: 'here' is asked before"):
        read(written(tmp_path, GOOD + where.replace('"where"', '"elsewhere"')))


@pytest.mark.parametrize(
    ("answers", "shown"),
    [
        pytest.param({}, False, id="not answered"),
        pytest.param({"earlier_episodes": True}, True, id="yes"),
        pytest.param({"earlier_episodes": False}, False, id="no"),
        pytest.param({"earlier_episodes": 1}, False, id="a number is no yes"),
    ],
)
def test_a_question_is_shown_after_the_answer_it_follows(answers: dict[str, object], shown: bool) -> None:
    assert INTAKE.by_key["earlier_count"].shown(answers) is shown


def test_one_of_several_choices_is_enough_to_be_asked_on() -> None:
    side = INTAKE.by_key["radiation_side"]
    assert side.shown({"radiation": ["arm", "head"]})
    assert not side.shown({"radiation": []})


@pytest.mark.parametrize(
    ("item", "choices"),
    [
        ("region", Region),
        ("also_in", Region),
        ("qualities", Quality),
        ("radiation", Radiation),
        ("onset_kind", OnsetKind),
        ("pattern", Pattern),
        ("worse_with", Aggravator),
    ],
)
def test_the_intake_speaks_the_words_an_episode_is_stored_in(item: str, choices: type) -> None:
    assert [option.key for option in INTAKE.by_key[item].options] == list(choices)


NAMED_IN_THE_DOCUMENTS = {
    "at_work": "desk_worker driver physical_worker long_sitting heavy_load cold repetitive_work twisted_work "
    "vibration overhead_work",
    "in_daily_life": "impact_sport poor_condition smoker poor_posture overweight often_stressed inactivity "
    "poor_sleep phone_laptop heavy_bag shallow_breathing",
    "conditions": "pregnant scoliosis past_trauma",
    "neurological": "tingling numbness weakness",
}


@pytest.mark.parametrize(("item", "named"), NAMED_IN_THE_DOCUMENTS.items())
def test_every_circumstance_of_the_documents_is_asked(item: str, named: str) -> None:
    assert keys(INTAKE, item) == set(named.split())


def test_the_questions_of_the_documents_are_asked() -> None:
    asked = set(INTAKE.by_key)
    assert {
        "onset_story",
        "much_when",
        "little_when",
        "onset_on",
        "earlier_episodes",
        "still_possible",
    } <= asked
    assert {"activities", "posture", "work_posture", "screen_hours", "sleep", "stress", "worry"} <= asked
    assert {"active_days", "medication", "birth_year", "pain"} <= asked


def test_the_impression_of_change_has_seven_points_with_unchanged_in_the_middle() -> None:
    options = [option.key for option in FOLLOW_UP.by_key["impression"].options]
    assert len(options) == 7
    assert options[3] == "unchanged"


def test_activities_are_scored_the_same_way_at_the_start_and_later() -> None:
    assert INTAKE.by_key["activities"].ends == FOLLOW_UP.by_key["activities"].ends


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.stem)
def test_the_intake_knows_no_framework_and_no_clock(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    origin = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not {name.split(".")[0] for name in plain + origin} & IMPURE
    called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not called & {"now", "utcnow", "today"}
