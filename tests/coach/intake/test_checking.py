import datetime as dt
import json
from typing import Any

import pytest

from coach.intake import FOLLOW_UP, INTAKE, Kind, Problem, check
from coach.intake.checking import CHECKS, MESSAGES

TODAY = dt.date(2026, 11, 22)
ACTIVITY = {"name": "de trap op lopen", "score": 4}
LEAST: dict[str, Any] = {
    "region": "upper_back",
    "pain": 6,
    "onset_on": "2026-11-01",
    "onset_kind": "gradual",
    "earlier_episodes": False,
    "activities": [ACTIVITY],
}

ACCEPTED = [
    pytest.param({}, id="only what is required"),
    pytest.param({"pain": 0}, id="no pain is an answer"),
    pytest.param({"qualities": [], "posture": "", "screen_hours": None}, id="optional questions left empty"),
    pytest.param({"screen_hours": 7.5}, id="half hours"),
    pytest.param(
        {"onset_kind": "injury", "injury_story": "Van de trap gevallen."}, id="an injury and its story"
    ),
    pytest.param({"earlier_episodes": True, "earlier_count": 3}, id="earlier episodes and how many"),
    pytest.param({"radiation": ["arm"], "radiation_side": "left"}, id="radiation and its side"),
    pytest.param({"onset_on": "2026-11-22"}, id="a pain that began today"),
    pytest.param(
        {"activities": [{"name": f"ding {n}", "score": n} for n in (0, 5, 10)]}, id="three activities"
    ),
]

REFUSED = [
    pytest.param({"shoe_size": 43}, [("shoe_size", "unknown")], id="a question nobody asks"),
    pytest.param({"region": None}, [("region", "required")], id="a required question left out"),
    pytest.param({"region": ""}, [("region", "required")], id="a required question left empty"),
    pytest.param({"region": "toe"}, [("region", "not_an_option")], id="a region we do not treat"),
    pytest.param({"region": ["neck"]}, [("region", "wrong_type")], id="a list for one choice"),
    pytest.param({"qualities": "sharp"}, [("qualities", "wrong_type")], id="one word for several"),
    pytest.param({"qualities": ["sharp", 1]}, [("qualities", "wrong_type")], id="a number among the choices"),
    pytest.param({"qualities": ["sharp", "blue"]}, [("qualities", "not_an_option")], id="an odd choice"),
    pytest.param({"qualities": ["dull", "dull"]}, [("qualities", "twice")], id="a choice made twice"),
    pytest.param({"pain": 11}, [("pain", "out_of_range")], id="eleven out of ten"),
    pytest.param({"pain": -1}, [("pain", "out_of_range")], id="less than no pain"),
    pytest.param({"pain": 3.5}, [("pain", "not_whole")], id="a half on the scale"),
    pytest.param({"pain": "6"}, [("pain", "wrong_type")], id="a number in quotes"),
    pytest.param({"pain": True}, [("pain", "wrong_type")], id="a yes on the scale"),
    pytest.param({"screen_hours": float("nan")}, [("screen_hours", "wrong_type")], id="not a number"),
    pytest.param({"screen_hours": 25}, [("screen_hours", "out_of_range")], id="25 hours in a day"),
    pytest.param({"active_days": 2.5}, [("active_days", "not_whole")], id="half a day active"),
    pytest.param({"posture": 5}, [("posture", "wrong_type")], id="a number for a text"),
    pytest.param({"posture": "   "}, [("posture", "required")], id="only spaces"),
    pytest.param({"posture": "x" * 2001}, [("posture", "too_long")], id="a text too long"),
    pytest.param({"earlier_episodes": "no"}, [("earlier_episodes", "wrong_type")], id="a word for no"),
    pytest.param({"onset_on": "22-11-2026"}, [("onset_on", "not_a_date")], id="a date the other way round"),
    pytest.param({"onset_on": "20261122"}, [("onset_on", "not_a_date")], id="a date without dashes"),
    pytest.param({"onset_on": "2026-02-30"}, [("onset_on", "not_a_date")], id="a day that does not exist"),
    pytest.param({"onset_on": 20261122}, [("onset_on", "not_a_date")], id="a number for a date"),
    pytest.param({"onset_on": "9999-12-31"}, [("onset_on", "in_the_future")], id="the last day there is"),
    pytest.param({"onset_on": "1949-12-31"}, [("onset_on", "too_early")], id="before 1950"),
    pytest.param({"onset_on": "2026-11-23"}, [("onset_on", "in_the_future")], id="tomorrow"),
    pytest.param({"injury_story": "Gevallen."}, [("injury_story", "not_shown")], id="an injury nobody had"),
    pytest.param({"radiation_side": "left"}, [("radiation_side", "not_shown")], id="a side of nothing"),
    pytest.param(
        {"takes_medication": False, "medication": "paracetamol"},
        [("medication", "not_shown")],
        id="none, but which",
    ),
    pytest.param({"activities": []}, [("activities", "required")], id="no activities"),
    pytest.param({"activities": "lopen"}, [("activities", "wrong_type")], id="a word for activities"),
    pytest.param({"activities": ["lopen"]}, [("activities", "wrong_type")], id="activities without a score"),
    pytest.param(
        {"activities": [{"name": f"ding {n}", "score": n} for n in range(4)]},
        [("activities", "too_many")],
        id="four activities",
    ),
    pytest.param(
        {"activities": [ACTIVITY, {"name": "De trap op lopen ", "score": 1}]},
        [("activities", "twice")],
        id="one activity twice",
    ),
    pytest.param(
        {"activities": [ACTIVITY, {"name": "", "score": 11}]},
        [("activities.1.name", "required"), ("activities.1.score", "out_of_range")],
        id="an activity without a name and a score too high",
    ),
    pytest.param(
        {"activities": [{"name": "x" * 121, "score": None, "hours": 2}]},
        [
            ("activities.0.hours", "unknown"),
            ("activities.0.name", "too_long"),
            ("activities.0.score", "wrong_type"),
        ],
        id="an activity with everything wrong",
    ),
    pytest.param(
        {"pain": 12, "region": "toe"},
        [("region", "not_an_option"), ("pain", "out_of_range")],
        id="two at once",
    ),
]


@pytest.mark.parametrize("answers", ACCEPTED)
def test_good_answers_are_accepted(answers: dict[str, Any]) -> None:
    assert check(LEAST | answers, INTAKE, TODAY) == []


@pytest.mark.parametrize(("answers", "problems"), REFUSED)
def test_every_problem_is_named_at_its_field(
    answers: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    found = check(LEAST | answers, INTAKE, TODAY)
    assert [(problem.field, problem.code) for problem in found] == problems


@pytest.mark.parametrize(("answers", "problems"), REFUSED)
def test_every_problem_can_be_said_and_sent(answers: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    for problem in check(LEAST | answers, INTAKE, TODAY):
        json.dumps(problem.params)
        for language in ("nl", "en"):
            assert "{" not in problem.say(language)


def test_every_message_belongs_to_a_problem_that_is_shown_to_occur() -> None:
    occurring = {code for case in REFUSED for _, code in case.values[1]}  # type: ignore[union-attr]
    assert set(MESSAGES) == occurring


def test_nothing_answered_names_everything_required() -> None:
    required = [item.key for item in INTAKE.items if item.required]
    assert check({}, INTAKE) == [Problem(key, "required") for key in required]
    assert set(required) == set(LEAST)


def test_without_a_day_tomorrow_is_not_refused() -> None:
    assert check(LEAST | {"onset_on": "2026-11-23"}, INTAKE) == []


def test_a_hidden_required_answer_is_not_required_and_a_hidden_branch_hides_what_follows() -> None:
    hidden = {"work_posture": "no_work", "at_work": ["driver"]}
    assert check(LEAST | hidden, INTAKE) == [Problem("at_work", "not_shown")]


def test_a_problem_speaks_both_languages() -> None:
    problem = Problem("pain", "out_of_range", {"low": 0, "high": 10})
    assert problem.say("nl") == "Kies een getal van 0 tot en met 10."
    assert problem.say("en") == "Choose a number from 0 to 10."


def test_the_follow_up_asks_for_the_activities_and_the_impression() -> None:
    assert check({"activities": [ACTIVITY], "impression": "much_better"}, FOLLOW_UP) == []
    assert [problem.field for problem in check({}, FOLLOW_UP)] == ["activities", "impression"]


def test_every_type_of_question_is_checked() -> None:
    assert {*CHECKS, Kind.DATE} == set(Kind)
