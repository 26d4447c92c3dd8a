"""What a phone was answered to a batch of changes, kept for a while.

An answer can get lost on its way. The phone then sends the same batch again and must hear the same thing,
whatever happened to the rows meanwhile.
"""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from .fields import SealedText, new_id

KEPT = dt.timedelta(days=7)


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def old(self, *, at: dt.datetime) -> "ReceiptQuerySet":
        """Those that no phone will ask for any more."""
        return self.filter(at__lt=at - KEPT)


class Receipt(models.Model):
    """`digest`: SHA-256 of the batch and the language it was answered in. The answer may quote a note."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="receipts")
    digest = models.CharField(max_length=64)
    answer = SealedText()
    at = models.DateTimeField()

    objects: ClassVar[Any] = ReceiptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "digest"], name="one_answer_per_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.digest[:8]}"
