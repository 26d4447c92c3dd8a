"""Days on which nothing is asked of a person: ill, on holiday, or simply resting."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .history import recorded
from .synced import LiveManager, Synced


class DaysOffManager(LiveManager["DayOff"]):
    def between(self, first: dt.date, last: dt.date) -> "models.QuerySet[DayOff]":
        """Those with a day from `first` to `last`, both included, the earliest first."""
        return self.filter(starts_on__lte=last, ends_on__gte=first).order_by("starts_on", "id")


@recorded()
class DayOff(Synced):
    """From `starts_on` to `ends_on`, both included, on the person's own calendar. Two may overlap."""

    class Kind(models.TextChoices):
        SICK = "sick", _("ill")
        HOLIDAY = "holiday", _("on holiday")
        REST = "rest", _("resting")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="days_off", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects: ClassVar[DaysOffManager] = DaysOffManager()

    class Meta(Synced.Meta):
        verbose_name = _("days off")
        verbose_name_plural = _("days off")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="days_off_end_after_they_began"
            ),
        ]
        indexes = [
            # Serves "is this a day off?", asked for every agenda and before a reminder.
            models.Index(fields=["person", "ends_on", "starts_on"], name="days_off_of_a_person"),
            # Serves the phone's "what changed since".
            models.Index(fields=["person", "seq"], name="days_off_changed_since"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_on} – {self.ends_on}"
