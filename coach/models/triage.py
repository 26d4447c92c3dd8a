"""What a person answered about warning signs, what they were told, and who looked. Appended, never edited."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from coach.triage import Reason, Tier, Who, Word

from .consent import APPEND_ONLY
from .diary import DiaryEntry
from .episode import Episode
from .fields import new_id

IN_THE_DIARY = "diary"  # not asked for: the person wrote it down
ASKED = [
    (Reason.INTAKE.value, _("at the intake")),
    (Reason.SOMETHING_CHANGED.value, _("something had changed")),
    (Reason.WORSENING.value, _("it was getting worse")),
    (Reason.WEEK_4.value, _("four weeks had gone by")),
]
REASONS = [*ASKED, (IN_THE_DIARY, _("written in the diary"))]
TIERS = [
    (Tier.NONE.value, _("no sign named")),
    (Tier.DISCUSS.value, _("discuss it")),
    (Tier.DAYS.value, _("GP within days")),
    (Tier.SAME_DAY.value, _("GP today")),
    (Tier.EMERGENCY.value, _("emergency number now")),
]
WORDS = [(Word.ACKNOWLEDGED.value, _("read it")), (Word.LOOKED_AT.value, _("it was looked at"))]
WHO = [(Who.PERSON.value, _("the person")), (Who.PHYSIO.value, _("the physio"))]


# Ready, where Django would write a subquery anew for every page and spend more on that than on reading it.
LAST_OF_ENTRY = RawSQL(
    "SELECT id FROM coach_triagereport WHERE entry_id = coach_diaryentry.id"
    " ORDER BY at DESC, id DESC LIMIT 1",
    [],
    models.UUIDField(),
)
"""In a query of diary entries: the id of the last report of each, or NULL."""


class TriageReportQuerySet(models.QuerySet["TriageReport"]):
    def newest_first(self) -> "TriageReportQuerySet":
        return self.order_by("-at", "-id")

    def asked(self) -> "TriageReportQuerySet":
        """Answers to the questions, not what was written in the diary unasked."""
        return self.exclude(why=IN_THE_DIARY)

    def pausing(self) -> "TriageReportQuerySet":
        """Those that pause nudges until somebody says the word that lifts it."""
        return self.filter(~Exists(_words(lifts=True)), pauses=True)

    def with_lifting(self) -> "TriageReportQuerySet":
        """Those that paused nudges, each with `lifted_at`, the moment that ended it, or None."""
        lifted = _words(lifts=True).order_by("at").values("at")[:1]
        return self.filter(pauses=True).annotate(lifted_at=Subquery(lifted))

    def not_seen_by_a_physio(self) -> "TriageReportQuerySet":
        """The open items of a physio's list. What the person says of it lifts the pause, not the item."""
        return self.filter(~Exists(_words(word=Word.LOOKED_AT, who=Who.PHYSIO)), pauses=True)


class TriageReport(models.Model):
    """One set of answers. `answers`: item of the table of `version` → true, false or null for not answered.

    `said` keeps what the person was told, by language, in the words of that day. `pauses`: whether the tier
    rests nudges and asks the physio to look.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="triage_reports", verbose_name=_("person")
    )
    episode = models.ForeignKey(
        Episode, models.CASCADE, related_name="triage_reports", verbose_name=_("episode")
    )
    entry = models.ForeignKey(
        DiaryEntry,
        models.CASCADE,
        null=True,
        related_name="triage_reports",
        verbose_name=_("diary entry it was written in"),
    )
    at = models.DateTimeField(_("reported at"))
    why = models.CharField(_("why asked"), max_length=24, choices=REASONS)
    version = models.PositiveIntegerField(_("version of the table"))
    answers = models.JSONField(_("answers"))
    tier = models.CharField(_("urgency"), max_length=16, choices=TIERS)
    signs = ArrayField(models.CharField(max_length=48), verbose_name=_("warning signs"))
    said = models.JSONField(_("what was said"))
    pauses = models.BooleanField(_("pauses nudges"))

    objects: ClassVar[TriageReportQuerySet] = TriageReportQuerySet.as_manager()  # type: ignore[assignment]
    acknowledgements: ClassVar[Any]

    class Meta:
        verbose_name = _("warning signs")
        verbose_name_plural = _("warning signs")
        indexes = [
            # Serves "the last one" and what was remembered of earlier ones.
            models.Index(fields=["episode", "-at", "-id"], name="last_triage_of_an_episode"),
            # Serves every send (does a pause hold?) and the physio's list; most people have no such row.
            models.Index(fields=["person"], condition=Q(pauses=True), name="triage_that_pauses"),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.tier}"


class TriageAcknowledgement(models.Model):
    """A word about a report: it was read, or somebody looked at it. `lifts`: whether it ends the pause."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    report = models.ForeignKey(
        TriageReport, models.CASCADE, related_name="acknowledgements", verbose_name=_("report")
    )
    # No constraint and a name of its own: the line must outlive the account of a physio, unedited.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        verbose_name=_("said by"),
    )
    by_name = models.CharField(_("name"), max_length=254)
    who = models.CharField(_("role"), max_length=8, choices=WHO)
    word = models.CharField(_("word"), max_length=16, choices=WORDS)
    at = models.DateTimeField(_("at"))
    lifts = models.BooleanField(_("ends the pause"))

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        constraints = [
            models.UniqueConstraint(fields=["report", "by", "word"], name="one_word_once"),
        ]
        triggers = [APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.get_word_display()}"


def _words(**conditions: Any) -> "models.QuerySet[TriageAcknowledgement]":
    return TriageAcknowledgement.objects.filter(report=OuterRef("pk"), **conditions)
