"""The cards over HTTP."""

from typing import Any

import pytest

from coach.models import Person
from exercises import library
from exercises.catalogue import load
from exercises.models import Card
from tests.conftest import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_library() -> None:
    library.load(load())


def everything(phone: Phone, query: str = "") -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = phone.get(f"cards/?page_size=200{query}").json()["results"]
    return rows


def test_cards_come_in_the_order_of_the_catalogue(phone: Phone) -> None:
    assert [row["slug"] for row in everything(phone)] == [card.slug for card in load().cards]
    assert [row["slug"] for row in phone.get("cards/?page_size=3").json()["results"]] == [
        card.slug for card in load().cards[:3]
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_card_comes_in_the_language_asked_for(person: Person, language: str) -> None:
    stored = Card.objects.get(slug="feet-flat")
    row = Phone(person, language).get("cards/feet-flat/").json()
    assert (row["title"], row["body"]) == (stored.text("title", language), stored.text("body", language))
    assert row in everything(Phone(person, language))


def test_a_card_has_exactly_the_fields_of_the_schema(phone: Phone) -> None:
    schema = phone.get("schema/?format=json").json()["components"]["schemas"]["Card"]
    assert set(phone.get("cards/feet-flat/").json()) == set(schema["properties"]) == set(schema["required"])


def test_information_names_the_document_it_rests_on(person: Person) -> None:
    card = Phone(person, "nl").get("cards/no-specific-cause/").json()
    assert card["source"] == "kiesbeter"
    assert card["source_title"] == "KiesBeter.nl: Aspecifieke lage rugpijn (2017-10-24)"


@pytest.mark.parametrize(
    ("query", "check"),
    [
        ("kind=workplace", lambda row: row["kind"] == "workplace"),
        ("topic=sleep", lambda row: row["topic"] == "sleep"),
        ("region=neck", lambda row: "neck" in row["regions"]),
    ],
)
def test_a_filter_shows_what_fits_and_only_that(phone: Phone, query: str, check: Any) -> None:
    whole = everything(phone)
    assert everything(phone, f"&{query}") == [row for row in whole if check(row)]
    assert 0 < sum(map(check, whole)) < len(whole)


@pytest.mark.parametrize("query", ["kind=poem", "region=toe", "colour=red"])
def test_a_bad_filter_is_refused_by_name(phone: Phone, query: str) -> None:
    answer = phone.get(f"cards/?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, query.split("=", maxsplit=1)[0])


@pytest.mark.parametrize("state", [{"retired": True}, {"needs_review": True}])
def test_a_hidden_card_answers_like_one_that_never_was(phone: Phone, state: dict[str, bool]) -> None:
    Card.objects.filter(pk="feet-flat").update(**state)
    hidden, absent = phone.get("cards/feet-flat/"), phone.get("cards/no-such-thing/")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert "feet-flat" not in [row["slug"] for row in everything(phone)]
