"""The fields of a dose with its bounds, as a physio fills them in, and what makes a dose a dose."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exercises.programmes import Bounds, Prescription, Range
from exercises.programmes.loader import LOAD_KG, REPETITIONS, SECONDS, SETS
from exercises.wording import PARTS

WITHIN = {"sets": SETS, "repetitions": REPETITIONS, "seconds": SECONDS, "load_kg": LOAD_KG}
STEPS = {"sets": 1, "repetitions": 1, "seconds": 5, "load_kg": 1}
"""The step of bounds that are new; those there were keep theirs."""

LONGEST_NOTE = 1000


def choice(label: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=forms.Select(attrs={"class": "coach-input"}), **options)


def number(label: Any, within: tuple[Any, Any], *, halves: bool = False, **options: Any) -> forms.Field:
    """A whole number from the least to the most of `within`, or one in halves."""
    least, most = within
    widget = forms.NumberInput(attrs={"class": "coach-input", "step": "0.5" if halves else "1"})
    kind = forms.FloatField if halves else forms.IntegerField
    return kind(label=label, min_value=least, max_value=most, widget=widget, **options)


class Reasoned(forms.Form):
    """Whatever a physio changes, they say why. The client reads it."""

    note = forms.CharField(
        label=gettext_lazy("why"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"class": "coach-input", "rows": 3}),
        help_text=gettext_lazy("The client reads this."),
        error_messages={"required": gettext_lazy("Say why: the client reads it.")},
    )

    @property
    def stacked(self) -> list[forms.BoundField]:
        """The fields before the dose and the reason, one below the other."""
        return [self[name] for name in self.fields if name != "note" and "__" not in name]


class DoseFields(Reasoned):
    """A row for each part of a dose: the dose itself, and from where to where it may move by itself."""

    def __init__(self, *args: Any, prescription: Prescription | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prescription = prescription
        for part, label in PARTS.items():
            for column in ("dose", "least", "most"):
                needed = column == "dose" and part == "sets"
                field = number(label, WITHIN[part], halves=part == "load_kg", required=needed)
                field.error_messages["required"] = _("%(part)s: fill in a number.") % {"part": label}
                self.fields[f"{part}__{column}"] = field
                self.initial.setdefault(f"{part}__{column}", self._held(part, column))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        told = [given.get(f"{part}__dose") for part in ("repetitions", "seconds")]
        if not self.errors and told == [None, None]:
            self.add_error("repetitions__dose", _("Give repetitions, or seconds, or both."))
        for part, label in PARTS.items():
            self._check(part, label, given)
        return given

    @property
    def rows(self) -> Iterator[Mapping[str, Any]]:
        """For the template."""
        for part, label in PARTS.items():
            cells = [self[f"{part}__{column}"] for column in ("dose", "least", "most")]
            yield {"label": label, "cells": cells, "errors": [e for cell in cells for e in cell.errors]}

    def parts(self) -> dict[str, Any]:
        """Of a prescription: the dose, and the bounds."""
        dose = {part: self.cleaned_data[f"{part}__dose"] for part in PARTS}
        return {**dose, "bounds": Bounds(**{part: self._range(part) for part in PARTS})}

    def _held(self, part: str, column: str) -> Any:
        if self.prescription is None:
            return None
        within = getattr(self.prescription.bounds, part)
        return getattr(self.prescription, part) if column == "dose" else within and getattr(within, column)

    def _check(self, part: str, label: Any, given: Mapping[str, Any]) -> None:
        if any(f"{part}__{column}" in self.errors for column in ("dose", "least", "most")):
            return
        values: Iterator[Any] = (given.get(f"{part}__{column}") for column in ("dose", "least", "most"))
        dose, least, most = values
        if (least is None) != (most is None):
            missing = "least" if least is None else "most"
            text = _("%(part)s: give both the least and the most, or neither to keep the dose as it is.")
            self.add_error(f"{part}__{missing}", text % {"part": label})
        elif least is not None and dose is None:
            text = _("%(part)s: there are bounds without a dose. Give the dose, or leave the bounds empty.")
            self.add_error(f"{part}__dose", text % {"part": label})
        elif least is not None and not least <= dose <= most:
            text = _("%(part)s: the dose of %(dose)s is not from %(least)s to %(most)s. Change one of them.")
            said = {"part": label, "dose": f"{dose:g}", "least": f"{least:g}", "most": f"{most:g}"}
            self.add_error(f"{part}__dose", text % said)

    def _range(self, part: str) -> Range | None:
        least, most = (self.cleaned_data[f"{part}__{column}"] for column in ("least", "most"))
        if least is None:
            return None
        held = getattr(self.prescription.bounds, part) if self.prescription else None
        return Range(least, most, held.step if held else STEPS[part])
