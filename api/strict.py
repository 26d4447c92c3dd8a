"""Serializers that refuse what they do not know, instead of dropping it in silence."""

from collections.abc import Callable, Iterable, Mapping
from copy import copy, deepcopy
from functools import cached_property, partial
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

Check = Callable[[Any], Any]
HOLDING = (
    serializers.BaseSerializer,
    serializers.DictField,
    serializers.ListField,
    serializers.ManyRelatedField,
)


class StrictMixin(serializers.Serializer[Any]):
    """Unknown and read-only fields in a body are errors, each by its own name. So is a number for a text."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            self._refuse_strangers(data)
            self._refuse_lookalikes(data)
        return super().to_internal_value(data)

    @cached_property
    def _writable_fields(self) -> list[Any]:
        """The framework's own, which would go through all fields again for each row of a batch."""
        return list(super()._writable_fields)

    @cached_property
    def _writable(self) -> frozenset[str]:
        return frozenset(field.field_name for field in self._writable_fields)

    @cached_property
    def _checks(self) -> dict[str, Check]:
        checks = ((name, lookalikes(self.fields[name])) for name in self._writable)
        return {name: check for name, check in checks if check}

    def _refuse_strangers(self, data: Mapping[str, Any]) -> None:
        strangers = {
            str(name): [serializers.ErrorDetail(self._why_not(str(name)), code="unknown_field")]
            for name in data
            if name not in self._writable
        }
        if strangers:
            raise serializers.ValidationError(strangers)

    def _refuse_lookalikes(self, data: Mapping[str, Any]) -> None:
        """The framework would take `"5"` and true for a number, 5 for a text, and "on" for a yes."""
        checks = self._checks
        wrong = {name: checks[name](value) for name, value in data.items() if name in checks}
        if refused := {name: errors for name, errors in wrong.items() if errors}:
            raise serializers.ValidationError(refused)

    def _why_not(self, name: str) -> str:
        if name in self.fields:
            return _("This field is ours to fill. Leave it out.")
        return _("There is no such field here. Leave it out, or check its spelling.")


def lookalikes(field: Any) -> Check | None:
    """A check of a value of the field: what in it is of another JSON type than the document says, as the
    framework shapes errors, or nothing. None where any type may come in.
    """
    if isinstance(field, serializers.ListField):
        return _inside(lookalikes(field.child), list, enumerate)
    if isinstance(field, serializers.DictField):
        return _inside(lookalikes(field.child), Mapping, lambda given: given.items())
    fits = next((fits for kind, fits in FITS.items() if isinstance(field, kind)), None)
    return fits and partial(_of_its_type, field, fits)


def _of_its_type(field: Any, fits: Callable[[Any], bool], value: Any) -> list[Any] | None:
    if value is None or fits(value):
        return None
    return [
        serializers.ErrorDetail(field.error_messages["invalid"].format(value=value, input=value), "invalid")
    ]


def _inside(
    check: Check | None, kind: type, parts: Callable[[Any], Iterable[tuple[Any, Any]]]
) -> Check | None:
    return check and partial(_of_their_type, check, kind, parts)


def _of_their_type(
    check: Check, kind: type, parts: Callable[[Any], Iterable[tuple[Any, Any]]], given: Any
) -> dict[str, Any] | None:
    """Looks at every value in a list or an object."""
    if not isinstance(given, kind):
        return None
    wrong = {str(key): check(value) for key, value in parts(given)}
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

    def get_fields(self) -> dict[str, Any]:
        """Copies of those made once: asking the model again what each is like would cost more."""
        kind = type(self)
        if kind not in _FIELDS:
            _FIELDS[kind] = super().get_fields()
        return {name: _copied(field) for name, field in _FIELDS[kind].items()}


def _copied(field: Any) -> Any:
    """A field learns whose it is, so each serializer has its own. One with others inside is made anew."""
    return deepcopy(field) if isinstance(field, HOLDING) else copy(field)


_FIELDS: dict[type, dict[str, Any]] = {}
