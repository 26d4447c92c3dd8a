"""Serializers that refuse what they do not know, instead of dropping it in silence."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers


class StrictMixin(serializers.Serializer[Any]):
    """Unknown and read-only fields in a body are errors, each by its own name."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            self._refuse_strangers(data)
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

    def _why_not(self, name: str) -> str:
        if name in self.fields:
            return _("This field is ours to fill. Leave it out.")
        return _("There is no such field here. Leave it out, or check its spelling.")


class StrictSerializer(StrictMixin):
    """A strict serializer of plain values."""


class StrictModelSerializer(StrictMixin, serializers.ModelSerializer[Any]):
    """A strict serializer of a model, with the model's own rules."""
