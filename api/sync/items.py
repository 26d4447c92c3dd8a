"""One change of a batch: as a phone writes it down, and what it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.exceptions import APIException, NotFound

from api.problems import errors_of
from api.refusals import Deleted
from api.strict import StrictSerializer
from api.sync.kinds import Became, Kind
from api.sync.registry import WRITTEN
from coach.models import Conflict, Gone, Outcome

LONGEST_TYPE = 32


@dataclass(frozen=True)
class Item:
    """A well-formed change; `place`: where it stands in the batch."""

    place: int
    kind: Kind
    deletes: bool
    id: UUID
    base_seq: int | None
    data: Mapping[str, Any]


class ContentField(serializers.Field[Any, Any, Any, Any]):
    """An object, looked into later, by the serializer of its type."""

    def to_internal_value(self, data: Any) -> Mapping[str, Any]:
        if not isinstance(data, Mapping):
            raise serializers.ValidationError(_("Give an object with the fields of this type."))
        return data


class ChangeSerializer(StrictSerializer):
    """One change made on the phone."""

    op = serializers.ChoiceField(choices=["put", "delete"])
    type = serializers.ChoiceField(choices=sorted(WRITTEN))
    id = serializers.UUIDField()
    base_seq = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=2**63 - 1)
    data = ContentField(required=False, allow_null=True)  # type: ignore[assignment]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["op"] == "put" and attrs.get("data") is None:
            message = _("A put says everything: give an object with the fields of this type.")
            raise serializers.ValidationError({"data": message}, code="required")
        if attrs["op"] == "delete" and WRITTEN[attrs["type"]].bury is None:
            raise serializers.ValidationError({"op": _("This type cannot be deleted.")}, code="not_deletable")
        return attrs


def read(changes: list[Any]) -> tuple[list[Item], dict[int, dict[str, Any]]]:
    """The well-formed changes, and by place what the others are answered."""
    checker, items, refused = ChangeSerializer(), [], {}
    for place, change in enumerate(changes):
        try:
            items.append(_item(place, checker.run_validation(change)))
        except serializers.ValidationError as error:
            refused[place] = {"type": None, "id": None, **_rejected(error)}
    return items, refused


def _item(place: int, given: Mapping[str, Any]) -> Item:
    return Item(
        place=place,
        kind=WRITTEN[given["type"]],
        deletes=given["op"] == "delete",
        id=given["id"],
        base_seq=given.get("base_seq"),
        data=given.get("data") or {},
    )


def answer(item: Item, became: Became, serializer: Any) -> dict[str, Any]:
    """`applied`, `unchanged`, `conflict` with the server's copy, or `rejected` with what is wrong."""
    return {"type": item.kind.type, "id": item.id, **_became(became, serializer)}


def _became(became: Became, serializer: Any) -> dict[str, Any]:
    match became:
        case Conflict():
            row = became.current
            return {"status": "conflict", "seq": row.seq, "current": serializer.to_representation(row)}
        case Gone():
            return {**_rejected(Deleted()), "seq": became.current.seq}
        case ObjectDoesNotExist():
            return _rejected(NotFound())
        case APIException():
            return _rejected(became)
        case Exception():
            raise became
        case row, outcome:
            status = "unchanged" if outcome is Outcome.UNCHANGED else "applied"
            return {"status": status, "seq": getattr(row, "seq", None)}


def _rejected(error: APIException) -> dict[str, Any]:
    return {"status": "rejected", "seq": None, "errors": errors_of(error)}
