"""The exercise library over HTTP: texts in the language asked for, filters, and drawings."""

from typing import Any

import pytest

from coach.models import Person
from exercises import library
from exercises.catalogue import load
from exercises.models import Exercise
from tests.conftest import Phone

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_library() -> None:
    library.load(load())


def pages(phone: Phone, url: str) -> list[dict[str, Any]]:
    page = phone.get(url).json()
    rows: list[dict[str, Any]] = page["results"]
    return rows + (pages(phone, page["next"].split("/api/v1/")[1]) if page["next"] else [])


def test_the_whole_library_comes_page_by_page(phone: Phone) -> None:
    slugs = [row["slug"] for row in pages(phone, "exercises/?page_size=40")]
    assert slugs == sorted(Exercise.objects.values_list("slug", flat=True))


def test_texts_come_in_the_language_asked_for(person: Person) -> None:
    slug = Exercise.objects.first().slug
    dutch, english = (Phone(person, language).get(f"exercises/{slug}/").json() for language in ("nl", "en"))
    stored = Exercise.objects.get(slug=slug)
    assert (dutch["name"], english["name"]) == (stored.name_nl, stored.name_en)
    assert (dutch["steps"], english["steps"]) == (stored.steps_nl, stored.steps_en)


@pytest.mark.parametrize(
    ("query", "check"),
    [
        ("region=neck", lambda row: "neck" in row["regions"]),
        ("place=desk", lambda row: "desk" in row["places"]),
        ("kind=breathing", lambda row: row["kind"] == "breathing"),
        ("level=advanced", lambda row: row["level"] == "advanced"),
        ("micro_break=true", lambda row: row["micro_break"]),
    ],
)
def test_a_filter_shows_what_fits_and_only_that(phone: Phone, query: str, check: Any) -> None:
    everything = pages(phone, "exercises/?page_size=200")
    assert pages(phone, f"exercises/?page_size=200&{query}") == [row for row in everything if check(row)]
    assert 0 < sum(map(check, everything)) < len(everything)


@pytest.mark.parametrize(
    ("query", "attr"), [("region=toe", "region"), ("colour=red", "colour"), ("page_size=0", "page_size")]
)
def test_a_bad_filter_is_refused_by_name(phone: Phone, query: str, attr: str) -> None:
    answer = phone.get(f"exercises/?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)


def test_a_list_of_fifty_costs_at_most_three_queries(
    phone: Phone, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(3):
        assert len(phone.get("exercises/").json()["results"]) == 50


def test_a_drawing_is_served_once_and_then_known(phone: Phone) -> None:
    slug = Exercise.objects.exclude(figures=[]).first().slug
    first = phone.get(f"exercises/{slug}/figure/", HTTP_ACCEPT="image/svg+xml,image/*")
    assert (first.status_code, first["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
    assert first.content.startswith(b"<svg")
    again = phone.get(f"exercises/{slug}/figure/", HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_an_exercise_that_was_retired_is_not_shown(phone: Phone) -> None:
    one = Exercise.objects.first()
    Exercise.objects.filter(pk=one.pk).update(retired=True)
    assert phone.get(f"exercises/{one.slug}/").status_code == 404
    assert phone.get("exercises/nothing/figure/").status_code == 404
