"""A plan says when a person is to be reminded, and of what; its clock says when next."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coach.models import Put, Synced
from coach.models.fields import SealedText, check_zone
from coach.models.history import recorded
from coach.models.synced import LiveManager
from reminders.rhythm import Daily, Rhythm, Timetable, phase_for


class Kind(models.TextChoices):
    BREAK = "break", _("posture break")
    SESSION = "session", _("exercise session")
    DIARY = "diary", _("diary check-in")


# The columns, as SQL, that `rhythm_of` makes a rhythm of.
SHAPE = "plan.every_minutes, plan.windows::text, plan.time_zone, plan.phase, plan.at_time, plan.days::text"


@lru_cache(maxsize=16_384)
def rhythm_of(
    every: int | None, windows: str, zone: str, phase: int, at_time: dt.time | None, days: str
) -> Timetable:
    """The rhythm of a stored plan, `windows` and `days` as JSON text. Thousands of plans share a few."""
    if at_time is not None:
        return Daily.parse(at=at_time, days=json.loads(days), zone=zone)
    return Rhythm.parse(every=every, windows=json.loads(windows), zone=zone, phase=phase)


class PlanManager(LiveManager["Plan"]):
    def put_many(self, puts: Sequence[Put]) -> Any:
        """As any row, and each with its own minute in the hour, so that an office does not rise at once."""
        return super().put_many([replace(put, content=_with_phase(put)) for put in puts])


def _with_phase(put: Put) -> dict[str, Any]:
    every = put.content["every_minutes"]
    return {**put.content, "phase": phase_for(put.row_id, every, put.content["windows"]) if every else 0}


@recorded()
class Plan(Synced):
    """A person's wish to be reminded. Every edit gives it a new `seq`, its version."""

    Kind = Kind

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="plans", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.BREAK)
    every_minutes = models.PositiveSmallIntegerField(
        _("minutes between breaks"),
        null=True,
        blank=True,
        validators=[MinValueValidator(20), MaxValueValidator(180)],
    )
    windows = models.JSONField(_("hours per weekday, on the person's own clock"), default=dict, blank=True)
    at_time = models.TimeField(_("time of day, on the person's own clock"), null=True, blank=True)
    days = models.JSONField(_("weekdays"), default=list, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[check_zone])
    phase = models.PositiveSmallIntegerField(
        _("minutes from the start of the hours"), default=0, editable=False
    )
    busy_calendar_url = SealedText(_("address of the person's calendar"), default="", blank=True)
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)

    clock: "PlanClock"
    objects: ClassVar[PlanManager] = PlanManager()

    class Meta(Synced.Meta):
        verbose_name = _("reminder plan")
        verbose_name_plural = _("reminder plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.BREAK, every_minutes__range=(20, 180), at_time=None)
                | Q(~Q(kind=Kind.BREAK), every_minutes=None, at_time__isnull=False),
                name="breaks_have_an_interval_and_the_others_a_time",
            ),
        ]
        # Serves a person's own list and the phone's "what changed since".
        indexes = [models.Index(fields=["person", "seq"], name="plans_changed_since")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} / {self.every_minutes or f'{self.at_time:%H:%M}'}"

    @property
    def rhythm(self) -> Timetable:
        return rhythm_of(
            self.every_minutes,
            json.dumps(self.windows),
            self.time_zone,
            self.phase,
            self.at_time,
            json.dumps(self.days),
        )

    def coming_week(self, *, at: dt.datetime) -> list[dict[str, Any]]:
        """Each nudge of the seven days after `at`, as the plan and its clock stand now."""
        rhythm = self.rhythm
        start = max(at, self.paused_until or at)
        slots = rhythm.between(start, at + dt.timedelta(days=7), since=self.clock.since)
        return [{"due_at": slot, "local_date": rhythm.local_date(slot)} for slot in slots]

    def wind(self, *, at: dt.datetime) -> None:
        """Set the clock anew after an edit: the future only, and never sooner than half an interval."""
        clock, _created = PlanClock.objects.select_for_update().get_or_create(plan=self)
        clock.next_due_at = None if self.deleted_at else self.rhythm.next_after(at, since=clock.since)
        clock.save()

    def restart(self, *, at: dt.datetime) -> None:
        """A break was taken, skipped or put off until `at`: the interval starts anew there."""
        clock = PlanClock.objects.select_for_update().get(plan=self)
        clock.since = at
        clock.next_due_at = None if self.deleted_at else self.rhythm.next_after(at, since=at)
        clock.save()


class PlanClock(models.Model):
    """When the next nudge of a plan is due. A narrow table: it is written at every nudge."""

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="clock")
    next_due_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)

    class Meta:
        # Serves the tick: what is due, oldest first.
        indexes = [models.Index(fields=["next_due_at"], name="clocks_by_due_time")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.next_due_at}"
