"""How many breaks a person was brought and took, day by day, and what they aim for in a week."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coach.models import Person

MOST_A_WEEK = 300


class AdherenceDay(models.Model):
    """What stays of a day once its nudges are gone: see `reminders.adherence` for what counts, and
    `reminders.folding` for when. Days off are not in it: they are asked at each reading.

    `done` of the `offered`, and `unasked`: taken without being asked.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="adherence_days",
        verbose_name=_("person"),
        db_index=False,
    )
    local_date = models.DateField(_("day"))
    offered = models.PositiveSmallIntegerField(_("breaks brought"))
    done = models.PositiveSmallIntegerField(_("of those taken"))
    unasked = models.PositiveSmallIntegerField(_("taken without being asked"))

    class Meta:
        verbose_name = _("breaks of a day")
        verbose_name_plural = _("breaks of a day")
        constraints = [
            # Serves reading a person's weeks as well.
            models.UniqueConstraint(fields=["person", "local_date"], name="a_day_is_counted_once"),
            models.CheckConstraint(condition=Q(done__lte=F("offered")), name="no_more_done_than_offered"),
        ]

    def __str__(self) -> str:
        return f"{self.local_date}: {self.done}/{self.offered} + {self.unasked}"


class GoalQuerySet(models.QuerySet["WeeklyGoal"]):
    def in_week(self, monday: dt.date) -> int | None:
        """The breaks aimed for in the week of this Monday."""
        newest = self.filter(since__lte=monday).order_by("-since")
        return newest.values_list("breaks", flat=True).first()

    def aim(self, person: Person, breaks: int | None, *, since: dt.date) -> None:
        """From the week of the Monday `since` on; None: no goal any more. Earlier weeks keep theirs."""
        self.update_or_create(person=person, since=since, defaults={"breaks": breaks})


class WeeklyGoal(models.Model):
    """So many breaks a week, set by the person; a week at a time, so that one bad day breaks nothing."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="weekly_goals",
        verbose_name=_("person"),
        db_index=False,
    )
    since = models.DateField(_("from the week of this Monday on"))
    breaks = models.PositiveSmallIntegerField(
        _("breaks a week"),
        null=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_A_WEEK)],
    )

    objects: ClassVar[Any] = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal for a week")
        verbose_name_plural = _("goals for a week")
        constraints = [
            # Serves "which one stands?" as well.
            models.UniqueConstraint(fields=["person", "since"], name="one_goal_a_week"),
            models.CheckConstraint(
                condition=Q(breaks=None) | Q(breaks__range=(1, MOST_A_WEEK)), name="a_goal_is_1_to_300"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since}: {self.breaks or '–'}"
