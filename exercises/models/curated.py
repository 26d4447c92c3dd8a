"""What exercises and cards have in common: a physio may change them, and vouches for what clients see."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from coach.models import Person


class Unfinished(ValueError):  # named for what happened
    """The row cannot be shown to clients yet: `missing` are the names of the fields that lack something."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class CuratedQuerySet(models.QuerySet[Any]):
    def shown(self) -> Self:
        """What clients may see: offered, and reviewed."""
        return self.filter(retired=False, needs_review=False)


class Curated(models.Model):
    """A text that is loaded from files and that physios may change.

    `content_hash` is that of the content it was loaded with. A row with `edited_at` is the physio's: loading
    leaves it alone.
    """

    REQUIRED: ClassVar[tuple[str, ...]] = ()
    """Fields without which a client is not shown the row."""

    slug = models.SlugField(_("key"), max_length=64, primary_key=True)
    source = models.CharField(_("source"), max_length=32)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    needs_review = models.BooleanField(_("waits for review"), default=True)
    edited_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("changed by"),
    )
    retired = models.BooleanField(_("no longer offered"), default=False)
    content_hash = models.CharField(max_length=64, editable=False)

    objects: ClassVar[Any] = CuratedQuerySet.as_manager()

    class Meta:
        abstract = True

    def text(self, field: str, language: str) -> Any:
        """`field` in `language`; Dutch for all but English."""
        return getattr(self, f"{field}_{'en' if language.startswith('en') else 'nl'}")

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields that lack something a client needs."""
        return tuple(name for name in self.REQUIRED if not getattr(self, name))

    def clean(self) -> None:
        super().clean()
        if not self.needs_review and self.missing:
            raise ValidationError(dict.fromkeys(self.missing, _("Clients see this. It cannot be empty.")))

    def edited(self, *, by: Person, at: dt.datetime) -> None:
        """A physio changed the row, and thereby vouches for it if clients see it. Stores nothing yet."""
        self.edited_by, self.edited_at = by, at
        if not self.needs_review:
            self.vouched(by=by, at=at)

    def vouched(self, *, by: Person, at: dt.datetime) -> None:
        """A physio read the row and lets clients see it. Stores nothing yet. Raises `Unfinished`."""
        if self.missing:
            raise Unfinished(self.missing)
        self.reviewed_by, self.reviewed_on, self.needs_review = by, by.today(at=at), False


def complete(*fields: str) -> models.Q:
    """What clients see has each of `fields`; a row that waits for review need not."""
    filled = models.Q(reviewed_on__isnull=False)
    for name in fields:
        filled &= ~models.Q(**{name: ""})
    return models.Q(needs_review=True) | filled
