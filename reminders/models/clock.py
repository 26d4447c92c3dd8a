"""When the next nudge of a plan is due."""

from django.db import models


class PlanClock(models.Model):
    """A narrow table beside the plans: it is written at every nudge. `since`: when the interval began."""

    plan = models.OneToOneField("Plan", models.CASCADE, primary_key=True, related_name="clock")
    next_due_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)

    class Meta:
        # Serves the tick: what is due, oldest first.
        indexes = [models.Index(fields=["next_due_at"], name="clocks_by_due_time")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.next_due_at}"
