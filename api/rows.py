"""Rows that a phone makes, keeps and changes: one behaviour for all of them.

PUT stores under the phone's own id and may be repeated; DELETE leaves a tombstone and may be repeated; rows
are reached through the person who calls, so somebody else's row is one that does not exist.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.request import Request
from rest_framework.response import Response

from api import columns
from api.refusals import Conflicting, ConsentNeeded, Deleted
from api.strict import StrictModelSerializer
from coach.models import Conflict, Gone, Outcome, Person, Synced
from coach.models.consent import Purpose


class RowSerializer(StrictModelSerializer):
    """`seq` is the version a phone holds; it comes back as `base_seq` with a change."""

    seq = serializers.IntegerField(read_only=True, help_text="the version; grows with each change")
    base_seq = serializers.IntegerField(
        write_only=True,
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        help_text="the `seq` of the copy this change was made to; needed to change a stored row",
    )

    def to_internal_value(self, data: Any) -> Any:
        """A PUT says everything: what it leaves out gets the model's default, so a replay compares equal."""
        given = super().to_internal_value(data)
        for name, default in self._defaults.items():
            if name not in given:
                given[name] = default()
        return given

    @cached_property
    def _defaults(self) -> dict[str, Callable[[], Any]]:
        model: type[Synced] = self.Meta.model
        columns = {field.name: field for field in model._meta.concrete_fields}  # noqa: SLF001
        return {name: columns[name].get_default for name in columns.keys() & self._writable}


class Lists(viewsets.GenericViewSet[Any]):
    """A list in pages, read straight from the columns."""

    ordering: tuple[str, ...]

    @cached_property
    def serializer(self) -> Any:
        """One for a whole request: making one costs as much as using it ten times."""
        return self.get_serializer()

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.filter_queryset(self.get_queryset())  # a search brings an order of its own
        reading = columns.Reading(self.serializer, rows, self.ordering)
        page: Any = self.paginate_queryset(reading.rows)
        return self.get_paginated_response(reading.said(page))


class ListsAndItems(Lists):
    """A list and its items, read in the same way."""

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(self.one(kwargs["pk"]))

    def one(self, pk: Any) -> dict[str, Any]:
        """What is said of it; 404 where the caller has no such row."""
        reading = columns.Reading(self.serializer, self.filter_queryset(self.get_queryset()))
        [said] = reading.said([get_object_or_404(reading.rows, pk=pk)])
        return said


class Listed(Lists):
    """List a person's rows of one kind."""

    def mine(self) -> Any:
        """The person's live rows, as their own manager."""
        raise NotImplementedError

    def get_queryset(self) -> Any:
        return self.mine().all()


class Rows(mixins.RetrieveModelMixin, Listed):
    """List, read, put and delete the caller's own rows of one kind."""

    http_method_names = ["get", "put", "delete", "head", "options"]
    lookup_value_converter = "uuid"
    purpose: ClassVar[Purpose | None]  # what storing one needs consent for

    def update(self, request: Request, pk: UUID) -> Response:
        if self.purpose is not None:
            require(request.user, self.purpose)
        content = dict(self.serializer.run_validation(request.data))
        return self.stored(pk, content, content.pop("base_seq", None))

    def stored(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> Response:
        """The row as it stands after a put, or the problem that kept it from being stored."""
        try:
            row, outcome = self.store(pk, content, base_seq)
        except Conflict as conflict:
            raise Conflicting(self.serializer.to_representation(conflict.current)) from conflict
        except Gone as gone:
            raise Deleted from gone
        except ObjectDoesNotExist as error:
            raise Http404 from error
        created = status.HTTP_201_CREATED if outcome is Outcome.CREATED else status.HTTP_200_OK
        return Response(self.serializer.to_representation(row), created)

    def destroy(self, request: Request, pk: UUID) -> Response:
        try:
            self.discard(pk)
        except ObjectDoesNotExist as error:
            raise Http404 from error
        return Response(status=status.HTTP_204_NO_CONTENT)

    def store(self, pk: UUID, content: Mapping[str, Any], base_seq: int | None) -> tuple[Synced, Outcome]:
        """Put the row; a kind whose rows have consequences does more here."""
        stored: tuple[Synced, Outcome] = self.mine().put(pk, content, base_seq=base_seq)
        return stored

    def discard(self, pk: UUID) -> None:
        self.mine().bury(pk, at=timezone.now())


def require(person: Any, purpose: Purpose) -> None:
    """Refuse with a problem that names the purpose, unless the person's latest word on it is yes."""
    if not isinstance(person, Person) or not person.agrees_to(purpose):
        raise ConsentNeeded(purpose.value)
