"""What was decided about the dose of an exercise, by whom and why. Appended, never edited."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from coach.models.consent import APPEND_ONLY
from coach.models.fields import SealedText
from coach.models.numbering import Numbered
from exercises.progression import Reason, render

from .enrolment import RUNNING, Author, Enrolment
from .session import Session


class Action(models.TextChoices):
    HOLD = "hold", _("keep it as it is")
    STEP_UP = "step_up", _("a step up")
    STEP_BACK = "step_back", _("a step back")
    ASK_PHYSIO = "ask_physio", _("ask the physio")


class DecisionQuerySet(models.QuerySet["Decision"]):
    def newest_first(self) -> "DecisionQuerySet":
        return self.order_by("-at", "-id")

    def standing(self) -> "DecisionQuerySet":
        """Those that no later one overruled."""
        return self.filter(~Exists(Decision.objects.filter(overrules=OuterRef("pk"))))

    def questions(self) -> "DecisionQuerySet":
        """What a physio was asked and has not answered: the open items of their list.

        Their word on an exercise answers all that was asked of it before; what is over asks nothing any more.
        """
        said = Decision.objects.filter(made_by=Author.PHYSIO, at__gte=OuterRef("at"))
        answered = said.filter(enrolment=OuterRef("enrolment"), exercise=OuterRef("exercise"))
        running = self.filter(enrolment__status__in=RUNNING, enrolment__deleted_at=None)
        return running.filter(~Exists(answered), action=Action.ASK_PHYSIO)


class Decision(Numbered):
    """One decision about one exercise of an enrolment.

    `before`, `after`: sets, repetitions, seconds and load_kg. `version` is the version that came of it, None
    where nothing changed. `reasons` are what the rule says; `note` is what a physio or the person says.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="decisions", verbose_name=_("person")
    )
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="decisions", verbose_name=_("enrolment")
    )
    session = models.ForeignKey(
        Session, models.CASCADE, null=True, related_name="decisions", verbose_name=_("after the session")
    )
    overrules = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="overruled_by", verbose_name=_("overrules")
    )
    exercise = models.SlugField(_("exercise"), max_length=64)
    action = models.CharField(_("decision"), max_length=16, choices=Action)
    before = models.JSONField(_("dose before"))
    after = models.JSONField(_("dose after"))
    reasons = models.JSONField(_("reasons"), default=list)
    note = SealedText(_("why"), default="", blank=True)
    version = models.PositiveIntegerField(_("version it made"), null=True)
    made_by = models.CharField(_("made by"), max_length=8, choices=Author)
    made_by_name = models.CharField(_("name"), max_length=254, blank=True)
    at = models.DateTimeField(_("at"))

    everything: ClassVar[models.Manager[Any]] = models.Manager()
    objects: ClassVar[Any] = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        default_manager_name = "objects"
        indexes = [
            # Serves the list of an enrolment, newest first.
            models.Index(fields=["enrolment", "-at", "-id"], name="decisions_newest_first"),
            # Serves the phone's "what changed since".
            models.Index(fields=["person", "seq"], name="decisions_changed_since"),
            # Serves the physio's list: what waits for them. Few rows ask.
            models.Index(
                fields=["enrolment"],
                condition=models.Q(action="ask_physio"),
                name="decisions_that_ask",
            ),
        ]
        triggers = [*Numbered.Meta.triggers, APPEND_ONLY]

    def __str__(self) -> str:
        return f"{self.exercise}: {self.get_action_display()}"

    def explained(self, language: str) -> str:
        """What happens to the dose, and why the rules say so, in nl or en."""
        reasons = [Reason(one["name"], one["params"]) for one in self.reasons]
        return render(self.action, reasons, language, changed=self.version is not None)
