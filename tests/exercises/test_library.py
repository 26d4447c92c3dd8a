"""Bringing the catalogue into the database: idempotent, corrections included, a physio's changes kept."""

import dataclasses
import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command

from coach.models import Person
from exercises import library
from exercises.catalogue import Catalogue, Text, load
from exercises.library import Loaded
from exercises.models import Card, Exercise
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    whole = load()
    return dataclasses.replace(whole, exercises=whole.exercises[:5], cards=whole.cards[:3])


def corrected(catalogue: Catalogue) -> Catalogue:
    """The first exercise and the first card, each with a better name."""
    exercise = dataclasses.replace(catalogue.exercises[0], name=Text(nl="Beter", en="Better"))
    card = dataclasses.replace(catalogue.cards[0], title=Text(nl="Beter?", en="Better?"))
    return dataclasses.replace(
        catalogue,
        exercises=(exercise, *catalogue.exercises[1:]),
        cards=(card, *catalogue.cards[1:]),
    )


def change(row: Exercise | Card, by: Person, **fields: object) -> None:
    """As the dashboard does."""
    for name, value in fields.items():
        setattr(row, name, value)
    row.edited(by=by, at=NOW)
    row.save()


def test_loading_twice_is_loading_once(catalogue: Catalogue) -> None:
    assert library.load(catalogue) == (Loaded(5, 0, 0, 0), Loaded(3, 0, 0, 0))
    before = [*Exercise.objects.values(), *Card.objects.values()]
    assert library.load(catalogue) == (Loaded(0, 0, 5, 0), Loaded(0, 0, 3, 0))
    assert [*Exercise.objects.values(), *Card.objects.values()] == before


def test_every_column_of_an_exercise_comes_from_the_catalogue(catalogue: Catalogue) -> None:
    library.load(catalogue)
    for one in catalogue.exercises:
        row = Exercise.objects.get(slug=one.slug)
        assert (row.name_nl, row.purpose_en) == (one.name.nl, one.purpose.en)
        assert row.steps_en == [step.en for step in one.steps]
        assert (row.sets, row.repetitions, row.hold_seconds) == dataclasses.astuple(one.dose)
        assert row.activities == list(one.activities)
        assert (row.needs_review, row.reviewed_by, row.reviewed_on) == (False, None, one.reviewed_on)


def test_cards_keep_the_order_of_their_files(catalogue: Catalogue) -> None:
    library.load(load())
    assert [card.slug for card in Card.objects.all()] == [card.slug for card in load().cards]
    turned = dataclasses.replace(catalogue, cards=catalogue.cards[::-1])
    library.load(catalogue)
    library.load(turned)
    assert [card.slug for card in Card.objects.shown()] == [card.slug for card in turned.cards]


def test_a_correction_reaches_an_existing_installation(catalogue: Catalogue) -> None:
    library.load(catalogue)
    better = corrected(catalogue)
    assert library.load(better) == (Loaded(0, 1, 4, 0), Loaded(0, 1, 2, 0))
    row = Exercise.objects.get(slug=better.exercises[0].slug)
    assert (row.name_nl, row.name_en) == ("Beter", "Better")
    assert row.content_hash == better.exercises[0].content_hash
    assert Card.objects.get(slug=better.cards[0].slug).title_nl == "Beter?"


def test_what_the_catalogue_dropped_is_retired_and_may_come_back(catalogue: Catalogue) -> None:
    library.load(catalogue)
    fewer = dataclasses.replace(catalogue, exercises=catalogue.exercises[1:])
    assert library.load(fewer)[0] == Loaded(0, 0, 4, 1)
    assert Exercise.objects.get(slug=catalogue.exercises[0].slug).retired
    assert library.load(fewer)[0] == Loaded(0, 0, 4, 0)
    assert library.load(catalogue)[0].corrected == 1
    assert not Exercise.objects.filter(retired=True).exists()


def test_what_a_physio_changed_stays_and_the_rest_is_corrected(catalogue: Catalogue, physio: Person) -> None:
    library.load(catalogue)
    first, second, *_ = (one.slug for one in catalogue.exercises)
    change(Exercise.objects.get(slug=first), physio, name_nl="Van de fysio", sets=4)
    other = dataclasses.replace(catalogue.exercises[1], both_sides=not catalogue.exercises[1].both_sides)
    better = corrected(catalogue)
    better = dataclasses.replace(better, exercises=(better.exercises[0], other, *better.exercises[2:]))
    loaded = library.load(better)[0]
    assert loaded == Loaded(0, 1, 3, 0, ((first, ("name_nl", "name_en", "sets")),))
    kept = Exercise.objects.get(slug=first)
    assert (kept.name_nl, kept.sets, kept.edited_by, kept.reviewed_by) == ("Van de fysio", 4, physio, physio)
    assert Exercise.objects.get(slug=second).both_sides is other.both_sides


def test_a_card_that_a_physio_changed_stays(catalogue: Catalogue, physio: Person) -> None:
    library.load(catalogue)
    slug = catalogue.cards[0].slug
    change(Card.objects.get(slug=slug), physio, body_nl="Van de fysio.")
    assert library.load(corrected(catalogue))[1].left_alone == ((slug, ("title_nl", "title_en", "body_nl")),)
    assert Card.objects.get(slug=slug).body_nl == "Van de fysio."


def test_an_exercise_that_a_physio_retired_does_not_come_back(catalogue: Catalogue, physio: Person) -> None:
    library.load(catalogue)
    slug = catalogue.exercises[0].slug
    change(Exercise.objects.get(slug=slug), physio, retired=True)
    assert library.load(corrected(catalogue))[0].left_alone == ((slug, ("name_nl", "name_en", "retired")),)
    assert Exercise.objects.get(slug=slug).retired


def test_a_physios_exercise_outlives_the_catalogues(catalogue: Catalogue, physio: Person) -> None:
    library.load(catalogue)
    slug = catalogue.exercises[0].slug
    change(Exercise.objects.get(slug=slug), physio, sets=5)
    fewer = dataclasses.replace(catalogue, exercises=catalogue.exercises[1:])
    assert library.load(fewer)[0] == Loaded(0, 0, 4, 0, ((slug, ("retired",)),))
    assert not Exercise.objects.get(slug=slug).retired


def test_a_change_that_says_what_the_catalogue_says_by_now_is_no_difference(
    catalogue: Catalogue, physio: Person
) -> None:
    library.load(catalogue)
    slug = catalogue.exercises[0].slug
    change(Exercise.objects.get(slug=slug), physio, name_nl="Beter", name_en="Better")
    assert library.load(corrected(catalogue))[0] == Loaded(0, 0, 5, 0)


def test_a_correction_of_the_catalogue_carries_its_own_date_of_review(
    catalogue: Catalogue, physio: Person
) -> None:
    library.load(catalogue)
    row = Exercise.objects.get(slug=catalogue.exercises[0].slug)
    row.vouched(by=physio, at=NOW)
    row.save()
    library.load(catalogue)
    row.refresh_from_db()
    assert (row.reviewed_by, row.reviewed_on) == (physio, dt.date(2026, 11, 18))
    library.load(corrected(catalogue))
    row.refresh_from_db()
    assert (row.reviewed_by, row.reviewed_on) == (None, catalogue.exercises[0].reviewed_on)


def test_every_version_is_kept(catalogue: Catalogue, physio: Person) -> None:
    library.load(catalogue)
    slug = catalogue.exercises[0].slug
    change(Exercise.objects.get(slug=slug), physio, name_nl="Van de fysio")
    versions = Exercise.pgh_event_model.objects.filter(slug=slug).order_by("pgh_id")  # type: ignore[attr-defined]
    named = [(version.name_nl, version.edited_by_id) for version in versions]
    assert named == [(catalogue.exercises[0].name.nl, None), ("Van de fysio", physio.pk)]


def test_the_command_says_which_rows_it_left_alone(physio: Person) -> None:
    call_command("load_catalogue", stdout=StringIO())
    change(Exercise.objects.get(slug="cat-cow"), physio, name_nl="Kat en koe", both_sides=True)
    out = StringIO()
    call_command("load_catalogue", stdout=out)
    said = out.getvalue().splitlines()
    assert said[0].startswith("Exercises: 0 added, 0 corrected, ")
    assert said[0].endswith(" unchanged, 0 retired, 1 left alone.")
    assert said[1] == "  left alone, because a physio changed it: cat-cow (name_nl, both_sides)"
