"""Columns that the library's models share: words of the vocabulary, and lists of sentences."""

from enum import StrEnum
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from exercises.catalogue.words import said

LONGEST_SENTENCE = 800
"""Our own sentences stay far below; those of other collections reach 750 characters."""


def choices(kind: type[StrEnum]) -> list[tuple[str, Any]]:
    """The words of a kind with what a person calls them, in the language of the moment."""
    return [(word.value, said(word)) for word in kind]


def one_of(kind: type[StrEnum], label: Any, **options: Any) -> "models.CharField[Any, Any]":
    return models.CharField(label, max_length=16, choices=choices(kind), **options)


def several(kind: type[StrEnum], label: Any) -> "ArrayField[Any, Any]":
    return ArrayField(
        models.CharField(max_length=32, choices=choices(kind)), verbose_name=label, default=list, blank=True
    )


def sentences(label: Any) -> "ArrayField[Any, Any]":
    return ArrayField(
        models.CharField(max_length=LONGEST_SENTENCE), verbose_name=label, default=list, blank=True
    )
