from dataclasses import fields, replace
from pathlib import Path

import pytest

from exercises.catalogue import Card, Exercise, Text, load
from exercises.catalogue.model import hash_of
from tests.exercises.catalogue.samples import EXERCISE, FIGURES, written


@pytest.mark.parametrize(("language", "words"), [("nl", "Ja"), ("en", "Yes"), ("en-gb", "Yes"), ("de", "Ja")])
def test_every_language_but_english_reads_dutch(language: str, words: str) -> None:
    assert Text("Ja", "Yes").in_language(language) == words


def test_the_hash_is_the_same_for_the_same_files_read_twice(tmp_path: Path) -> None:
    first, second = (load(written(tmp_path), FIGURES).exercises[0].content_hash for _ in range(2))
    assert first == second
    assert len(first) == 64
    assert int(first, 16) > 0


def test_the_hash_is_pinned_so_that_installations_agree(tmp_path: Path) -> None:
    source = load(written(tmp_path), FIGURES).sources[0]
    assert hash_of(source) == "4f40fad3bf71efb7b7f3e3b559a36a8be79a6fb893a9cb6acec781e86208ccf5"


@pytest.mark.parametrize("field", [field.name for field in fields(Exercise)])
def test_the_hash_changes_with_every_field_of_an_exercise(tmp_path: Path, field: str) -> None:
    exercise = load(written(tmp_path), FIGURES).exercises[0]
    assert replace(exercise, **{field: "other"}).content_hash != exercise.content_hash


@pytest.mark.parametrize("field", [field.name for field in fields(Card)])
def test_the_hash_changes_with_every_field_of_a_card(tmp_path: Path, field: str) -> None:
    card = load(written(tmp_path), FIGURES).cards[0]
    assert replace(card, **{field: "other"}).content_hash != card.content_hash


def test_the_hash_does_not_mind_how_the_file_is_laid_out(tmp_path: Path) -> None:
    spaced = EXERCISE.replace("kind =", "# a comment\n\nkind      =")
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    assert load(written(one), FIGURES).exercises == load(written(other, spaced), FIGURES).exercises
