"""Ready programmes: loaded and corrected from our files, or changed here by a physio."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coach.models.history import recorded
from exercises.catalogue import vocabulary
from exercises.programmes import Content, from_json

from .curated import Curated, complete
from .fields import one_of, several

TEXTS = ("title_nl", "title_en", "summary_nl", "summary_en", "pain_rule_nl", "pain_rule_en")


@recorded()
class Programme(Curated):
    """A template. `content` is what `exercises.programmes.as_json` makes; `version` grows when it changes."""

    REQUIRED: ClassVar[tuple[str, ...]] = TEXTS

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    title_nl = models.CharField(_("title (Dutch)"), max_length=120, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=120, blank=True)
    summary_nl = models.TextField(_("summary (Dutch)"), max_length=600, blank=True)
    summary_en = models.TextField(_("summary (English)"), max_length=600, blank=True)
    pain_rule_nl = models.TextField(_("when it hurts (Dutch)"), max_length=600, blank=True)
    pain_rule_en = models.TextField(_("when it hurts (English)"), max_length=600, blank=True)
    regions = several(vocabulary.Region, _("regions"))
    level = one_of(vocabulary.Level, _("level"))
    self_care = models.BooleanField(_("people may pick it themselves"), default=False)
    weeks = models.PositiveSmallIntegerField(_("weeks"), editable=False)
    content = models.JSONField(_("content"), editable=False)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=complete(*TEXTS), name="a_programme_clients_see_is_complete"),
        ]

    def __str__(self) -> str:
        return self.title_nl

    @property
    def plan(self) -> Content:
        return from_json(self.content)
