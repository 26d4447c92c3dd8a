"""An episode: one complaint from its onset to its end. A person may have several, one after the other."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .fields import SealedJSON
from .history import recorded
from .synced import Synced


class Region(models.TextChoices):
    """Where it hurts (domain facts: kiesbeter, infonu-bovenrug)."""

    LOWER_BACK = "lower_back", _("lower back")
    MIDDLE_BACK = "middle_back", _("middle back")
    UPPER_BACK = "upper_back", _("upper back")
    NECK = "neck", _("neck")
    SHOULDER = "shoulder", _("shoulder")


class OnsetKind(models.TextChoices):
    GRADUAL = "gradual", _("gradually")
    SUDDEN = "sudden", _("suddenly")
    INJURY = "injury", _("after an injury")


class Pattern(models.TextChoices):
    CONSTANT = "constant", _("constant")
    WITH_ACTIVITY = "with_activity", _("with an activity")
    COMES_AND_GOES = "comes_and_goes", _("comes and goes")


class Quality(models.TextChoices):
    """What the pain is like."""

    SHARP = "sharp", _("sharp")
    DULL = "dull", _("dull")
    STABBING = "stabbing", _("stabbing")
    NAGGING = "nagging", _("nagging")
    THROBBING = "throbbing", _("throbbing")
    BURNING = "burning", _("burning")
    PRESSING = "pressing", _("pressing")
    ELECTRIC = "electric", _("electric")
    STIFFNESS = "stiffness", _("stiffness")
    SPASM = "spasm", _("spasm or knot")
    TENDER = "tender", _("tender to touch")


class Radiation(models.TextChoices):
    """Where the pain travels to."""

    CHEST = "chest", _("chest or breastbone")
    ARM = "arm", _("arm")
    HEAVY_ARM = "heavy_arm", _("heavy feeling in the arm")
    STOMACH = "stomach", _("stomach")
    LEGS = "legs", _("legs")
    HEAD = "head", _("head")


class Aggravator(models.TextChoices):
    """What makes it worse, and when."""

    DEEP_BREATH = "deep_breath", _("breathing deeply")
    COUGH = "cough", _("coughing")
    SNEEZE = "sneeze", _("sneezing")
    STANDING = "standing", _("standing for long")
    SITTING = "sitting", _("sitting for long")
    DESK_WORK = "desk_work", _("desk work")
    TURNING = "turning", _("turning")
    STRETCHING = "stretching", _("stretching")
    NECK_BENDING = "neck_bending", _("bending the neck")
    SHOULDER_MOVES = "shoulder_moves", _("moving the shoulders")
    LIFTING = "lifting", _("lifting")
    HEAVY_LOAD = "heavy_load", _("a heavy load")
    END_OF_DAY = "end_of_day", _("the end of the day")
    MORNING = "morning", _("the morning")
    NIGHT = "night", _("the night")


def choices_of(kind: type[models.TextChoices], label: Any) -> "ArrayField[Any, Any]":
    """Several of `kind`, possibly none."""
    return ArrayField(
        models.CharField(max_length=32, choices=kind), verbose_name=label, default=list, blank=True
    )


@recorded()
class Episode(Synced):
    """One complaint. `activities` are up to three things the person finds hard, in their own words."""

    Region = Region

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="episodes", verbose_name=_("person")
    )
    region = models.CharField(_("region"), max_length=16, choices=Region)
    onset_on = models.DateField(_("began on"))
    onset_kind = models.CharField(_("how it began"), max_length=16, choices=OnsetKind, blank=True)
    pattern = models.CharField(_("pattern"), max_length=16, choices=Pattern, blank=True)
    qualities = choices_of(Quality, _("what it feels like"))
    radiation = choices_of(Radiation, _("travels to"))
    worse_with = choices_of(Aggravator, _("worse with"))
    activities = SealedJSON(_("activities that suffer"), default=list, blank=True)
    closed_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta(Synced.Meta):
        verbose_name = _("episode")
        verbose_name_plural = _("episodes")
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("onset_on")),
                name="an_episode_ends_after_it_began",
            ),
        ]
        # Serves a person's own list and the phone's "what changed since".
        indexes = [models.Index(fields=["person", "seq"], name="episodes_changed_since")]

    assessments: ClassVar[Any]

    def __str__(self) -> str:
        return f"{self.get_region_display()} ({self.onset_on})"
