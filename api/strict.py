"""Serializers that refuse what they do not know, instead of dropping it in silence."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers


class StrictMixin(serializers.Serializer[Any]):
    """Unknown and read-only fields in a body are errors, each by its own name. So is a number for a text."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            self._refuse_strangers(data)
            self._refuse_lookalikes(data)
        return super().to_internal_value(data)

    @cached_property
    def _writable(self) -> frozenset[str]:
        return frozenset(name for name, field in self.fields.items() if not field.read_only)

    def _refuse_strangers(self, data: Mapping[str, Any]) -> None:
        strangers = {
            name: [serializers.ErrorDetail(self._why_not(name), code="unknown_field")]
            for name in map(str, data)
            if name not in self._writable
        }
        if strangers:
            raise serializers.ValidationError(strangers)

    def _refuse_lookalikes(self, data: Mapping[str, Any]) -> None:
        """The framework would take `"5"` and true for a number, 5 for a text, and "on" for a yes."""
        wrong = {name: lookalikes(self.fields[name], value) for name, value in data.items()}
        if refused := {name: errors for name, errors in wrong.items() if errors}:
            raise serializers.ValidationError(refused)

    def _why_not(self, name: str) -> str:
        if name in self.fields:
            return _("This field is ours to fill. Leave it out.")
        return _("There is no such field here. Leave it out, or check its spelling.")


def lookalikes(field: Any, value: Any) -> Any:
    """What is of another JSON type than the document says, as the framework shapes errors; or nothing."""
    if isinstance(field, serializers.ListField) and isinstance(value, list):
        return _inside(field.child, enumerate(value))
    if isinstance(field, serializers.DictField) and isinstance(value, Mapping):
        return _inside(field.child, value.items())
    fits = next((fits for kind, fits in FITS.items() if isinstance(field, kind)), None)
    if fits is None or value is None or fits(value):
        return None
    return [
        serializers.ErrorDetail(field.error_messages["invalid"].format(value=value, input=value), "invalid")
    ]


def _inside(child: Any, values: Iterable[tuple[Any, Any]]) -> dict[str, Any] | None:
    wrong = {str(key): lookalikes(child, value) for key, value in values}
    return {key: errors for key, errors in wrong.items() if errors} or None


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


FITS: dict[type[serializers.Field[Any, Any, Any, Any]], Callable[[Any], bool]] = {
    serializers.BooleanField: lambda value: isinstance(value, bool),
    serializers.IntegerField: _number,
    serializers.FloatField: _number,
    serializers.CharField: lambda value: isinstance(value, str),
    serializers.UUIDField: lambda value: isinstance(value, str),
}


class StrictSerializer(StrictMixin):
    """Refuses fields that it does not know."""


class StrictModelSerializer(StrictMixin, serializers.ModelSerializer[Any]):
    """Refuses fields that it does not know, and keeps the model's own rules."""
