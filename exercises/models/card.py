"""The cards: what is worth knowing, in nl and en. Workplace checklist, myths, advice, information."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from coach.models.history import recorded
from exercises.catalogue import vocabulary

from .curated import Curated, complete
from .fields import one_of, several


@recorded()
class Card(Curated):
    """One thing to know. For a myth the title is the belief; a checklist's title asks, its body helps."""

    REQUIRED: ClassVar[tuple[str, ...]] = ("title_nl", "title_en", "body_nl", "body_en")

    kind = one_of(vocabulary.CardGroup, _("kind"))
    topic = one_of(vocabulary.Topic, _("topic"))
    title_nl = models.CharField(_("title (Dutch)"), max_length=120, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=120, blank=True)
    body_nl = models.TextField(_("text (Dutch)"), max_length=800, blank=True)
    body_en = models.TextField(_("text (English)"), max_length=800, blank=True)
    regions = several(vocabulary.Region, _("regions"))
    place = models.PositiveSmallIntegerField(
        _("place"), help_text=_("in the order of the catalogue, the checklist as one walks it")
    )

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        ordering = ["place", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=complete("title_nl", "title_en", "body_nl", "body_en"),
                name="a_card_clients_see_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.title_nl
