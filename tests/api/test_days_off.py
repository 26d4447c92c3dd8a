"""Days off over HTTP."""

from typing import Any

import pytest
from django.utils import timezone

from coach.models import DayOff, Person
from tests.conftest import Phone, new_id

pytestmark = pytest.mark.django_db


def days(**changes: Any) -> dict[str, Any]:
    return {"kind": "holiday", "starts_on": "2026-11-16", "ends_on": "2026-11-20", **changes}


def test_days_off_are_stored_and_the_same_put_again_changes_nothing(phone: Phone) -> None:
    made = new_id()
    first = phone.put(f"days-off/{made}/", days())
    again = phone.put(f"days-off/{made}/", days())
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert days().items() <= first.json().items()


def test_getting_well_sooner_is_a_change_of_the_last_day(phone: Phone) -> None:
    made = new_id()
    seq = phone.put(f"days-off/{made}/", days(kind="sick")).json()["seq"]
    assert phone.put(f"days-off/{made}/", days(kind="sick", ends_on="2026-11-17")).status_code == 409
    sooner = phone.put(f"days-off/{made}/", days(kind="sick", ends_on="2026-11-17", base_seq=seq))
    assert (sooner.status_code, sooner.json()["ends_on"]) == (200, "2026-11-17")


def test_a_deletion_may_be_repeated_and_wins(phone: Phone) -> None:
    made = new_id()
    phone.put(f"days-off/{made}/", days())
    assert [phone.delete(f"days-off/{made}/").status_code for _ in range(2)] == [204, 204]
    assert phone.put(f"days-off/{made}/", days()).status_code == 410


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("", ["rest", "sick", "holiday"], id="all, the last first"),
        pytest.param("kind=sick", ["sick"], id="of a kind"),
        pytest.param("since=2026-11-20&until=2026-11-30", ["sick", "holiday"], id="that touch these days"),
        pytest.param("since=2026-12-02", [], id="after the last"),
    ],
)
def test_the_list_can_be_narrowed(phone: Phone, query: str, expected: list[str]) -> None:
    phone.put(f"days-off/{new_id()}/", days())
    phone.put(f"days-off/{new_id()}/", days(kind="sick", starts_on="2026-11-20"))
    phone.put(f"days-off/{new_id()}/", days(kind="rest", starts_on="2026-12-01", ends_on="2026-12-01"))
    assert [row["kind"] for row in phone.get(f"days-off/?{query}").json()["results"]] == expected


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        pytest.param({"kind": "bored"}, "kind", id="a kind we do not know"),
        pytest.param({"ends_on": "2026-11-15"}, "ends_on", id="ends before it begins"),
        pytest.param({"ends_on": "2027-11-17"}, "ends_on", id="longer than a year"),
        pytest.param({"starts_on": "1999-12-31"}, "starts_on", id="in another century"),
        pytest.param({"starts_on": "2126-01-01", "ends_on": "2126-01-01"}, "starts_on", id="far ahead"),
        pytest.param({"starts_on": "16-11-2026"}, "starts_on", id="a date the other way round"),
        pytest.param({"ends_on": None}, "ends_on", id="no last day"),
        pytest.param({"why": "flu"}, "why", id="a field we do not know"),
    ],
)
def test_bad_input_is_refused_by_name_and_stores_nothing(
    phone: Phone, changes: dict[str, Any], attr: str
) -> None:
    answer = phone.put(f"days-off/{new_id()}/", days(**changes))
    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]
    assert not DayOff.everything.exists()


def test_without_consent_nothing_is_stored(phone: Phone, person: Person) -> None:
    person.consents.create(purpose="health_data", version="1", given=False, at=timezone.now())
    assert phone.put(f"days-off/{new_id()}/", days()).status_code == 403
    assert not DayOff.everything.exists()
