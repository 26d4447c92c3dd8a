"""When a person is busy, read from the calendar they point a plan to. Nothing else of it is kept."""

import datetime as dt
from collections.abc import Iterable
from typing import ClassVar

from django.db import models, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from reminders.calendars.problem import Problem

from .plan import Plan

EVERY = dt.timedelta(minutes=30)
LONGEST_WAIT = dt.timedelta(hours=24)
LEASE = dt.timedelta(minutes=10)  # longer than fetching and reading one may take
AHEAD = dt.timedelta(days=8)
FRESH = dt.timedelta(days=1)  # what is older says nothing about now


def mark_of(url: str) -> str:
    """A keyed hash by which an address is known again without being kept in the clear; none of no address."""
    return url and salted_hmac("reminders.calendar", url, algorithm="sha256").hexdigest()


class BusyCalendarManager(models.Manager["BusyCalendar"]):
    def follow(self, plan: Plan, *, at: dt.datetime) -> None:
        """Have the plan's address read from `at` on if it is a new one; without one, forget what was read."""
        mark = mark_of(plan.busy_calendar_url) if plan.deleted_at is None else ""
        self.filter(plan=plan).exclude(mark=mark).delete()
        if mark:
            self.get_or_create(plan=plan, defaults={"mark": mark, "next_fetch_at": at})

    def claim(self, *, at: dt.datetime) -> list["BusyCalendar"]:
        """Those that are due, each for who claims it first; a claim nothing came of ends by itself."""
        with transaction.atomic():
            due = list(self.select_for_update(skip_locked=True).filter(next_fetch_at__lte=at))
            self.filter(pk__in=[calendar.pk for calendar in due]).update(next_fetch_at=at + LEASE)
            return due


class BusyCalendar(models.Model):
    """What is known of the calendar behind a plan's address."""

    Problem = Problem

    plan = models.OneToOneField(Plan, models.CASCADE, primary_key=True, related_name="busy_calendar")
    mark = models.CharField(max_length=64, editable=False)
    etag = models.CharField(max_length=200, blank=True)
    fetched_at = models.DateTimeField(_("last read"), null=True)
    read_until = models.DateTimeField(_("read up to"), null=True)
    next_fetch_at = models.DateTimeField(_("to be read"))
    failures = models.PositiveSmallIntegerField(_("failed so many times in a row"), default=0)
    problem = models.CharField(_("problem"), max_length=12, choices=Problem, blank=True)

    objects: ClassVar[BusyCalendarManager] = BusyCalendarManager()

    class Meta:
        verbose_name = _("calendar")
        verbose_name_plural = _("calendars")
        # Serves the refresh: what is to be read, oldest first.
        indexes = [models.Index(fields=["next_fetch_at"], name="calendars_to_be_read")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.problem or self.fetched_at}"

    def useful_etag(self, *, at: dt.datetime) -> str:
        """The one to ask with; none where "unchanged" would leave the coming days unread."""
        return self.etag if self.read_until and self.read_until > at + FRESH * 2 else ""

    def unchanged(self, *, at: dt.datetime) -> None:
        """It is still what it was when last read."""
        self._settled(at)
        self.save()

    def store(
        self, stretches: Iterable[tuple[dt.datetime, dt.datetime]], *, etag: str, at: dt.datetime
    ) -> None:
        """Replace what was known by these busy stretches, which reach up to `AHEAD` of `at`."""
        with transaction.atomic():
            self.stretches.all().delete()
            self.stretches.bulk_create(
                BusyStretch(calendar=self, starts_at=starts_at, ends_at=ends_at)
                for starts_at, ends_at in stretches
            )
            self.etag, self.read_until = etag, at + AHEAD
            self._settled(at)
            self.save()

    def failed(self, problem: str, *, at: dt.datetime) -> None:
        """Note why, and try again later each time. What was read stays for as long as it is fresh."""
        self.failures += 1
        self.problem = problem
        self.next_fetch_at = at + min(EVERY * 2 ** min(self.failures, 10), LONGEST_WAIT)
        self.save()

    def _settled(self, at: dt.datetime) -> None:
        self.fetched_at, self.next_fetch_at = at, at + EVERY
        self.failures, self.problem = 0, ""


class BusyStretch(models.Model):
    """From when until when, and not a word more."""

    calendar = models.ForeignKey(BusyCalendar, models.CASCADE, related_name="stretches", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")), name="a_stretch_ends_after_it_begins"
            ),
            # Serves delivery as well: is there one around this moment?
            models.UniqueConstraint(fields=["calendar", "starts_at"], name="busy_once_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at} – {self.ends_at}"
