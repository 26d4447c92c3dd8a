"""Asking instead of nagging: after several days of unanswered breaks, what would the person rather have?"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coach.models.fields import new_id

from .plan import Plan


class Answer(models.TextChoices):
    KEEP = "keep", _("keep it as it is")
    FEWER = "fewer", _("half as many")
    PAUSE = "pause", _("a week without")


class QuestionQuerySet(models.QuerySet["PlanQuestion"]):
    def open(self) -> "QuestionQuerySet":
        """Asked and not answered, about plans that still exist."""
        return self.filter(answered_at=None, plan__deleted_at=None)


class PlanQuestion(models.Model):
    """While it is open, the breaks of its plan stay away."""

    Answer = Answer

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="questions", verbose_name=_("plan"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="plan_questions", verbose_name=_("person")
    )
    asked_at = models.DateTimeField(_("asked"))
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    objects: ClassVar[QuestionQuerySet] = QuestionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("question about a plan")
        verbose_name_plural = _("questions about plans")
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(answered_at=None), name="one_open_question_per_plan"
            ),
            models.CheckConstraint(
                condition=Q(answer="") ^ Q(answered_at__isnull=False),
                name="an_answered_question_has_a_moment",
            ),
        ]
        # Serves a person's inbox.
        indexes = [models.Index(fields=["person", "-asked_at", "-id"], name="questions_newest_first")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} {self.answer or '?'}"
