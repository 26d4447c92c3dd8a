"""Episodes over HTTP, and the course that the diary shows."""

import datetime as dt
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from coach.models import Assessment, Person
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


def test_an_episode_keeps_what_the_person_told(phone: Phone) -> None:
    told = {
        "region": "lower_back",
        "onset_on": "2026-10-20",
        "onset_kind": "sudden",
        "pattern": "comes_and_goes",
        "qualities": ["sharp", "stiffness"],
        "radiation": ["legs"],
        "worse_with": ["sitting", "lifting"],
        "activities": ["de tuin", "autorijden"],
        "closed_on": None,
    }
    made = new_id()
    answer = phone.put(f"episodes/{made}/", told)
    assert answer.status_code == 201
    assert told.items() <= phone.get(f"episodes/{made}/").json().items()


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        pytest.param({"region": "toe"}, "region", id="a region we do not know"),
        pytest.param({"onset_on": "2090-01-01"}, "onset_on", id="an onset in the future"),
        pytest.param({"onset_on": "1949-12-31"}, "onset_on", id="an onset before anyone was born"),
        pytest.param({"onset_on": "20-10-2026"}, "onset_on", id="a date the other way round"),
        pytest.param({"closed_on": "2026-10-01"}, "closed_on", id="an end before the onset"),
        pytest.param({"qualities": ["blue"]}, "qualities.0", id="a quality we do not know"),
        pytest.param({"activities": ["a", "b", "c", "d"]}, "activities", id="four activities"),
        pytest.param({"activities": "tuin"}, "activities", id="activities that are no list"),
    ],
)
def test_bad_input_is_refused_by_name(phone: Phone, changes: dict[str, Any], attr: str) -> None:
    answer = phone.put(f"episodes/{new_id()}/", {"region": "neck", "onset_on": "2026-10-20", **changes})
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


def write(phone: Phone, episode: UUID, days_ago: float, pain: int) -> None:
    moment = timezone.now() - dt.timedelta(days=days_ago)
    body = {"episode": str(episode), "recorded_at": moment.isoformat(), "utc_offset": 60, "pain": pain}
    assert phone.put(f"diary/{new_id()}/", body).status_code == 201


def begin(phone: Phone, days_ago: int) -> UUID:
    episode = new_id()
    onset = (timezone.now() - dt.timedelta(days=days_ago)).date()
    phone.put(f"episodes/{episode}/", {"region": "lower_back", "onset_on": onset.isoformat()})
    return episode


def test_an_episode_nobody_wrote_about_has_no_verdict(phone: Phone, episode_id: UUID) -> None:
    course = phone.get(f"episodes/{episode_id}/course/").json()
    assert course["current"] is None
    assert course["history"] == []
    assert course["points"] == {"days": [], "pain": []}


def test_one_entry_is_not_enough_and_the_coach_says_so(
    person: Person, episode_id: UUID, phone: Phone
) -> None:
    write(phone, episode_id, 0.5, 6)
    course = phone.get(f"episodes/{episode_id}/course/").json()
    assert course["current"]["verdict"] in {"not_enough_data", "too_early"}
    assert course["current"]["entries"] == 1
    dutch = Phone(person, "nl").get(f"episodes/{episode_id}/course/").json()
    assert dutch["current"]["explanation"] != course["current"]["explanation"]


def test_pain_that_fades_over_five_weeks_is_on_course_or_recovered(phone: Phone) -> None:
    episode = begin(phone, 35)
    for day in range(0, 35, 2):
        write(phone, episode, 35 - day - 0.5, max(0, round(7 - day * 0.22)))
    course = phone.get(f"episodes/{episode}/course/").json()
    assert course["current"]["verdict"] in {"on_course", "recovered"}
    assert course["current"]["entries"] == 18
    assert len(course["points"]["pain"]) == 18
    assert len(course["fitted"]["days"]) == len(course["fitted"]["level"]) > 5
    assert course["references"][0]["source"]


def test_pain_that_rises_late_is_called_worsening(phone: Phone) -> None:
    episode = begin(phone, 30)
    for day in range(30):
        write(phone, episode, 30 - day - 0.5, 4 if day < 14 else min(9, 4 + (day - 13) // 3))
    assert phone.get(f"episodes/{episode}/course/").json()["current"]["verdict"] == "worsening"


def test_the_next_step_says_with_whom_what_and_who_advises_it(phone: Phone, person: Person) -> None:
    episode = begin(phone, 30)
    for day in range(0, 30, 2):
        write(phone, episode, 30 - day - 0.5, 6)
    english, dutch = (
        one.get(f"episodes/{episode}/course/").json()["current"]["next_step"]
        for one in (phone, Phone(person, "nl"))
    )
    assert (english["key"], english["who"], english["source"]) == ("review", "gp", "kiesbeter")
    assert english["text"].startswith("Discuss a plan with your GP")
    assert dutch["text"].startswith("Bespreek met je huisarts")


def test_a_step_that_is_advised_no_longer_still_says_what_it_was(
    phone: Phone, episode_id: UUID, settings: Any
) -> None:
    write(phone, episode_id, 0.5, 6)
    settings.COACH_POLICIES = ()
    step = phone.get(f"episodes/{episode_id}/course/").json()["current"]["next_step"]
    assert (step["key"], step["who"], step["source"]) == ("keep_writing", None, "")
    assert step["text"]


def test_what_was_said_is_kept_when_an_entry_is_struck(phone: Phone, episode_id: UUID) -> None:
    write(phone, episode_id, 1, 6)
    entry = phone.get("diary/").json()["results"][0]["id"]
    phone.delete(f"diary/{entry}/")
    assert list(Assessment.objects.order_by("at").values_list("entries", flat=True)) == [1, 0]
    assert phone.get(f"episodes/{episode_id}/course/").json()["current"]["entries"] == 0
