"""The pain diary: what a person reported, when, kept as it was reported."""

import datetime as dt
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import BooleanField, F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from coach.associations import FACTORS, TRIGGERS

from .episode import Episode
from .fields import ReturnedDate, SealedJSON, SealedText, rating
from .history import recorded
from .synced import LiveManager, Synced


class DiaryManager(LiveManager["DiaryEntry"]):
    def of(self, episode: Episode) -> "models.QuerySet[DiaryEntry]":
        """The entries of one episode, oldest first."""
        return self.filter(episode=episode).order_by("recorded_at", "id")


TRIGGER_CHOICES = [(key, FACTORS[key].label.en) for key in TRIGGERS]
OFF_THE_SCALE = Func(
    F("pain_by_region"),
    Value('strict $.* ? (@.type() != "number" || @ < 0 || @ > 10)'),
    function="jsonb_path_exists",
    output_field=BooleanField(),
)
REPORTERS_DAY = """
NEW.local_day := ((NEW.recorded_at AT TIME ZONE 'UTC') + make_interval(mins => NEW.utc_offset))::date;
RETURN NEW;
"""


@recorded()
class DiaryEntry(Synced):
    """One entry. `pain` is the average of the last 24 hours on the 0–10 numeric pain rating scale (NPRS).

    `pain_by_region`: the same for each region the person names. `triggers`: what there was of it that day;
    an empty list is none of it, None is not asked.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="diary", verbose_name=_("person")
    )
    episode = models.ForeignKey(Episode, models.CASCADE, related_name="entries", verbose_name=_("episode"))
    recorded_at = models.DateTimeField(_("written at"), help_text=_("by the phone's clock, as reported"))
    utc_offset = models.SmallIntegerField(
        _("minutes ahead of UTC"), validators=[MinValueValidator(-840), MaxValueValidator(840)]
    )
    local_day = ReturnedDate(_("day"), editable=False, help_text=_("the reporter's own calendar day"))
    pain = rating(_("pain, last 24 hours"))
    pain_now = rating(_("pain now"), null=True, blank=True)
    pain_worst = rating(_("worst pain"), null=True, blank=True)
    pain_by_region = models.JSONField(_("pain by region, 0–10"), default=dict, blank=True)
    stiffness = rating(_("stiffness"), null=True, blank=True)
    interference = rating(_("interference with daily life"), null=True, blank=True)
    sleep = rating(_("trouble sleeping"), null=True, blank=True)
    stress = rating(_("stress"), null=True, blank=True)
    worry = rating(_("worry about the pain"), null=True, blank=True)
    activity_minutes = models.PositiveSmallIntegerField(
        _("minutes of activity"), null=True, blank=True, validators=[MaxValueValidator(1440)]
    )
    triggers = ArrayField(
        models.CharField(max_length=32, choices=TRIGGER_CHOICES),
        verbose_name=_("what there was that day"),
        null=True,
        blank=True,
    )
    symptoms = ArrayField(
        models.CharField(max_length=48), verbose_name=_("symptoms"), default=list, blank=True
    )
    medication = SealedJSON(_("medication, as written"), default=list, blank=True)
    activities = SealedJSON(_("activities, 0–10"), default=dict, blank=True)
    note = SealedText(_("note"), default="", blank=True)

    objects: ClassVar[DiaryManager] = DiaryManager()

    class Meta(Synced.Meta):
        verbose_name = _("diary entry")
        verbose_name_plural = _("diary entries")
        constraints = [
            models.CheckConstraint(condition=Q(pain__range=(0, 10)), name="pain_is_0_to_10"),
            models.CheckConstraint(condition=~Q(OFF_THE_SCALE), name="pain_by_region_is_0_to_10"),
            models.CheckConstraint(
                condition=Q(utc_offset__range=(-840, 840)), name="utc_offset_is_within_14_hours"
            ),
        ]
        triggers = [
            *Synced.Meta.triggers,
            pgtrigger.Trigger(
                name="day_by_the_reporters_clock",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=REPORTERS_DAY,
            ),
        ]
        indexes = [
            # Serves the diary, newest first, page by page.
            models.Index(fields=["person", "-recorded_at", "-id"], name="diary_newest_first"),
            # Serves the course: one episode in the order it was lived.
            models.Index(fields=["episode", "recorded_at"], name="entries_of_an_episode"),
            # Serves the phone's "what changed since".
            models.Index(fields=["person", "seq"], name="diary_changed_since"),
        ]

    def __str__(self) -> str:
        return f"{self.local_day}: {self.pain}"

    @property
    def local_moment(self) -> dt.datetime:
        """The moment on the reporter's own clock."""
        return self.recorded_at.astimezone(dt.timezone(dt.timedelta(minutes=self.utc_offset)))
