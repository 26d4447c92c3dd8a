"""The agenda over HTTP."""

from typing import Any

import pytest
import time_machine
from django.core.management import call_command

from coach.models import Person
from exercises.models import Programme
from tests.coach.test_interview import INTAKE
from tests.conftest import NOW, Phone, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _wednesday_morning() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_week_from_today_is_given_where_nothing_is_asked(phone: Phone) -> None:
    days = phone.get("me/agenda/").json()
    assert [day["date"] for day in days] == [f"2026-11-{day}" for day in range(18, 25)]
    assert days[0] == {"date": "2026-11-18", "checked_in": False, "items": [], "programmes": []}


def test_a_new_complaint_asks_for_its_intake_and_then_for_a_follow_up(person: Person) -> None:
    phone, episode = Phone(person), new_id()
    phone.put(f"episodes/{episode}/", {"region": "neck", "onset_on": "2026-11-01"})
    today = phone.get("me/agenda/?to=2026-11-18").json()[0]["items"]
    assert [(one["asked"], one["episode"], one["done"], one["why"]) for one in today] == [
        ("intake", str(episode), False, None),
        ("triage", str(episode), False, "intake"),
    ]
    phone.post(f"episodes/{episode}/intake/", {"id": str(new_id()), "answers": INTAKE})
    (due,) = phone.get("me/agenda/?from=2026-12-02&to=2026-12-02").json()[0]["items"]
    assert due == {
        "asked": "follow_up",
        "episode": str(episode),
        "done": False,
        "week": 2,
        "why": None,
        "until": "2026-12-15",
    }


def test_a_day_of_a_programme_stands_beside_what_the_coach_asks(phone: Phone, person: Person) -> None:
    call_command("load_catalogue", verbosity=0)
    slugs = ("office-five-minutes", "neck-shoulder")
    first, second = new_id(), new_id()
    for pk, slug in zip((first, second), slugs, strict=True):
        picked = phone.put(f"enrolments/{pk}/", {"programme": slug, "starts_on": "2026-11-18"})
        assert picked.status_code == 201, picked.json()
    phone = Phone(person, language="nl")
    days = phone.get("me/agenda/?to=2026-11-19").json()
    for enrolment in (first, second):
        own = phone.get(f"enrolments/{enrolment}/agenda/?to=2026-11-19").json()
        joined = [one for day in days for one in day["programmes"] if one["enrolment"] == str(enrolment)]
        assert [{**day, "enrolment": str(enrolment)} for day in own] == [
            {key: value for key, value in one.items() if key != "title"} for one in joined
        ]
    assert [one["title"] for one in days[0]["programmes"]] == [
        Programme.objects.get(slug=slug).title_nl for slug in slugs
    ]
    assert {one["state"] for one in days[0]["programmes"]} == {"due"}


def test_nobody_sees_what_is_asked_of_another(phone: Phone, stranger: Person) -> None:
    phone.put(f"episodes/{new_id()}/", {"region": "neck", "onset_on": "2026-11-01"})
    assert not any(day["items"] for day in Phone(stranger).get("me/agenda/").json())


@pytest.mark.parametrize(
    ("query", "attr"),
    [
        pytest.param("from=yesterday", "from", id="a day in words"),
        pytest.param("from=2026-11-18&to=2026-11-17", "to", id="the last before the first"),
        pytest.param("from=2026-11-18&to=2027-11-18", "to", id="a year"),
        pytest.param("since=2026-11-18", "since", id="a parameter we do not know"),
    ],
)
def test_a_span_that_cannot_be_is_refused_by_name(phone: Phone, query: str, attr: str) -> None:
    answer = phone.get(f"me/agenda/?{query}")
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]
