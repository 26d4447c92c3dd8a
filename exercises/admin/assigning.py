"""The forms by which a physio gives a programme, turns it, and decides anew; and why something cannot be."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coach.models import Person
from exercises import enrolling, overruling
from exercises.admin.doses import Reasoned, choice
from exercises.deciding import NotAsked
from exercises.models import Action, Enrolment, Programme, Status
from exercises.programmes.changing import NothingLeft
from exercises.wording import language

TURNS = {
    Status.ACTIVE: ((Status.PAUSED, gettext_lazy("pause it")), (Status.STOPPED, gettext_lazy("end it"))),
    Status.PAUSED: ((Status.ACTIVE, gettext_lazy("let it go on")), (Status.STOPPED, gettext_lazy("end it"))),
}
"""Where it may go from each status that is not the end."""


TEXTS = ("title", "summary")


class Programmes(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The ready programmes that clients may see."""

    def label_from_instance(self, programme: Any) -> str:
        return str(programme.text("title", language()))


class Assigning(forms.Form):
    """A ready programme for `client`, from a day of the client's own calendar, for a complaint or none."""

    def __init__(self, *args: Any, client: Person, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Programme.objects.shown().order_by("slug")
        self.programmes = [
            {"slug": one.slug, "programme": one, **{name: one.text(name, language()) for name in TEXTS}}
            for one in rows
        ]
        self.fields["programme"] = Programmes(rows, label=_("programme"), widget=forms.RadioSelect)
        self.fields["programme"].error_messages["required"] = _("Choose a programme.")
        day = forms.DateInput(attrs={"class": "coach-input", "type": "date"}, format="%Y-%m-%d")
        self.fields["starts_on"] = forms.DateField(label=_("first day"), widget=day, initial=today)
        open_ones = client.episodes.filter(closed_on=None).order_by("-onset_on", "-id")
        self.fields["episode"] = Episodes(
            open_ones,
            label=_("complaint"),
            required=False,
            initial=open_ones.first(),
            empty_label=_("none in particular"),
            widget=forms.Select(attrs={"class": "coach-input"}),
        )


class Episodes(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, episode: Any) -> str:
        return f"{episode.get_region_display()}, {episode.onset_on}"


class Turning(Reasoned):
    """Where the enrolment may go from here."""

    def __init__(self, *args: Any, enrolment: Enrolment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"] = choice(
            gettext_lazy("what is to happen"), choices=TURNS[Status(enrolment.status)]
        )


class Overruling(Reasoned):
    """What is to happen with the dose, counted from before the decision."""

    action = choice(
        gettext_lazy("your decision"),
        choices=[(one.value, one.label) for one in (Action.HOLD, Action.STEP_BACK, Action.STEP_UP)],
    )


def refusal(no: Exception) -> tuple[str, str]:
    """What is wrong with which field, and what to do instead. `no`: a `MayNot` or `NothingLeft`."""
    found: dict[type[Exception], tuple[str, str]] = {
        enrolling.WarningSignOpen: (
            "",
            _("A warning sign of this client is open. Look at it on their page first; then come back here."),
        ),
        enrolling.AlreadyRunning: (
            "programme",
            _("The client is doing this programme already. Change that one, or end it first."),
        ),
        enrolling.NotThen: (
            "starts_on",
            _("Give a first day at most a month ago and at most three months ahead."),
        ),
        enrolling.NoConsent: (
            "",
            _("This client does not let us keep anything about their health. They can allow it in the app."),
        ),
        enrolling.Over: ("", _("This programme is over. Give it anew to go on with it.")),
        overruling.NoRoom: (
            "action",
            _("The exercise is at its least or its most already. Change its dose or its bounds instead."),
        ),
        NotAsked: (
            "action",
            _("The programme does not ask this exercise now. Keep it as it is, to leave it at that."),
        ),
        NothingLeft: (
            "",
            _("It is the last exercise of a phase. Add or swap one first, or end the programme."),
        ),
    }
    return found[type(no)]
