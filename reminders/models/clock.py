"""When the next nudge of a plan is due, what tells the one after, and which are written ahead."""

from django.conf import settings
from django.db import models


class PlanClock(models.Model):
    """A narrow table beside the plans: it is written at every nudge. `since`: when the interval began;
    `next_due_at`: the first slot that no nudge is written for yet.

    `person`, `shape` and `seq` repeat what the plan says, as of the edit that last wound the clock, so that
    the tick need not read plans: person, timetable, version.
    """

    plan = models.OneToOneField("Plan", models.CASCADE, primary_key=True, related_name="clock")
    person = models.ForeignKey(  # the plan's foreign key guards it
        settings.AUTH_USER_MODEL, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    shape = models.UUIDField()
    seq = models.BigIntegerField()
    next_due_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)

    class Meta:
        # Serves the tick: what is due, oldest first, and what is due together by plan.
        indexes = [models.Index(fields=["next_due_at", "plan"], name="clocks_by_due_time")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.next_due_at}"


class Wave(models.Model):
    """A slot that nudges were written for ahead of it, until they are handed over: see `reminders.waves`."""

    slot = models.DateTimeField(primary_key=True)

    def __str__(self) -> str:
        return f"{self.slot}"


class Opening(models.Model):
    """What `reminders.rhythm.opening` says of one shape's window; a few days of them are kept."""

    pk = models.CompositePrimaryKey("shape", "opens_at")
    shape = models.UUIDField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    step = models.DurationField()
    first_after = models.DateTimeField(null=True)
    local_date = models.DateField()

    def __str__(self) -> str:
        return f"{self.opens_at} – {self.closes_at}"
