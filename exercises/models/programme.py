"""Ready programmes in the database: loaded and corrected from our files, or changed here by a physio."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coach.models.history import recorded
from exercises.catalogue import vocabulary
from exercises.programmes import Content, from_json

from .fields import choices, several


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def offered(self) -> "ProgrammeQuerySet":
        return self.filter(retired=False)


@recorded()
class Programme(models.Model):
    """A template. `content` is what `exercises.programmes.as_json` makes; `version` grows when it changes.

    `content_hash` is that of the file it was loaded from. A row with `edited_at` is a physio's, and loading
    does not touch it.
    """

    slug = models.SlugField(_("key"), max_length=64, primary_key=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    title_nl = models.CharField(_("title (Dutch)"), max_length=120)
    title_en = models.CharField(_("title (English)"), max_length=120)
    summary_nl = models.TextField(_("summary (Dutch)"), max_length=600)
    summary_en = models.TextField(_("summary (English)"), max_length=600)
    pain_rule_nl = models.TextField(_("when it hurts (Dutch)"), max_length=600)
    pain_rule_en = models.TextField(_("when it hurts (English)"), max_length=600)
    regions = several(vocabulary.Region, _("regions"))
    level = models.CharField(_("level"), max_length=16, choices=choices(vocabulary.Level))
    self_care = models.BooleanField(_("people may pick it themselves"), default=False)
    weeks = models.PositiveSmallIntegerField(_("weeks"))
    content = models.JSONField(_("content"))
    source = models.CharField(_("source"), max_length=32)
    reviewed_on = models.DateField(_("reviewed on"))
    edited_at = models.DateTimeField(_("changed at"), null=True, blank=True)
    retired = models.BooleanField(_("no longer offered"), default=False)
    content_hash = models.CharField(max_length=64, editable=False)

    objects: ClassVar[Any] = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title_nl

    def text(self, field: str, language: str) -> Any:
        """`field` (title, summary or pain_rule) in `language`; Dutch for all but English."""
        return getattr(self, f"{field}_{'en' if language.startswith('en') else 'nl'}")

    @property
    def plan(self) -> Content:
        return from_json(self.content)
