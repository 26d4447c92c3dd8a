"""A goal for the week over HTTP, and how it goes."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from coach.models import Person
from tests.conftest import NOW, Phone, new_id

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_a_wednesday(db: None) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def goals(person: Person) -> list[Any]:
    rows = Phone(person).get("adherence/?from=2026-11-09&to=2026-11-29").json()
    return [row["breaks_goal"] for row in rows]


def test_a_goal_holds_from_this_week_on(phone: Phone, person: Person) -> None:
    assert phone.get("me/goal/").json() == {"breaks_per_week": None}
    answer = phone.put("me/goal/", {"breaks_per_week": 21})
    assert (answer.status_code, answer.json()) == (200, {"breaks_per_week": 21})
    assert goals(person) == [None, 21, 21]


def test_it_may_be_changed_and_given_up(phone: Phone, person: Person) -> None:
    phone.put("me/goal/", {"breaks_per_week": 21})
    with time_machine.travel(NOW + dt.timedelta(days=7), tick=False):
        later = Phone(person)
        later.put("me/goal/", {"breaks_per_week": 14})
        assert goals(person) == [None, 21, 14]
        assert later.delete("me/goal/").status_code == 204
        assert goals(person) == [None, 21, None]


def test_days_off_make_it_smaller(phone: Phone, person: Person) -> None:
    phone.put("me/goal/", {"breaks_per_week": 21})
    off = {"kind": "sick", "starts_on": "2026-11-18", "ends_on": "2026-11-19"}
    phone.put(f"days-off/{new_id()}/", off)
    assert goals(person) == [None, 15, 21]


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        pytest.param({"breaks_per_week": 0}, "breaks_per_week", id="none at all"),
        pytest.param({"breaks_per_week": 301}, "breaks_per_week", id="more than a week holds"),
        pytest.param({}, "breaks_per_week", id="nothing said"),
        pytest.param({"breaks_per_week": 3, "streak": 9}, "streak", id="a streak"),
    ],
)
def test_a_bad_goal_is_refused_by_name(phone: Phone, body: dict[str, Any], attr: str) -> None:
    answer = phone.put("me/goal/", body)
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


def test_without_consent_none_is_kept(make_person: Any) -> None:
    phone = Phone(make_person("cor", agrees=False))
    assert phone.put("me/goal/", {"breaks_per_week": 3}).status_code == 403
    assert phone.delete("me/goal/").status_code == 204
    assert phone.get("me/goal/").json() == {"breaks_per_week": None}
