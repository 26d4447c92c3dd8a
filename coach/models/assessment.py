"""What the course engine said about an episode, and when. Appended, never edited."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from coach.course import Verdict, render, step_words

from .consent import APPEND_ONLY
from .episode import Episode
from .numbering import Numbered

VERDICTS = [
    (Verdict.NOT_ENOUGH_DATA.value, _("not enough data")),
    (Verdict.TOO_EARLY.value, _("too early to say")),
    (Verdict.ON_COURSE.value, _("on course")),
    (Verdict.SLOWER.value, _("slower than usual")),
    (Verdict.PLATEAU.value, _("standing still")),
    (Verdict.WORSENING.value, _("getting worse")),
    (Verdict.FLARE_UP.value, _("a flare-up")),
    (Verdict.RECOVERED.value, _("recovered")),
    (Verdict.RECURRENCE.value, _("returned")),
]


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def newest_first(self) -> "AssessmentQuerySet":
        return self.order_by("-at", "-id")

    def last_of_each_day(self) -> "AssessmentQuerySet":
        """What was last said on each UTC day, newest first."""
        day = TruncDate("at", tzinfo=dt.UTC)
        return self.annotate(day=day).order_by("-day", "-at", "-id").distinct("day")


class Assessment(Numbered):
    """One verdict with everything it rested on; the newest one of an episode is the current one."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="assessments", verbose_name=_("person")
    )
    episode = models.ForeignKey(
        Episode, models.CASCADE, related_name="assessments", verbose_name=_("episode")
    )
    at = models.DateTimeField(_("assessed at"))
    verdict = models.CharField(_("verdict"), max_length=24, choices=VERDICTS)
    probability = models.FloatField(_("probability"), null=True)
    week = models.PositiveSmallIntegerField(_("week of the episode"))
    entries = models.PositiveIntegerField(_("rests on entries"))
    days = models.PositiveIntegerField(_("rests on days"))
    sentence = models.CharField(_("sentence"), max_length=48)
    params = models.JSONField(_("figures in the sentence"), default=dict)
    next_step = models.CharField(_("next step"), max_length=48, blank=True)

    everything: ClassVar[models.Manager[Any]] = models.Manager()
    objects: ClassVar[AssessmentQuerySet] = AssessmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        default_manager_name = "objects"
        indexes = [
            # Serves "the current one": newest of an episode.
            models.Index(fields=["episode", "-at", "-id"], name="current_assessment"),
            # Serves the phone's "what changed since".
            models.Index(fields=["person", "seq"], name="assessed_since"),
        ]
        triggers = [*Numbered.Meta.triggers, APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.verdict} (week {self.week})"

    def explained(self, language: str) -> str:
        """The verdict in a sentence, in nl or en, with what it rests on."""
        return render(self.sentence, self.params, language)

    def step_explained(self, language: str) -> str:
        """What may be done next, in nl or en; empty where going on as now is the answer."""
        return step_words(self.next_step, language) if self.next_step else ""
