"""The exercise library over HTTP: texts in the language asked for, filters, search, and drawings."""

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


def found(phone: Phone, words: str) -> list[str]:
    return [row["slug"] for row in phone.get("exercises/", {"q": words, "page_size": 200}).json()["results"]]


def test_the_whole_library_comes_page_by_page(phone: Phone) -> None:
    slugs = [row["slug"] for row in pages(phone, "exercises/?page_size=40")]
    assert slugs == sorted(Exercise.objects.values_list("slug", flat=True))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_texts_come_in_the_language_asked_for(person: Person, language: str) -> None:
    stored = Exercise.objects.get(slug="cat-cow")
    one = Phone(person, language).get("exercises/cat-cow/").json()
    for field in ("name", "purpose", "steps", "cautions"):
        assert one[field] == getattr(stored, f"{field}_{language}")
    listed = Phone(person, language).get("exercises/?page_size=200").json()["results"]
    assert one in listed


def test_an_exercise_has_exactly_the_fields_of_the_schema(phone: Phone) -> None:
    schema = phone.get("schema/?format=json").json()["components"]["schemas"]["Exercise"]
    row = phone.get("exercises/cat-cow/").json()
    assert set(row) == set(schema["properties"]) == set(schema["required"])
    assert row["reviewed_on"] == "2026-11-22"


@pytest.mark.parametrize(
    ("query", "check"),
    [
        ("region=neck", lambda row: "neck" in row["regions"]),
        ("place=desk", lambda row: "desk" in row["places"]),
        ("equipment=band", lambda row: "band" in row["equipment"]),
        ("activity=pilates", lambda row: "pilates" in row["activities"]),
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
    ("query", "attr"),
    [
        ("region=toe", "region"),
        ("colour=red", "colour"),
        ("page_size=0", "page_size"),
        ("activity=chess", "activity"),
        (f"q={'x' * 101}", "q"),
        ("q=%00", "q"),
    ],
)
def test_a_bad_filter_is_refused_by_name(phone: Phone, query: str, attr: str) -> None:
    answer = phone.get(f"exercises/?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)


def test_a_search_puts_the_best_first_page_after_page(phone: Phone) -> None:
    whole = found(phone, "rug")
    assert len(whole) > 12
    assert [row["slug"] for row in pages(phone, "exercises/?q=rug&page_size=5")] == whole
    assert "rank" not in phone.get("exercises/?q=rug").json()["results"][0]


def test_a_search_and_a_filter_narrow_each_other(phone: Phone) -> None:
    rows = phone.get("exercises/?q=rekken&region=legs").json()["results"]
    assert {row["slug"] for row in rows} == {
        slug for slug in found(phone, "rekken") if "legs" in Exercise.objects.get(slug=slug).regions
    }
    assert rows


@pytest.mark.parametrize("words", ["", "  "])
def test_a_search_for_nothing_is_no_search(phone: Phone, words: str) -> None:
    assert len(found(phone, words)) == Exercise.objects.count()


def test_a_drawing_has_its_title_in_the_language_asked_for(person: Person) -> None:
    for language, title in (("nl", "Kin intrekken"), ("en", "Chin tuck")):
        drawing = Phone(person, language).get("exercises/chin-tuck/figure/", HTTP_ACCEPT="image/svg+xml")
        assert (drawing.status_code, drawing["Content-Type"]) == (200, "image/svg+xml; charset=utf-8")
        assert drawing.content.startswith(b"<svg")
        assert title in drawing.content.decode()


HIDDEN = [
    pytest.param({"retired": True}, id="retired"),
    pytest.param({"needs_review": True}, id="waiting for review"),
]


@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_hidden_answers_like_what_never_was(phone: Phone, state: dict[str, bool]) -> None:
    Exercise.objects.filter(pk="cat-cow").update(**state)
    for path in ("exercises/{}/", "exercises/{}/figure/"):
        hidden, absent = phone.get(path.format("cat-cow")), phone.get(path.format("no-such-thing"))
        assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert "cat-cow" not in [row["slug"] for row in pages(phone, "exercises/")]
    assert "cat-cow" not in found(phone, "bolle en holle rug")


def test_an_exercise_without_a_drawing_has_none(phone: Phone) -> None:
    Exercise.objects.filter(pk="cat-cow").update(figures=[])
    assert phone.get("exercises/cat-cow/figure/").status_code == 404
    assert phone.get("exercises/cat-cow/").status_code == 200
