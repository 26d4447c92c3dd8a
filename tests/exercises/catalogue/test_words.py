"""Every word of the vocabulary has its Dutch, and is said in the language of the moment."""

import inspect
from enum import StrEnum

import pytest
from django.utils import translation

from exercises.catalogue import vocabulary
from exercises.catalogue.words import DUTCH, said

KINDS = [kind for _, kind in inspect.getmembers(vocabulary, inspect.isclass) if issubclass(kind, StrEnum)]


def test_the_dutch_covers_the_vocabulary_and_no_more() -> None:
    words = {kind.__name__: {word.value for word in kind} for kind in KINDS if kind is not StrEnum}
    assert {kind: set(dutch) for kind, dutch in DUTCH.items()} == words


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "hele lichaam"), ("en", "whole body"), ("de", "whole body")]
)
def test_a_word_is_said_in_the_language_of_the_moment(language: str, words: str) -> None:
    word = said(vocabulary.Region.WHOLE_BODY)
    with translation.override(language):
        assert str(word) == words


def test_the_same_word_may_be_said_differently_of_different_things() -> None:
    with translation.override("nl"):
        assert str(said(vocabulary.Muscle.LOWER_BACK)) == "onderrugspieren"
        assert str(said(vocabulary.Region.LOWER_BACK)) == "onderrug"
