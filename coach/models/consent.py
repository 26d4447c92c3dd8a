"""What a person agreed to. Each yes and each no is a row; the latest one per purpose stands."""

from typing import Any, ClassVar
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from .fields import new_id

APPEND_ONLY = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


class Purpose(models.TextChoices):
    """One purpose, one consent: saying yes to reminders says nothing about health data."""

    HEALTH_DATA = "health_data", _("store what I write about my complaint")
    REMINDERS = "reminders", _("remind me of breaks")
    PHYSIO_ACCESS = "physio_access", _("let my own physio read along")
    ORGANISATION_REPORT = "organisation_report", _("count me in my organisation's totals")


# Asked at every write, hence ready: Django takes longer to write it than PostgreSQL to answer it.
LATEST_WORD = """
SELECT given FROM coach_consent WHERE person_id = %s AND purpose = %s ORDER BY at DESC, id DESC LIMIT 1
"""


class ConsentQuerySet(models.QuerySet["Consent"]):
    def latest_per_purpose(self) -> "ConsentQuerySet":
        return self.order_by("person", "purpose", "-at", "-id").distinct("person", "purpose")


def stands(person_id: UUID, purpose: Purpose) -> bool:
    """Whether a person's latest word on `purpose` is yes; silence is no."""
    with connection.cursor() as cursor:
        cursor.execute(LATEST_WORD, [person_id, str(purpose)])
        said = cursor.fetchone()
    return said is not None and bool(said[0])


class Consent(models.Model):
    """One decision, and the version of the text it was about. A change of mind is a new row."""

    Purpose = Purpose

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents", verbose_name=_("person")
    )
    purpose = models.CharField(_("purpose"), max_length=32, choices=Purpose)
    version = models.CharField(_("version of the text"), max_length=32)
    given = models.BooleanField(_("given"))
    at = models.DateTimeField(_("decided at"))

    objects: ClassVar[Any] = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        # Serves the question asked at every write and every send: what is the latest word on this purpose?
        indexes = [models.Index(fields=["person", "purpose", "-at", "-id"], name="latest_word_on_a_purpose")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {'+' if self.given else '-'}"
