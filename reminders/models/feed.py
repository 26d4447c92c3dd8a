"""The address under which a person's own calendar program finds their breaks and sessions."""

import datetime as dt
import hashlib
import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coach.models import Person


class CalendarFeedManager(models.Manager["CalendarFeed"]):
    def open(self, person: Person, *, at: dt.datetime) -> tuple["CalendarFeed", str]:
        """The feed under a new secret, which is told only now; an address given out before is dead."""
        secret = secrets.token_urlsafe(32)
        made = {"digest": digest_of(secret), "made_at": at}
        feed, _created = self.update_or_create(person=person, defaults=made)
        return feed, secret

    def behind(self, secret: str) -> Person:
        """Whose feed it is. Raises `DoesNotExist` for an address that is dead or never was."""
        rows = self.select_related("person").filter(person__is_active=True)
        return rows.get(digest=digest_of(secret)).person


def digest_of(secret: str) -> str:
    """The secret is 256 random bits, so nobody finds it back from this."""
    return hashlib.sha256(secret.encode()).hexdigest()


class CalendarFeed(models.Model):
    """A person has one or none; whoever knows the secret can read it."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        primary_key=True,
        related_name="calendar_feed",
        verbose_name=_("person"),
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made"))

    objects: ClassVar[CalendarFeedManager] = CalendarFeedManager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.person_id)
