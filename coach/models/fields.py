"""Field types and checks that several models share."""

from base64 import b64decode, b64encode
from functools import cache
from typing import Any
from uuid import UUID

import orjson
import uuid_utils.compat
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from tink_fields import EncryptedJSONField, EncryptedTextField
from tink_fields.fields import KeysetManager

from coach.zones import is_zone


def new_id() -> UUID:
    """A UUIDv7: unique without asking anyone, and sortable by the moment it was made."""
    return uuid_utils.compat.uuid7()


BOUND_TO = b"coach"
"""Bound to every sealed value. One constant, so that the history tables can hold the same bytes."""


def sealed_for_coach(_field: "models.Field[Any, Any]") -> bytes:
    return BOUND_TO


def check_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError(
            _("“%(name)s” is not an IANA time zone. Give one such as Europe/Amsterdam."),
            code="unknown_zone",
            params={"name": name},
        )


def seal(text: str) -> str:
    """The same encryption for a text that lives in somebody else's table; base64."""
    return b64encode(_keys().encrypt(text.encode(), BOUND_TO)).decode()


def unseal(sealed: str) -> str:
    """Raises TinkError where it was not sealed here."""
    return _opened(b64decode(sealed)).decode()


class SealedText(EncryptedTextField):
    """Free text, encrypted at rest (AES-GCM). It cannot be searched or sorted by the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "aad_callback": sealed_for_coach})

    def from_db_value(self, value: bytes | None, *_: Any) -> str | None:
        return None if value is None else _opened(value).decode()


class SealedJSON(EncryptedJSONField):
    """A JSON value in the person's own words, encrypted at rest (AES-GCM)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "aad_callback": sealed_for_coach})

    def from_db_value(self, value: bytes | None, *_: Any) -> Any:
        return None if value is None else orjson.loads(_opened(value))


@cache
def _keys() -> Any:
    """Kept for the life of the process: a phone that starts anew has thousands of values opened."""
    return KeysetManager("default").aead_primitive


def _opened(sealed: bytes) -> bytes:
    opened: bytes = _keys().decrypt(bytes(sealed), BOUND_TO)
    return opened


class ReturnedBigInteger(models.BigIntegerField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A number that a trigger sets: INSERT reads it back in the same statement."""

    db_returning = True


class ReturnedDate(models.DateField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A day that a trigger sets: INSERT reads it back in the same statement."""

    db_returning = True


class ReturnedBoolean(models.BooleanField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A yes or no that a trigger sets: INSERT reads it back in the same statement."""

    db_returning = True


def rating(label: Any, **options: Any) -> "models.PositiveSmallIntegerField[Any, Any]":
    """A 0–10 numeric rating scale (NRS): whole numbers, 0 none, 10 worst imaginable."""
    return models.PositiveSmallIntegerField(
        label, validators=[MinValueValidator(0), MaxValueValidator(10)], **options
    )
