"""Bringing the catalogue into the database: idempotent, corrections included, nothing ever deleted."""

import dataclasses

import pytest

from exercises import library
from exercises.catalogue import Catalogue, Text, load
from exercises.library import Loaded
from exercises.models import Exercise

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    whole = load()
    return dataclasses.replace(whole, exercises=whole.exercises[:5])


def test_loading_twice_is_loading_once(catalogue: Catalogue) -> None:
    assert library.load(catalogue) == Loaded(5, 0, 0, 0)
    before = list(Exercise.objects.values())
    assert library.load(catalogue) == Loaded(0, 0, 5, 0)
    assert list(Exercise.objects.values()) == before


def test_a_correction_reaches_an_existing_installation(catalogue: Catalogue) -> None:
    library.load(catalogue)
    first, *rest = catalogue.exercises
    better = dataclasses.replace(first, name=Text(nl="Beter", en="Better"))
    corrected = dataclasses.replace(catalogue, exercises=(better, *rest))
    assert library.load(corrected) == Loaded(0, 1, 4, 0)
    row = Exercise.objects.get(slug=first.slug)
    assert (row.name_nl, row.name_en, row.content_hash) == ("Beter", "Better", better.content_hash)


def test_what_the_catalogue_dropped_is_retired_and_may_come_back(catalogue: Catalogue) -> None:
    library.load(catalogue)
    fewer = dataclasses.replace(catalogue, exercises=catalogue.exercises[1:])
    assert library.load(fewer) == Loaded(0, 0, 4, 1)
    assert Exercise.objects.get(slug=catalogue.exercises[0].slug).retired
    assert library.load(fewer) == Loaded(0, 0, 4, 0)
    assert library.load(catalogue).corrected == 1
    assert not Exercise.objects.filter(retired=True).exists()
