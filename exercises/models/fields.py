"""Columns that the library's models share: words of the vocabulary, and lists of sentences."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models


def choices(kind: Any) -> list[tuple[str, str]]:
    return [(member.value, member.value.replace("_", " ")) for member in kind]


def several(kind: Any, label: Any) -> "ArrayField[Any, Any]":
    return ArrayField(
        models.CharField(max_length=32, choices=choices(kind)), verbose_name=label, default=list, blank=True
    )


def sentences(label: Any) -> "ArrayField[Any, Any]":
    return ArrayField(models.CharField(max_length=400), verbose_name=label, default=list, blank=True)
