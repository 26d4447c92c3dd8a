"""The exercise library as the database keeps it: the catalogue's texts in nl and en."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from exercises.catalogue import vocabulary

from .fields import choices, sentences, several


class Exercise(models.Model):
    """One exercise or micro-break. `content_hash` is that of the catalogue entry it was loaded from."""

    slug = models.SlugField(_("key"), max_length=64, primary_key=True)
    name_nl = models.CharField(_("name (Dutch)"), max_length=120)
    name_en = models.CharField(_("name (English)"), max_length=120)
    purpose_nl = models.CharField(_("purpose (Dutch)"), max_length=400)
    purpose_en = models.CharField(_("purpose (English)"), max_length=400)
    steps_nl = sentences(_("steps (Dutch)"))
    steps_en = sentences(_("steps (English)"))
    cautions_nl = sentences(_("cautions (Dutch)"))
    cautions_en = sentences(_("cautions (English)"))
    regions = several(vocabulary.Region, _("regions"))
    kind = models.CharField(_("kind"), max_length=16, choices=choices(vocabulary.Kind))
    level = models.CharField(_("level"), max_length=16, choices=choices(vocabulary.Level))
    places = several(vocabulary.Place, _("places"))
    position = models.CharField(_("position"), max_length=16, choices=choices(vocabulary.Position))
    equipment = several(vocabulary.Equipment, _("equipment"))
    muscles = several(vocabulary.Muscle, _("muscles"))
    ruled_out_by = several(vocabulary.Sign, _("ruled out by"))
    micro_break = models.BooleanField(_("fits a short break at a desk"), default=False)
    duration_seconds = models.PositiveSmallIntegerField(_("takes so many seconds"))
    sets = models.PositiveSmallIntegerField(_("sets"), default=1)
    repetitions = models.PositiveSmallIntegerField(_("repetitions"), null=True, blank=True)
    hold_seconds = models.PositiveSmallIntegerField(_("hold, seconds"), null=True, blank=True)
    both_sides = models.BooleanField(_("on both sides"), default=False)
    figures = ArrayField(models.SlugField(max_length=64), verbose_name=_("figures"), default=list, blank=True)
    source = models.CharField(_("source"), max_length=32)
    reviewed_on = models.DateField(_("reviewed on"))
    retired = models.BooleanField(_("no longer offered"), default=False)
    content_hash = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name_nl

    def text(self, field: str, language: str) -> Any:
        """`field` (name, purpose, steps or cautions) in `language`; Dutch for all but English."""
        return getattr(self, f"{field}_{'en' if language.startswith('en') else 'nl'}")
