"""A safety message: the one kind that may come twice and may not be lost."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coach.models import Assessment, Episode, TriageReport
from coach.models.fields import new_id


class SafetyKind(models.TextChoices):
    TRIAGE = "triage", _("a warning sign")
    REVIEW = "review", _("time to have somebody look at it")


class SafetyQuerySet(models.QuerySet["SafetyMessage"]):
    def open(self) -> Self:
        """Shown until the person says that they read it."""
        return self.filter(acknowledged_at=None)

    def acknowledge(self, *, at: dt.datetime) -> int:
        """The person read them; the first word counts."""
        return self.open().update(acknowledged_at=at)


class SafetyMessage(models.Model):
    """What it says stands in the report or the assessment it is about; this row only sees that it arrives.

    `next_try_at` moves ahead before each try: whoever dies while sending leaves a message that is sent again.
    """

    Kind = SafetyKind

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="safety_messages", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=SafetyKind)
    episode = models.ForeignKey(
        Episode, models.CASCADE, related_name="safety_messages", verbose_name=_("episode")
    )
    report = models.OneToOneField(
        TriageReport, models.CASCADE, null=True, related_name="safety_message", verbose_name=_("report")
    )
    assessment = models.OneToOneField(
        Assessment, models.CASCADE, null=True, related_name="safety_message", verbose_name=_("assessment")
    )
    created_at = models.DateTimeField(_("made at"))
    attempts = models.PositiveIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"))
    accepted_at = models.DateTimeField(_("taken by a provider"), null=True)
    acknowledged_at = models.DateTimeField(_("read"), null=True)

    objects: ClassVar[Any] = SafetyQuerySet.as_manager()

    class Meta:
        verbose_name = _("safety message")
        verbose_name_plural = _("safety messages")
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(kind=SafetyKind.REVIEW), name="one_review_per_episode"
            ),
            models.CheckConstraint(
                condition=Q(kind=SafetyKind.TRIAGE, report__isnull=False, assessment=None)
                | Q(kind=SafetyKind.REVIEW, report=None, assessment__isnull=False),
                name="a_safety_message_is_about_a_report_or_an_assessment",
            ),
        ]
        indexes = [
            # Serves the tick: what waits for a try; almost always nothing.
            models.Index(
                fields=["next_try_at"],
                condition=Q(accepted_at=None, acknowledged_at=None),
                name="safety_messages_waiting",
            ),
            # Serves the inbox: what the person has not read yet.
            models.Index(
                fields=["person", "-created_at"],
                condition=Q(acknowledged_at=None),
                name="safety_messages_unread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d} {self.kind}"
