"""One nudge: one slot of one plan, from due to answered, with the reason where it never came."""

import datetime as dt
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from coach.models.fields import new_id
from exercises.models import Exercise
from reminders.channels import Channel

from .device import Device
from .plan import Plan

LIFE = dt.timedelta(minutes=10)  # a reminder to stand up is of no use ten minutes late
KEPT_DAYS = 30  # so long a person can ask what became of each; then only how many there were is kept


class State(models.TextChoices):
    """due → sending → sent | failed | unknown, or due → held | expired."""

    DUE = "due", _("due")
    SENDING = "sending", _("on its way")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")
    UNKNOWN = "unknown", _("unknown whether it arrived")
    HELD = "held", _("held back")
    EXPIRED = "expired", _("expired")


class Reason(models.TextChoices):
    """Why a nudge did not come. Each is the name of the rule in `reminders.holds` that decided it;
    `UNREACHABLE` may also turn out in trying, and `BROKEN` is what no rule foresaw.
    """

    TOO_LATE = "too_late", _("it could not be brought in time")
    WITHDRAWN = "withdrawn", _("you withdrew your consent, or the account is closed")
    PAUSED = "paused", _("the plan was paused, or it was a day off")
    SAFETY_PAUSE = "safety_pause", _("you reported a warning sign that has to be looked at first")
    NOT_DUE_ANY_MORE = "not_due_any_more", _("nothing was left to do, or the plan was changed or removed")
    OUTSIDE_HOURS = "outside_hours", _("it fell outside your hours")
    RECENTLY_ACTIVE = "recently_active", _("you had just had a break")
    IN_MEETING = "in_meeting", _("your calendar said you were busy")
    DAILY_CAP = "daily_cap", _("you had had as many that day as you want at most")
    QUIETED = "quieted", _("you had not answered several in a row, so we kept quiet for a while")
    UNREACHABLE = "unreachable", _("none of your devices could be reached")
    BROKEN = "broken", _("something is wrong with this reminder on our side")


class Response(models.TextChoices):
    DONE = "done", _("done")
    SNOOZED = "snoozed", _("snoozed")
    SKIPPED = "skipped", _("skipped")


CAME = [State.SENT, State.UNKNOWN]
WAITING = Q(state=State.DUE, snoozed_from=None)  # while the slot is to come; a snooze was asked for


def is_open(state: str, response: str, open_until: dt.datetime | None, *, at: dt.datetime) -> bool:
    """Whether it waits for an answer, as `NudgeQuerySet.open` says of rows."""
    return state in CAME and not response and open_until is not None and open_until > at


def ignored(state: str, response: str, open_until: dt.datetime | None, *, at: dt.datetime) -> bool:
    """Whether it came for certain, and its time for an answer has passed without one."""
    return state == State.SENT and not response and open_until is not None and open_until <= at


class NudgeQuerySet(models.QuerySet["Nudge"]):
    def may_have_come(self) -> Self:
        """Brought, or still on the way."""
        return self.filter(state__in=[State.DUE, State.SENDING, State.SENT, State.UNKNOWN])

    def came(self) -> Self:
        """Brought, as far as anyone knows."""
        return self.filter(state__in=CAME)

    def ahead(self, *, at: dt.datetime) -> Self:
        """Written ahead of their slot, which may still move: nobody is told of these."""
        return self.filter(WAITING, slot__gt=at)

    def begun(self, *, at: dt.datetime) -> Self:
        """All others."""
        return self.exclude(WAITING, slot__gt=at)

    def take_back(self, *, at: dt.datetime) -> None:
        """Remove those that are ahead, but for what a worker takes up this moment."""
        waiting = self.ahead(at=at).select_for_update(of=("self",), skip_locked=True)
        self.model.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).delete()

    def open(self, *, at: dt.datetime) -> Self:
        """In the inbox: brought, not answered, not yet overtaken by the next."""
        return self.came().filter(response="", open_until__gt=at)


class Nudge(models.Model):
    """`slot` is the planned instant; a snooze is a row of its own that names the one it came from.

    Sent, unanswered and past `open_until` means ignored. On a `quiet` day every second one stays away.
    """

    State, Reason, Response = State, Reason, Response

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    # Both lead an index below; a trigger lets a nudge go with its plan (see `nudges_go_with_their_plan`).
    plan = models.ForeignKey(
        Plan,
        models.CASCADE,
        related_name="nudges",
        verbose_name=_("plan"),
        db_index=False,
        db_constraint=False,
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="nudges",
        verbose_name=_("person"),
        db_index=False,
        db_constraint=False,
    )
    plan_seq = models.BigIntegerField(_("version of the plan"))
    slot = models.DateTimeField(_("planned for"))
    local_date = models.DateField(_("day"))
    due_at = models.DateTimeField(_("due"))
    expires_at = models.DateTimeField(_("expires"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DUE)
    reason = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    sending_at = models.DateTimeField(_("taken up"), null=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    open_until = models.DateTimeField(_("waits for an answer until"), null=True)
    exercise = models.ForeignKey(  # none is ever deleted, so nobody looks for its nudges
        Exercise,
        models.DO_NOTHING,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("exercise"),
    )
    quiet = models.BooleanField(_("on a quiet day"), default=False, db_default=False)
    response = models.CharField(_("answer"), max_length=8, choices=Response, blank=True)
    responded_at = models.DateTimeField(_("answered"), null=True)
    snoozed_from = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        related_name="snoozes",
        verbose_name=_("snoozed from"),
        db_index=False,
    )
    channel = models.CharField(_("sent by"), max_length=8, choices=Channel, blank=True, db_default="")
    # Written at every send and read one by one: an index or a check of the database would cost more than it
    # gives. A device that went with its person may leave its id behind.
    device = models.ForeignKey(
        Device,
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
        verbose_name=_("sent to"),
    )
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0, db_default=0)
    delivered_at = models.DateTimeField(_("arrived on the device"), null=True)
    opened_at = models.DateTimeField(_("opened"), null=True)

    objects: ClassVar[Any] = NudgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("nudge")
        verbose_name_plural = _("nudges")
        constraints = [
            models.UniqueConstraint(fields=["plan", "slot"], name="one_nudge_per_slot"),
            models.CheckConstraint(
                condition=Q(state__in=[State.HELD, State.EXPIRED, State.FAILED]) ^ Q(reason=""),
                name="every_no_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(response="") ^ Q(responded_at__isnull=False), name="an_answer_has_a_moment"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.SENDING, *CAME]) | Q(open_until__isnull=False),
                name="what_came_waits_for_an_answer_until_some_time",
            ),
        ]
        indexes = [
            # Serves delivery: what is due, oldest first; a handful of rows however large the table.
            models.Index(fields=["due_at"], condition=Q(state=State.DUE), name="nudges_due"),
            # Serves the sweep for rows whose worker died.
            models.Index(fields=["sending_at"], condition=Q(state=State.SENDING), name="nudges_on_their_way"),
            # Serves the removal of a nudge, whose snoozes go with it; few nudges are one.
            models.Index(
                fields=["snoozed_from"], condition=Q(snoozed_from__isnull=False), name="nudges_snoozed"
            ),
            # Serves a person's own list, newest first.
            models.Index(fields=["person", "-due_at", "-id"], name="nudges_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.due_at:%Y-%m-%d %H:%M} {self.state}"

    def receive(
        self, *, delivered_at: dt.datetime | None, opened_at: dt.datetime | None, at: dt.datetime
    ) -> None:
        """Keep what the device reports; what was reported first stays, and nothing is from the future.

        What was opened had arrived.
        """
        opened = min(opened_at, at) if opened_at else None
        delivered = min(delivered_at, at) if delivered_at else opened
        Nudge.objects.filter(pk=self.pk).update(
            delivered_at=Coalesce("delivered_at", Value(delivered, models.DateTimeField())),
            opened_at=Coalesce("opened_at", Value(opened, models.DateTimeField())),
        )
