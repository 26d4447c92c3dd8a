"""Breaks a person took without being asked."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coach.models import Outcome, Person, Put, Synced
from coach.models.fields import ReturnedBoolean
from coach.models.history import recorded
from coach.models.synced import LiveManager

ABSURD = """
NEW.clock_is_off := NEW.taken_at NOT BETWEEN
    NEW.created_at - INTERVAL '30 days' AND NEW.created_at + INTERVAL '15 minutes';
RETURN NEW;
"""


class BreakManager(LiveManager["BreakTaken"]):
    """A person's breaks. Each belongs to the day it was by their clock when it was reported."""

    instance: Person

    def _new(self, put: Put) -> "BreakTaken":
        row = super()._new(put)
        row.local_day = self.instance.today(at=row.taken_at)
        return row

    def _saved(self, row: "BreakTaken", changed: list[str]) -> "tuple[BreakTaken, Outcome]":
        row.local_day = self.instance.today(at=row.taken_at)
        return super()._saved(row, [*changed, "local_day"])


@recorded()
class BreakTaken(Synced):
    """`taken_at` is as reported. What is more than 30 days old or 15 minutes ahead when it reaches us
    (`clock_is_off`) is kept, and counts for nothing.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="breaks", verbose_name=_("person")
    )
    taken_at = models.DateTimeField(_("taken at"))
    local_day = models.DateField(_("day"), editable=False)
    clock_is_off = ReturnedBoolean(_("the phone's clock was wrong"), editable=False, default=False)

    objects: ClassVar[BreakManager] = BreakManager()

    class Meta(Synced.Meta):
        verbose_name = _("break")
        verbose_name_plural = _("breaks")
        triggers = [
            *Synced.Meta.triggers,
            pgtrigger.Trigger(
                name="clock_that_cannot_be_right",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=ABSURD,
            ),
        ]
        indexes = [
            # Serves a person's own list, newest first, and how many they took in which hour.
            models.Index(fields=["person", "-taken_at", "-id"], name="breaks_newest_first"),
            # Serves the phone's "what changed since".
            models.Index(fields=["person", "seq"], name="breaks_changed_since"),
        ]

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d %H:%M}"
