"""Finding exercises with the words people type, in two languages, with their slips."""

import pytest
from django.db import connection

from exercises import library
from exercises.catalogue import load
from exercises.models import Exercise
from exercises.search import EXACT, PREFIX, Plain, plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def _loaded() -> None:
    library.load(load())


def found(words: str) -> list[str]:
    return list(Exercise.objects.search(words).order_by("-rank", "slug").values_list("slug", flat=True))


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        pytest.param("schouderbladen", "blade-squeeze", id="as it is written"),
        pytest.param("SCHOUDERBLADEN", "blade-squeeze", id="in capitals"),
        pytest.param("schouderblden", "blade-squeeze", id="a letter lost"),
        pytest.param("schouderblaaden", "blade-squeeze", id="a letter too many"),
        pytest.param("shouderbladen", "blade-squeeze", id="as the English would"),
        pytest.param("schuoderbladen", "blade-squeeze", id="letters swapped"),
        pytest.param("schouderblatten", "blade-squeeze", id="two wrong letters"),
        pytest.param("schouder blad", "blade-squeeze", id="in two words"),
        pytest.param("thoracic", "open-book", id="an English word of the trade"),
        pytest.param("thorasic", "open-book", id="as it sounds"),
        pytest.param("knieen", "knees-side-to-side", id="without its dots"),
        pytest.param("knieën", "knees-side-to-side", id="with its dots"),
        pytest.param("zwemmen", "swim", id="a whole name"),
        pytest.param("zwemen", "swim", id="one m"),
        pytest.param("ademhalling", "belly-breathing-seated", id="two l's"),
        pytest.param("leg strech", "hamstring-lying", id="a t lost in English"),
        pytest.param("tenisbal", "ball-at-wall", id="tennis with one n"),
        pytest.param("foamroler", "roller-along", id="roller with one l"),
        pytest.param("warmingup", "warm-up", id="without its hyphen"),
        pytest.param("brugetje", "bridge", id="bruggetje with one g"),
        pytest.param("opdruken", "wall-push-up", id="opdrukken with one k"),
        pytest.param("child pose", "child-pose", id="without its apostrophe"),
        pytest.param("childs pose", "child-pose", id="with an s"),
        pytest.param("kat koe", "cat-cow", id="with a space"),
        pytest.param("roeien", "band-row", id="what several are called"),
        pytest.param("nek", "neck-side-stretch", id="three letters"),
    ],
)
def test_what_people_type_leads_to_what_they_mean(typed: str, slug: str) -> None:
    assert slug in found(typed)[:3]


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("typed", ["xyzzy", "!!!", "ek", "paracetamol", "%", "nek xyzzy", "_"])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    assert found(typed) == []


def named(slug: str, dutch: str, english: str = "Something else", purpose: str = "Helpt.") -> None:
    Exercise.objects.create(
        slug=slug,
        name_nl=dutch,
        name_en=english,
        purpose_nl=purpose,
        source="own",
        kind="stretch",
        level="easy",
    )


def test_a_whole_name_comes_before_a_beginning_before_a_part_before_a_purpose_before_a_likeness() -> None:
    named("a-likeness", "Plant")
    named("b-purpose", "Steun", purpose="Zoals een plank.")
    named("c-part", "Zijwaartse plank")
    named("d-beginning", "Plank op je knieën")
    named("e-beginning", "Iets", english="Plank on the knees")
    named("f-whole", "Plank")
    named("g-whole", "Iets", english="Plank")
    named("h-nothing", "Brug")
    assert found("plank") == [
        *("f-whole", "g-whole", "d-beginning", "e-beginning", "c-part", "b-purpose", "a-likeness"),
    ]
    ranks = dict(Exercise.objects.search("plank").values_list("slug", "rank"))
    assert [ranks[slug] for slug in ("g-whole", "e-beginning", "c-part")] == [EXACT, PREFIX, 1000]


def test_every_word_has_to_be_there_in_any_order() -> None:
    named("both", "Nek rekken")
    named("one", "Nek draaien")
    assert found("rekken nek") == ["both"]


def test_only_the_first_eight_words_count() -> None:
    named("nek", "Nek")
    assert found("nek " * 8 + "xyzzy") == ["nek"]


@pytest.mark.parametrize(
    "text", ["Eén, twéé: Knieën!", "Child’s pose", "Warming-up  (3×)", "Straße", "a_b%c"]
)
def test_the_service_and_the_database_take_words_apart_alike(text: str) -> None:
    named("it", text)
    stored = Exercise.objects.annotate(said=Plain("name_nl")).values_list("said", flat=True).get()
    assert " ".join(plain(text)) == stored


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize("typed", ["schouderblaaden", "hamstring", "nek"])
def test_the_index_serves_the_search(typed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")  # along the keys; the words are in a bitmap
    plan = Exercise.objects.search(typed).explain()
    assert "Bitmap Index Scan on exercises_by_words" in plan
    assert "Index Cond" in plan
