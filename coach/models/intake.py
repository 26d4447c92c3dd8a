"""The intake and the follow-ups of an episode, as answered. A change of an answer is a new row."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .consent import APPEND_ONLY
from .episode import Episode
from .fields import SealedJSON, new_id


class IntakeQuerySet(models.QuerySet["IntakeAnswers"]):
    def intakes(self) -> "IntakeQuerySet":
        return self.filter(kind=IntakeAnswers.Kind.INTAKE)

    def newest_first(self) -> "IntakeQuerySet":
        return self.order_by("-at", "-id")


class IntakeAnswers(models.Model):
    """One set of answers to `version` of a questionnaire, by item; the newest of a kind is the current one.

    `week`: for a follow-up, the week (2, 4, 6 or 12 after the intake) it is about.
    """

    class Kind(models.TextChoices):
        INTAKE = "intake", _("intake")
        FOLLOW_UP = "follow_up", _("follow-up")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="intake_answers", verbose_name=_("person")
    )
    episode = models.ForeignKey(
        Episode, models.CASCADE, related_name="intake_answers", verbose_name=_("episode")
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    week = models.PositiveSmallIntegerField(_("week of the follow-up"), null=True)
    version = models.PositiveIntegerField(_("version of the questionnaire"))
    answers = SealedJSON(_("answers"))
    at = models.DateTimeField(_("answered at"))

    objects: ClassVar[IntakeQuerySet] = IntakeQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("answers to the intake")
        verbose_name_plural = _("answers to the intake")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="follow_up") ^ Q(week=None), name="a_follow_up_is_about_a_week"
            ),
        ]
        # Serves "the current answers" and the weeks already followed up.
        indexes = [models.Index(fields=["episode", "kind", "-at", "-id"], name="current_intake_answers")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.kind}"
