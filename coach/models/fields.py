"""Field types and checks that several models share."""

from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID

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


def sealed_for_coach(_field: "models.Field[Any, Any] | None") -> bytes:
    """Bound to every sealed value. One constant, so that the history tables can hold the same bytes."""
    return b"coach"


def check_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError(
            _("“%(name)s” is not an IANA time zone. Give one such as Europe/Amsterdam."),
            code="unknown_zone",
            params={"name": name},
        )


def seal(text: str) -> str:
    """The same encryption for a text that lives in somebody else's table; base64."""
    sealed = KeysetManager("default").aead_primitive.encrypt(text.encode(), sealed_for_coach(None))
    return b64encode(sealed).decode()


def unseal(sealed: str) -> str:
    """Raises TinkError where it was not sealed here."""
    opened = KeysetManager("default").aead_primitive.decrypt(b64decode(sealed), sealed_for_coach(None))
    return bytes(opened).decode()


class SealedText(EncryptedTextField):
    """Free text, encrypted at rest (AES-GCM). It cannot be searched or sorted by the database."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "aad_callback": sealed_for_coach})


class SealedJSON(EncryptedJSONField):
    """A JSON value in the person's own words, encrypted at rest (AES-GCM)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "aad_callback": sealed_for_coach})


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
