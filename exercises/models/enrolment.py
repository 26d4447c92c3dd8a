"""A person's own copy of a programme: what it asks of them, in versions, and whether it runs."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coach.models import Episode, Synced
from coach.models.consent import APPEND_ONLY
from coach.models.fields import SealedText, new_id
from coach.models.history import recorded
from coach.models.synced import LiveManager
from exercises.programmes import Content, from_json

from .programme import Programme


class Status(models.TextChoices):
    ACTIVE = "active", _("running")
    PAUSED = "paused", _("paused")
    FINISHED = "finished", _("finished")
    STOPPED = "stopped", _("stopped")


class Author(models.TextChoices):
    """Who decides over a programme."""

    PERSON = "person", _("the person")
    PHYSIO = "physio", _("the physio")
    RULE = "rule", _("the rule for building up")


RUNNING = (Status.ACTIVE, Status.PAUSED)


class EnrolmentManager(LiveManager["Enrolment"]):
    def running(self) -> "models.QuerySet[Enrolment]":
        """Active or paused, the latest first."""
        return self.filter(status__in=RUNNING).order_by("-starts_on", "-id")


@recorded()
class Enrolment(Synced):
    """One person in one programme, from `starts_on` by their own calendar. `version` is what stands now."""

    Status = Status

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments", verbose_name=_("person")
    )
    programme = models.ForeignKey(
        Programme, models.PROTECT, related_name="enrolments", verbose_name=_("programme")
    )
    programme_version = models.PositiveIntegerField(_("version of the programme"))
    episode = models.ForeignKey(
        Episode,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="enrolments",
        verbose_name=_("episode"),
    )
    starts_on = models.DateField(_("starts on"))
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.ACTIVE)
    version = models.PositiveIntegerField(_("version"), default=1)
    assigned_by = models.CharField(_("chosen by"), max_length=8, choices=Author)
    assigned_by_name = models.CharField(_("name"), max_length=254)

    objects: ClassVar[EnrolmentManager] = EnrolmentManager()
    versions: ClassVar[Any]
    status_changes: ClassVar[Any]
    decisions: ClassVar[Any]
    sessions: ClassVar[Any]

    class Meta(Synced.Meta):
        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "programme"],
                condition=Q(status__in=["active", "paused"], deleted_at=None),
                name="a_programme_runs_once_at_a_time",
            ),
        ]
        indexes = [
            # Serves a person's own list and the phone's "what changed since".
            models.Index(fields=["person", "seq"], name="enrolments_changed_since"),
        ]

    def __str__(self) -> str:
        return f"{self.programme} ({self.starts_on})"

    @property
    def current(self) -> "EnrolmentVersion":
        """The version that stands."""
        found: EnrolmentVersion = self.versions.get(number=self.version)
        return found


class EnrolmentVersion(models.Model):
    """What an enrolment asks from the day `since` on. Appended, never edited.

    `note` is in the words of whoever changed it; `reasons` are the keys of those of the rule.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="versions", verbose_name=_("enrolment")
    )
    number = models.PositiveIntegerField(_("number"))
    since = models.DateField(_("from"))
    content = models.JSONField(_("content"))
    made_by = models.CharField(_("made by"), max_length=8, choices=Author)
    made_by_name = models.CharField(_("name"), max_length=254, blank=True)
    reasons = models.JSONField(_("reasons"), default=list)
    note = SealedText(_("why"), default="", blank=True)
    at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "number"], name="one_version_per_number"),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.enrolment_id}: {self.number}"

    @property
    def plan(self) -> Content:
        return from_json(self.content)


class StatusChange(models.Model):
    """From the day `on` an enrolment runs, rests or is over. Appended; the latest stands in the enrolment.

    `note` is why, in the words of the physio who decided so.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="status_changes", verbose_name=_("enrolment")
    )
    status = models.CharField(_("status"), max_length=8, choices=Status)
    on = models.DateField(_("from"))
    made_by = models.CharField(_("made by"), max_length=8, choices=Author)
    made_by_name = models.CharField(_("name"), max_length=254, blank=True)
    note = SealedText(_("why"), default="", blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        # Serves "when did it rest?", asked for every agenda.
        indexes = [models.Index(fields=["enrolment", "at"], name="status_changes_in_order")]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.on}: {self.get_status_display()}"
