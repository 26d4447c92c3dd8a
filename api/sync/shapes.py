"""How changes and their answers look in the document: told apart by one word, each with its own content."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from api.schema import ProblemDetailSerializer
from api.strict import StrictSerializer
from api.sync.documents import CatalogueDocumentSerializer, InboxDocumentSerializer
from api.sync.items import ChangeSerializer
from api.sync.registry import PULLED, WRITTEN

LARGEST_LIMIT = 500
Shape = type[serializers.Serializer[Any]]
Shown = type[serializers.Field[Any, Any, Any, Any]]

TYPES = [(type_, type_) for type_ in sorted(WRITTEN)]


def only(word: str) -> serializers.Field[Any, Any, Any, Any]:
    """A field that always holds this word."""
    shown: Shown = extend_schema_field({"type": "string", "const": word})(
        type("Word", (serializers.CharField,), {})
    )
    return shown()


def shape(base: Shape, word: str, data: serializers.Serializer[Any]) -> Shape:
    """`base` for the type `word`, with its content."""
    name = base.__name__.removesuffix("Serializer") + "".join(map(str.capitalize, word.split("_")))
    return type(f"{name}Serializer", (base,), {"type": only(word), "data": data, "__doc__": base.__doc__})


def one_of(name: str, told_by: str, shapes: Mapping[str, Shape]) -> serializers.Field[Any, Any, Any, Any]:
    """A field that holds one of `shapes`; which one, its own field `told_by` says."""
    proxy = PolymorphicProxySerializer(name, dict(shapes), resource_type_field_name=told_by)
    shown: Shown = extend_schema_field(proxy)(type(f"{name}Field", (serializers.JSONField,), {}))
    return shown()


class ChangedSerializer(serializers.Serializer[Any]):
    """One change of what the server holds."""

    id = serializers.UUIDField()
    seq = serializers.IntegerField(help_text="send it back as `base_seq` when you change the row")
    deleted = serializers.BooleanField()


@extend_schema_field(
    PolymorphicProxySerializer(
        "SyncedRow",
        [kind.serializer for kind in WRITTEN.values() if kind.pulled],
        resource_type_field_name=None,
    )
)
class RowField(serializers.JSONField):
    """The row as its own route shows it."""


class AppliedSerializer(serializers.Serializer[Any]):
    status = only("applied")
    type = serializers.ChoiceField(choices=TYPES)
    id = serializers.UUIDField()
    seq = serializers.IntegerField(allow_null=True, help_text="the version the server has now")


class UnchangedSerializer(AppliedSerializer):
    """The server had it like that."""

    status = only("unchanged")


class ConflictSerializer(AppliedSerializer):
    """It changed since `base_seq`: merge with `current` and send it again with `seq`."""

    status = only("conflict")
    current = RowField(help_text="the server's copy")


class RejectedSerializer(serializers.Serializer[Any]):
    status = only("rejected")
    type = serializers.ChoiceField(choices=TYPES, allow_null=True, help_text="null: it was no change at all")
    id = serializers.UUIDField(allow_null=True)
    seq = serializers.IntegerField(allow_null=True, help_text="of its deletion, where it is deleted")
    errors = ProblemDetailSerializer(  # type: ignore[assignment]  # a field, not the property
        many=True, help_text="what to mend, as in a problem"
    )


CONTENT = {
    **{kind.type: kind.serializer for kind in PULLED.values()},
    "catalogue": CatalogueDocumentSerializer,
    "inbox": InboxDocumentSerializer,
}
CHANGED = {
    type_: shape(ChangedSerializer, type_, content(allow_null=True, help_text="null for a deletion"))
    for type_, content in CONTENT.items()
}
CHANGES = {
    type_: shape(ChangeSerializer, type_, kind.serializer(required=False, allow_null=True))
    for type_, kind in WRITTEN.items()
}
RESULTS = {
    "applied": AppliedSerializer,
    "unchanged": UnchangedSerializer,
    "conflict": ConflictSerializer,
    "rejected": RejectedSerializer,
}


class FeedSerializer(serializers.Serializer[Any]):
    changes = serializers.ListField(
        child=one_of("Changed", "type", CHANGED), help_text="in the order of `seq`; documents last"
    )
    cursor = serializers.CharField(help_text="opaque; keep it, and ask with it next time")
    has_more = serializers.BooleanField(help_text="ask again at once")


class UploadSerializer(StrictSerializer):
    """As the document shows it. A bad change is answered in its place and not with a 400."""

    changes = serializers.ListField(
        child=one_of("Change", "type", CHANGES), max_length=LARGEST_LIMIT, help_text="applied in this order"
    )


class UploadedSerializer(serializers.Serializer[Any]):
    results = serializers.ListField(
        child=one_of("Result", "status", RESULTS), help_text="one for each change, in their order"
    )
