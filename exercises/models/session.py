"""What was done of a programme on one day, as it was reported."""

from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coach.models import Synced
from coach.models.fields import ReturnedBoolean, ReturnedDate, SealedText, rating
from coach.models.history import recorded
from coach.models.synced import LiveManager

from .enrolment import Enrolment


class StopReason(models.TextChoices):
    """Why an exercise was left before its end."""

    PAIN = "pain", _("pain")
    TIRED = "tired", _("tired")
    NO_TIME = "no_time", _("no time")
    UNCLEAR = "unclear", _("not clear how")
    OTHER = "other", _("something else")


BY_ITS_CLOCK = """
NEW.clock_is_off := NEW.started_at NOT BETWEEN TIMESTAMPTZ '2000-01-01 00:00Z'
    AND NEW.created_at + INTERVAL '15 minutes';
NEW.local_day := ((CASE WHEN NEW.clock_is_off THEN NEW.created_at ELSE NEW.started_at END)
    AT TIME ZONE 'UTC' + make_interval(mins => NEW.utc_offset))::date;
RETURN NEW;
"""


class SessionManager(LiveManager["Session"]):
    """A person's sessions."""


@recorded()
class Session(Synced):
    """One session of one kind of day. `exercises` is what was done of each, in order, as `Done` reads it.

    `started_at` and `recorded_at` are as reported. Where the phone's clock cannot be right (`clock_is_off`:
    more than 15 minutes ahead of ours, or before 2000) the session counts for the day it reached us.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sessions", verbose_name=_("person")
    )
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="sessions", verbose_name=_("enrolment")
    )
    version = models.PositiveIntegerField(_("version it was done under"))
    day = models.SlugField(_("day of the programme"), max_length=32)
    started_at = models.DateTimeField(_("started at"))
    utc_offset = models.SmallIntegerField(
        _("minutes ahead of UTC"), validators=[MinValueValidator(-840), MaxValueValidator(840)]
    )
    recorded_at = models.DateTimeField(_("written at"), help_text=_("by the phone's clock, as reported"))
    local_day = ReturnedDate(_("day"), editable=False)
    clock_is_off = ReturnedBoolean(_("the phone's clock was wrong"), editable=False, default=False)
    exercises = models.JSONField(_("what was done"))
    next_day_pain = rating(_("pain the next day"), null=True, blank=True)
    note = SealedText(_("note"), default="", blank=True)

    objects: ClassVar[SessionManager] = SessionManager()
    decisions: ClassVar[Any]

    class Meta(Synced.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.CheckConstraint(
                condition=Q(utc_offset__range=(-840, 840)), name="a_sessions_offset_is_within_14_hours"
            ),
        ]
        triggers = [
            *Synced.Meta.triggers,
            pgtrigger.Trigger(
                name="day_by_its_clock",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=BY_ITS_CLOCK,
            ),
        ]
        indexes = [
            # Serves a person's own list, newest first, page by page.
            models.Index(fields=["person", "-local_day", "-id"], name="sessions_newest_first"),
            # Serves the agenda and the decisions: one enrolment in the order it was done.
            models.Index(fields=["enrolment", "local_day"], name="sessions_of_an_enrolment"),
            # Serves the phone's "what changed since".
            models.Index(fields=["person", "seq"], name="sessions_changed_since"),
        ]

    def __str__(self) -> str:
        return f"{self.local_day}: {self.enrolment_id}"
