"""The intake over HTTP: a questionnaire to render, answers that are checked, follow-ups in their weeks."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.utils import timezone

from coach.models import IntakeAnswers, Person
from tests.coach.test_interview import FOLLOW_UP, INTAKE, WEEK
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(episode_id: UUID) -> str:
    return f"episodes/{episode_id}/intake/"


def filled_in(answers: dict[str, Any]) -> dict[str, Any]:
    return {"id": str(new_id()), "answers": answers}


def test_the_questionnaire_can_be_rendered_in_both_languages(person: Person, url: str) -> None:
    english, dutch = (Phone(person, language).get(url).json() for language in ("en", "nl"))
    assert english["last"] is None
    asked = english["questionnaire"]
    assert (asked["key"], asked["language"]) == ("intake", "en")
    assert dutch["questionnaire"]["sections"][0]["title"] == "Je klacht"
    items = {item["key"]: item for section in asked["sections"] for item in section["items"]}
    assert {option["key"] for option in items["region"]["options"]} >= {"neck", "upper_back"}
    assert items["injury_story"]["shown_if"] == {"onset_kind": ["injury"]}
    assert items["activities"]["most"] == 3
    assert "options" not in items["pain"]


def test_answers_are_kept_and_shown_again(phone: Phone, url: str) -> None:
    kept = phone.post(url, filled_in(INTAKE))
    assert kept.status_code == 201
    assert (kept.json()["answers"], kept.json()["version"], kept.json()["week"]) == (INTAKE, 1, None)
    assert phone.get(url).json()["last"] == kept.json()


def test_the_same_answers_again_are_kept_once_and_others_refused(phone: Phone, url: str) -> None:
    body = filled_in(INTAKE)
    first, again = phone.post(url, body), phone.post(url, body)
    assert (again.status_code, again.json()) == (200, first.json())
    other = phone.post(url, body | {"answers": INTAKE | {"pain": 1}})
    assert (other.status_code, other.json()["current"]) == (409, first.json())
    assert IntakeAnswers.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "attr", "code"),
    [
        pytest.param({"region": None}, "answers.region", "required", id="a required answer left out"),
        pytest.param({"pain": 11}, "answers.pain", "out_of_range", id="off the scale"),
        pytest.param({"shoe_size": 43}, "answers.shoe_size", "unknown", id="a question nobody asks"),
        pytest.param({"injury_story": "gevallen"}, "answers.injury_story", "not_shown", id="not shown"),
        pytest.param(
            {"activities": [{"name": "tillen", "score": 12}]},
            "answers.activities.0.score",
            "out_of_range",
            id="a part of an answer",
        ),
    ],
)
def test_a_fault_is_named_with_its_field(
    phone: Phone, url: str, changes: dict[str, Any], attr: str, code: str
) -> None:
    answer = phone.post(url, filled_in(INTAKE | changes))
    assert answer.status_code == 400
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [(attr, code)]
    assert not IntakeAnswers.objects.exists()


def test_a_fault_is_said_in_the_language_asked_for(person: Person, url: str) -> None:
    said = [
        Phone(person, language).post(url, filled_in(INTAKE | {"pain": 11})).json()["errors"][0]["detail"]
        for language in ("nl", "en")
    ]
    assert said == ["Kies een getal van 0 tot en met 10.", "Choose a number from 0 to 10."]


def test_what_the_intake_says_of_the_complaint_stands_in_the_episode(phone: Phone, url: str) -> None:
    phone.post(url, filled_in(INTAKE | {"qualities": ["burning"], "region": "neck"}))
    episode = phone.get(url.removesuffix("intake/")).json()
    held = (episode["region"], episode["qualities"], episode["activities"])
    assert held == ("neck", ["burning"], ["autorijden"])
    begin = phone.get(url).json()["begin_with"]
    assert (begin["region"], begin["qualities"], begin["pain"]) == ("neck", ["burning"], 6)


def test_a_complaint_cannot_begin_after_its_episode_ended(phone: Phone, url: str) -> None:
    episode = url.removesuffix("intake/")
    stored = phone.get(episode).json()
    body = {"region": "neck", "onset_on": "2026-10-01", "closed_on": "2026-10-20", "base_seq": stored["seq"]}
    assert phone.put(episode, body).status_code == 200
    answer = phone.post(url, filled_in(INTAKE))
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == ["answers.onset_on"]


def test_without_consent_nothing_is_kept(phone: Phone, url: str) -> None:
    phone.post("me/consents/", {"purpose": "health_data", "version": "1", "given": False})
    assert phone.post(url, filled_in(INTAKE)).status_code == 403


def test_a_follow_up_is_asked_and_answered_in_its_week(person: Person, phone: Phone, url: str) -> None:
    follow_up, began = url.replace("intake", "follow-up"), timezone.now()
    phone.post(url, filled_in(INTAKE))
    early = phone.post(follow_up, filled_in(FOLLOW_UP))
    assert (early.status_code, early.json()["errors"][0]["code"]) == (400, "not_open")
    with time_machine.travel(began + 2 * WEEK + dt.timedelta(hours=1), tick=False):
        later = Phone(person)
        assert later.get(follow_up).json()["due"] == 2
        kept = later.post(follow_up, filled_in(FOLLOW_UP))
        assert (kept.status_code, kept.json()["week"]) == (201, 2)
        shown = later.get(follow_up).json()
        assert (shown["due"], shown["last"], shown["questionnaire"]["key"]) == (
            None,
            kept.json(),
            "follow_up",
        )
        assert later.get(url).json()["last"]["answers"] == INTAKE
