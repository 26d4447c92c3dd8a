"""The exercise library: the catalogue's exercises and those of other collections, in nl and en."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _

from coach.models.history import recorded
from exercises.catalogue import vocabulary
from exercises.catalogue.rules import KEPT_UP
from exercises.search import BETWEEN, Plain, find, stored

from .curated import Curated, CuratedQuerySet, complete
from .fields import one_of, sentences, several


class ExerciseQuerySet(CuratedQuerySet):
    def of_the_catalogue(self) -> "ExerciseQuerySet":
        """Our own, not those that came from another collection."""
        return self.filter(original_id="")

    def search(self, words: str) -> Any:
        """Rows whose name or purpose holds `words`, nl or en, typos forgiven; the best `rank` highest."""
        return find(self, words)


@recorded(exclude=("names", "words"))
class Exercise(Curated):
    """One exercise or micro-break. What came from another collection keeps its licence, author and id."""

    REQUIRED = (
        *("name_nl", "name_en", "purpose_nl", "purpose_en", "steps_nl", "steps_en"),
        *("regions", "places", "position", "duration_seconds"),
    )

    name_nl = models.CharField(_("name (Dutch)"), max_length=120, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=120, blank=True)
    purpose_nl = models.CharField(_("purpose (Dutch)"), max_length=400, blank=True)
    purpose_en = models.CharField(_("purpose (English)"), max_length=400, blank=True)
    steps_nl = sentences(_("steps (Dutch)"))
    steps_en = sentences(_("steps (English)"))
    cautions_nl = sentences(_("cautions (Dutch)"))
    cautions_en = sentences(_("cautions (English)"))
    regions = several(vocabulary.Region, _("regions"))
    kind = one_of(vocabulary.Kind, _("kind"))
    level = one_of(vocabulary.Level, _("level"))
    force = one_of(vocabulary.Force, _("force"), blank=True)
    places = several(vocabulary.Place, _("places"))
    position = one_of(vocabulary.Position, _("position"), blank=True)
    equipment = several(vocabulary.Equipment, _("equipment"))
    muscles = several(vocabulary.Muscle, _("muscles"))
    activities = several(vocabulary.Activity, _("activities"))
    ruled_out_by = several(vocabulary.Sign, _("ruled out by"))
    micro_break = models.BooleanField(_("fits a short break at a desk"), default=False)
    duration_seconds = models.PositiveSmallIntegerField(_("takes so many seconds"), null=True, blank=True)
    sets = models.PositiveSmallIntegerField(_("sets"), default=1)
    repetitions = models.PositiveSmallIntegerField(_("repetitions"), null=True, blank=True)
    hold_seconds = models.PositiveSmallIntegerField(_("hold, seconds"), null=True, blank=True)
    both_sides = models.BooleanField(_("on both sides"), default=False)
    figures = ArrayField(models.SlugField(max_length=64), verbose_name=_("figures"), default=list, blank=True)
    licence = models.CharField(_("licence"), max_length=64, blank=True)
    author = models.CharField(_("author"), max_length=120, blank=True)
    original_id = models.CharField(_("id in its own collection"), max_length=120, blank=True)
    names = stored(Plain("name_nl"), Value(BETWEEN), Plain("name_en"))
    words = stored(
        *(Plain("name_nl"), Value(" "), Plain("name_en"), Value(" ")),
        *(Plain("purpose_nl"), Value(" "), Plain("purpose_en")),
    )

    objects: ClassVar[Any] = ExerciseQuerySet.as_manager()

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=complete("name_nl", "name_en", "purpose_nl", "purpose_en", "position")
                & (
                    Q(needs_review=True)
                    | ~Q(steps_nl=[]) & ~Q(steps_en=[]) & Q(duration_seconds__isnull=False)
                ),
                name="an_exercise_clients_see_is_complete",
            ),
            models.UniqueConstraint(
                fields=["source", "original_id"],
                condition=~Q(original_id=""),
                name="an_imported_exercise_comes_once",
            ),
        ]
        # Serves the search: words, halves of words and words that are alike.
        indexes = [GinIndex(fields=["words"], opclasses=["gin_trgm_ops"], name="exercises_by_words")]

    def __str__(self) -> str:
        return self.name_nl or self.name_en

    @property
    def missing(self) -> tuple[str, ...]:
        counted = self.repetitions or self.hold_seconds
        kept_up = self.kind in KEPT_UP or self.position == vocabulary.Position.ON_THE_MOVE
        return super().missing if counted or kept_up else (*super().missing, "repetitions")
