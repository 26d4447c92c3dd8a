"""The forms by which a physio changes somebody's own copy. Each makes new content of what stands."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.admin.doses import DoseFields, Reasoned, choice, number
from exercises.deciding import Standing
from exercises.models import Exercise
from exercises.programmes import Content, Limits, Prescription, Side
from exercises.programmes import changing as change
from exercises.programmes.loader import ALLOWED, EFFORT, FINE
from exercises.wording import language, names_of


class Alteration(Reasoned):
    """A change that `title` names, of what stands `now`. `about`: its exercise, where it has one."""

    title: ClassVar[Any]
    of_an_exercise: ClassVar[bool] = False

    def __init__(self, *args: Any, now: Standing, about: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now, self.about = now, about
        self.name = names_of([about])[about] if self.of_an_exercise else ""

    def altered(self, content: Content, place: int) -> Content:
        """What is to stand. Raises `NothingLeft`."""
        raise NotImplementedError


class OfAnExercise(Alteration, DoseFields):
    """Shows the dose of the exercise that it is about. Raises `Http404` where the phase asks no such one."""

    of_an_exercise = True

    def __init__(self, *args: Any, now: Standing, about: str, **kwargs: Any) -> None:
        if not now.asks(about):
            raise Http404
        super().__init__(*args, now=now, about=about, prescription=now.prescription(about), **kwargs)


class Dosing(OfAnExercise):
    title = gettext_lazy("Change the dose")

    def altered(self, content: Content, place: int) -> Content:
        return change.prescribe(content, place, self.about, self.parts())


class Swapping(OfAnExercise):
    title = gettext_lazy("Swap it for another exercise")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"] = others(self.now)

    def altered(self, content: Content, place: int) -> Content:
        rest = self.prescription.rest_seconds if self.prescription else 0
        other = prescribed(self.cleaned_data["other"], self.parts(), rest_seconds=rest)
        return change.swap(content, place, self.about, other)


class LeavingOut(Alteration):
    title = gettext_lazy("Leave it out")
    of_an_exercise = True

    def __init__(self, *args: Any, now: Standing, about: str, **kwargs: Any) -> None:
        if not now.asks(about):
            raise Http404
        super().__init__(*args, now=now, about=about, **kwargs)

    def altered(self, content: Content, place: int) -> Content:
        return change.leave_out(content, place, self.about)


class Adding(Alteration, DoseFields):
    title = gettext_lazy("Add an exercise")

    def __init__(self, *args: Any, now: Standing, about: str, **kwargs: Any) -> None:
        super().__init__(*args, now=now, about=about, prescription=None, **kwargs)
        self.fields["other"], self.fields["day"] = others(now), days(now)

    def altered(self, content: Content, place: int) -> Content:
        other = prescribed(self.cleaned_data["other"], self.parts())
        return change.add(content, place, self.cleaned_data["day"], other)


class Repeating(Alteration):
    title = gettext_lazy("Change how often a week")

    def __init__(self, *args: Any, now: Standing, about: str, **kwargs: Any) -> None:
        super().__init__(*args, now=now, about=about, **kwargs)
        self.fields["day"] = days(now)
        self.fields["times"] = number(gettext_lazy("times a week"), (1, 7))

    def altered(self, content: Content, place: int) -> Content:
        return change.repeat(content, place, self.cleaned_data["day"], self.cleaned_data["times"])


class Limiting(Alteration):
    title = gettext_lazy("Change the limits of pain and effort")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stands = self.now.content.limits
        self.fields["fine"] = number(
            gettext_lazy("pain that needs no thought, up to"), FINE, initial=stands.fine
        )
        self.fields["allowed"] = number(
            gettext_lazy("pain that is allowed, up to"), ALLOWED, initial=stands.allowed
        )
        self.fields["effort"] = number(
            gettext_lazy("effort (Borg, 0–10), up to"), EFFORT, halves=True, initial=stands.effort
        )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and given["fine"] >= given["allowed"]:
            text = _("Allow more pain than needs no thought: more than %(fine)s.")
            self.add_error("allowed", text % {"fine": given["fine"]})
        return given

    def altered(self, content: Content, place: int) -> Content:
        told = (self.cleaned_data[name] for name in ("fine", "allowed", "effort"))
        return change.limit(content, Limits(*told))


ALTERATIONS: Mapping[str, type[Alteration]] = {
    "dose": Dosing,
    "swap": Swapping,
    "leave-out": LeavingOut,
    "add": Adding,
    "days": Repeating,
    "limits": Limiting,
}


class Library(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The exercises that clients may see, by their names."""

    def label_from_instance(self, exercise: Any) -> str:
        return str(exercise.text("name", language()))


def others(now: Standing) -> Library:
    """Those that the phase under way does not ask yet."""
    asked = [one.exercise for one in now.content.phases[now.place].prescriptions()]
    rows = Exercise.objects.shown().exclude(slug__in=asked).order_by(f"name_{language()}", "slug")
    widget = forms.Select(attrs={"class": "coach-input"})
    return Library(rows, label=gettext_lazy("exercise"), widget=widget)


def days(now: Standing) -> forms.ChoiceField:
    """The kinds of days of the phase under way."""
    found = now.content.phases[now.place].days
    titles = [(day.key, f"{day.title.in_language(language())} ({day.times_per_week} ×)") for day in found]
    return choice(gettext_lazy("day"), choices=titles)


def prescribed(exercise: Exercise, parts: Mapping[str, Any], *, rest_seconds: int = 0) -> Prescription:
    side = Side.BOTH if exercise.both_sides else None
    return Prescription(exercise.slug, side=side, rest_seconds=rest_seconds, **parts)
