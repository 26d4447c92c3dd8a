"""Ready programmes over HTTP: texts in the language asked for, filters, and one whole."""

import pytest

from coach.models import Person
from exercises.models import Programme
from tests.conftest import Phone
from tests.exercises.training import fill_library

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_library(db: None) -> None:
    fill_library()


def slugs(phone: Phone, query: str = "") -> list[str]:
    return [row["slug"] for row in phone.get(f"programmes/?{query}").json()["results"]]


def test_every_programme_that_is_offered_is_listed(phone: Phone) -> None:
    assert slugs(phone) == sorted(Programme.objects.values_list("slug", flat=True))
    Programme.objects.filter(slug="neck-shoulder").update(retired=True)
    assert "neck-shoulder" not in slugs(phone)
    assert phone.get("programmes/neck-shoulder/").status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param("self_care=false", ["back-to-strength"], id="what a physio gives"),
        pytest.param("region=neck", ["neck-shoulder", "office-five-minutes"], id="for the neck"),
        pytest.param("level=easy", ["lower-back-first-weeks", "office-five-minutes"], id="easy"),
        pytest.param("level=easy&region=neck", ["office-five-minutes"], id="both"),
    ],
)
def test_the_list_can_be_narrowed(phone: Phone, query: str, expected: list[str]) -> None:
    assert slugs(phone, query) == expected


@pytest.mark.parametrize(("query", "attr"), [("region=toe", "region"), ("weeks=6", "weeks")])
def test_a_bad_filter_is_refused_by_name(phone: Phone, query: str, attr: str) -> None:
    answer = phone.get(f"programmes/?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)


def test_a_programme_is_whole_on_its_own_address_in_the_language_asked_for(person: Person) -> None:
    dutch, english = (
        Phone(person, language).get("programmes/upper-back-desk/").json() for language in ("nl", "en")
    )
    assert (dutch["title"], english["title"]) == (
        "Bovenrug voor wie veel zit",
        "Upper back for people who sit a lot",
    )
    phases = dutch["content"]["phases"], english["content"]["phases"]
    assert [phase[0]["title"] for phase in phases] == ["Loskomen", "Loosening up"]
    day = phases[1][0]["days"][0]
    assert (day["key"], day["times_per_week"], day["weekdays"]) == ("desk", 4, ["mon", "tue", "thu", "fri"])
    assert day["prescriptions"][0]["bounds"]["repetitions"] == {"least": 6, "most": 12, "step": 2}
    assert english["content"]["limits"] == {"fine": 2, "allowed": 3, "effort": 5}
    assert "content" not in Phone(person).get("programmes/").json()["results"][0]
