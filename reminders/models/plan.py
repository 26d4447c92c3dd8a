"""A plan says when a person is to be reminded, and of what; its clock says when next."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coach.models import Put, Synced
from coach.models.fields import ReturnedBigInteger, SealedText, check_zone
from coach.models.history import recorded
from coach.models.synced import LiveManager
from reminders.rhythm import Daily, Rhythm, Timetable, phase_for
from reminders.rhythm.opening import shape_of

from .clock import PlanClock


class Kind(models.TextChoices):
    BREAK = "break", _("posture break")
    SESSION = "session", _("exercise session")
    DIARY = "diary", _("diary check-in")


class Preference(models.TextChoices):
    """How a person wants to be reached, besides the inbox in the app."""

    PUSH = "push", _("push to a device")
    EMAIL = "email", _("e-mail")


def push_only() -> list[str]:
    return [Preference.PUSH.value]


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


NEW_TIMES = """
IF TG_OP = 'INSERT' OR
   (OLD.kind, OLD.every_minutes, OLD.windows, OLD.phase, OLD.at_time, OLD.days, OLD.time_zone, OLD.deleted_at)
   IS DISTINCT FROM
   (NEW.kind, NEW.every_minutes, NEW.windows, NEW.phase, NEW.at_time, NEW.days, NEW.time_zone, NEW.deleted_at)
THEN NEW.rhythm_seq := NEW.seq;
END IF;
RETURN NEW;
"""


@recorded()
class Plan(Synced):
    """A person's wish to be reminded. Every edit gives it a new `seq`, its version; one that changes when it
    comes gives it a new `rhythm_seq`, and what was due by the old times is due no more.
    """

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
    rhythm_seq = ReturnedBigInteger(
        _("version of the times"), default=0, editable=False, help_text=_("the edit that last changed them")
    )
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)
    follows_device = models.BooleanField(_("moves along with the phone's time zone"), default=True)
    daily_cap = models.PositiveSmallIntegerField(
        _("at most so many a day"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(72)],
    )
    channels = ArrayField(
        models.CharField(max_length=8, choices=Preference),
        verbose_name=_("how to reach the person, most wanted first"),
        default=push_only,
        blank=True,
    )

    clock: PlanClock
    nudges: ClassVar[Any]
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
            models.CheckConstraint(
                condition=Q(daily_cap=None) | Q(daily_cap__range=(1, 72)), name="a_daily_cap_is_1_to_72"
            ),
        ]
        triggers = [
            *Synced.Meta.triggers,
            pgtrigger.Trigger(
                name="version_of_the_times",  # after `allocate_seq…`, as triggers fire by name
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func=NEW_TIMES,
            ),
            # Instead of a foreign key, whose check at every nudge cost a third of the speed of writing them.
            pgtrigger.Trigger(
                name="nudges_go_with_their_plan",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                func="DELETE FROM reminders_nudge WHERE plan_id = OLD.id; RETURN NULL;",
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

    def wind(self, *, at: dt.datetime) -> None:
        """Set the clock anew after an edit: the future only, at a distance from the last nudge that came.

        An edit that left the times alone (a pause, a cap) leaves the clock and what is due alone, too.
        """
        clock, new = PlanClock.objects.select_for_update().get_or_create(plan=self, defaults=self._copied)
        self.refresh_from_db()
        if new or clock.seq < self.rhythm_seq:
            self._set(clock, after=at)

    def restart(self, since: dt.datetime, *, at: dt.datetime) -> None:
        """A break was taken or skipped at `since`, or put off until then: the interval starts anew there.

        One that was taken before the last changes nothing; one that was put off is overtaken by one taken.
        """
        clock = PlanClock.objects.select_for_update().get(plan=self)
        self.refresh_from_db()
        if clock.since is None or clock.since < since or clock.since > at:
            clock.since = since
            self._set(clock, after=at)

    def _set(self, clock: PlanClock, *, after: dt.datetime) -> None:
        self.nudges.take_back(at=after)
        for name, value in self._copied.items():
            setattr(clock, name, value)
        clock.next_due_at = None if self.deleted_at else self._next_after(after, clock.since)
        clock.save()
        self.clock = clock

    @property
    def _copied(self) -> dict[str, Any]:
        return {"person_id": self.person_id, "shape": shape_of(self.rhythm), "seq": self.seq}

    def _next_after(self, moment: dt.datetime, since: dt.datetime | None) -> dt.datetime | None:
        """The first slot that keeps its distance from the newest nudge that came, or still may."""
        last = self.nudges.may_have_come().order_by("-due_at").first()
        slot = self.rhythm.next_after(moment, since=since)
        while slot and last and not self.rhythm.may_follow(slot, last.due_at, last.local_date):
            slot = self.rhythm.next_after(slot, since=since)
        return slot
