"""How a form shows the columns that hold several words or several sentences."""

from typing import Any

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget, UnfoldAdminTextareaWidget


class Lines(forms.CharField):
    """A list of sentences as lines of a text box, each at most `longest` characters."""

    widget = UnfoldAdminTextareaWidget

    def __init__(self, longest: int, **kwargs: Any) -> None:
        super().__init__(strip=True, **kwargs)
        self.longest = longest

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return [line for line in lines if line]

    def validate(self, value: Any) -> None:
        super().validate(value)
        for number, line in enumerate(value, start=1):
            if len(line) > self.longest:
                text = _("Line %(line)s is longer than %(most)s characters. Make it shorter or split it.")
                raise forms.ValidationError(text % {"line": number, "most": self.longest}, code="too_long")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != (initial or []))

    def run_validators(self, value: Any) -> None:
        """Those of a text do not fit a list; `validate` has looked at each line."""


def list_field(column: "ArrayField[Any, Any]") -> forms.Field:
    """Boxes to tick where the column has a vocabulary, lines to write where it holds sentences."""
    base: Any = column.base_field
    shared: dict[str, Any] = {"label": column.verbose_name, "required": not column.blank}
    if base.choices:
        boxes = UnfoldAdminCheckboxSelectMultipleWidget
        return forms.MultipleChoiceField(choices=base.choices, widget=boxes, **shared)
    return Lines(base.max_length, help_text=_("One sentence a line."), **shared)
