"""Answers read out to somebody who reads along."""

import datetime as dt
from typing import Any

import pytest

from coach.intake import INTAKE, Said, over_time, read_out


def said(answers: dict[str, Any], language: str = "en", before: dict[str, Any] | None = None) -> list[Said]:
    return [one for page in read_out(answers, INTAKE, language, before) for one in page.said]


@pytest.mark.parametrize(
    ("answers", "dutch", "english"),
    [
        pytest.param({"region": "neck"}, "nek", "neck", id="a choice"),
        pytest.param(
            {"qualities": ["dull", "tender"]},
            "dof, gevoelig als je erop drukt",
            "dull, tender to touch",
            id="choices",
        ),
        pytest.param({"qualities": []}, "geen van deze", "none of these", id="none of the choices"),
        pytest.param({"pain": 0}, "0", "0", id="a scale at nought"),
        pytest.param(
            {"screen_hours": 7.5}, "7,5 uur per dag", "7.5 hours a day", id="a number with its unit"
        ),
        pytest.param({"earlier_episodes": False}, "nee", "no", id="no is an answer"),
        pytest.param(
            {"onset_story": "Getild & gedraaid"}, "Getild & gedraaid", "Getild & gedraaid", id="own words"
        ),
        pytest.param(
            {"activities": [{"name": "tillen", "score": 4}, {"name": "fietsen", "score": 0}]},
            "tillen 4, fietsen 0",
            "tillen 4, fietsen 0",
            id="activities",
        ),
        pytest.param({"region": "knee"}, "knee", "knee", id="an option that is gone"),
    ],
)
def test_an_answer_is_read_out_in_both_languages(answers: dict[str, Any], dutch: str, english: str) -> None:
    assert [one.answer for one in said(answers, "nl") + said(answers)] == [dutch, english]


def test_a_day_stays_a_day() -> None:
    (found,) = said({"onset_on": "2026-11-01"})
    assert (found.day, found.answer) == (dt.date(2026, 11, 1), "")


def test_what_was_not_answered_is_not_read_out() -> None:
    assert said({"pattern": None, "onset_story": ""}) == []


def test_answers_come_by_section_in_the_order_they_were_asked() -> None:
    pages = read_out({"stress": 3, "pain": 6, "region": "neck"}, INTAKE, "nl")
    assert [page.title for page in pages] == ["Je klacht", "Je dagelijks leven"]
    assert [one.answer for one in pages[0].said] == ["nek", "6"]


def test_what_an_older_version_asked_is_not_lost() -> None:
    *_, last = read_out({"pain": 6, "shoe_size": 43}, INTAKE, "en")
    assert (last.title, last.said) == ("", (Said("shoe size", "43"),))


def test_what_changed_says_what_it_was() -> None:
    before = {"pain": 7, "region": "neck", "stress": 3}
    found = {one.answer: one.before for one in said({"pain": 5, "region": "neck", "worry": 2}, before=before)}
    assert found["neck"] is None
    assert found["2"] is None
    assert found["5"] is not None
    assert found["5"].answer == "7"


def scored(**scores: int) -> dict[str, Any]:
    return {"activities": [{"name": name, "score": score} for name, score in scores.items()]}


@pytest.mark.parametrize(
    ("start", "later", "found"),
    [
        pytest.param({}, {}, {}, id="nothing yet"),
        pytest.param(scored(tillen=3), {}, {"tillen": [3]}, id="the start alone"),
        pytest.param(
            scored(tillen=3, fietsen=5),
            {4: scored(tillen=6, fietsen=7), 2: scored(tillen=4)},
            {"tillen": [3, 4, 6], "fietsen": [5, None, 7]},
            id="weeks in order, a gap where one was not scored",
        ),
        pytest.param(scored(Tillen=3), {2: scored(tillen=4)}, {"Tillen": [3, 4]}, id="in another case"),
        pytest.param(
            scored(tillen=3),
            {2: scored(zwemmen=4)},
            {"tillen": [3, None], "zwemmen": [None, 4]},
            id="a new one",
        ),
        pytest.param({}, {2: scored(tillen=4)}, {"tillen": [None, 4]}, id="no start"),
    ],
)
def test_activities_are_followed_over_time(
    start: dict[str, Any], later: dict[int, Any], found: dict[str, list[int | None]]
) -> None:
    assert over_time(start, later) == found
