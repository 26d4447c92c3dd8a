"""A phone's changes, applied one after the other in one transaction. Each item stands and falls by itself."""

import datetime as dt
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, transaction
from django.db.models import Q
from rest_framework import serializers

from api.diary import REMEMBERED
from api.refusals import ConsentNeeded, NotStored
from api.sync.items import Item, answer
from api.sync.kinds import Became, Kind
from api.sync.registry import REGISTRY
from coach.models import Outcome, Person, Put

logger = logging.getLogger(__name__)


class Batch:
    """One upload of one person. `context`: what the serializers want to know of the request."""

    def __init__(self, person: Person, *, at: dt.datetime, context: dict[str, Any]) -> None:
        self.person, self.at, self.context = person, at, context
        self._serializers: dict[str, Any] = {}  # making one costs as much as using it ten times
        self._changed: dict[str, dict[UUID, Any]] = defaultdict(dict)

    def apply(self, items: Sequence[Item]) -> dict[int, dict[str, Any]]:
        """Place → what became of the item. What changed is followed up once, at the end."""
        self._lock(items)
        answers: dict[int, dict[str, Any]] = {}
        for run in runs(items):
            self.context.pop(REMEMBERED, None)  # what an earlier run deleted is not there for this one
            for item, became in zip(run, self._stored(run), strict=True):
                self._note(item, became)
                answers[item.place] = answer(item, became, self._serializer(item.kind))
        for kind in REGISTRY:
            if kind.follow_up and kind.type in self._changed:
                kind.follow_up(self._changed[kind.type].values(), at=self.at)
        return answers

    def _lock(self, items: Sequence[Item]) -> None:
        """Take all stored rows first, always in the same order, so that nobody waits in a circle."""
        for kind in REGISTRY:
            ids = {item.id for item in items if item.kind is kind}
            wanted = Q(pk__in=ids)
            if any(item.kind.touches == kind.type for item in items):
                wanted |= Q(person=self.person)
            elif not ids:
                continue
            rows = kind.model._base_manager.filter(wanted).order_by("pk")  # noqa: SLF001
            list(rows.select_for_update(no_key=True).values_list("pk"))

    def _stored(self, run: Sequence[Item]) -> Sequence[Became]:
        """What became of each item of a run. Where the database refuses the run, each is tried alone."""
        try:
            with transaction.atomic():
                return self._buried(run) if run[0].deletes else self._put(run)
        except DatabaseError:
            if len(run) > 1:
                return [self._stored([item])[0] for item in run]
            logger.exception("a valid %s could not be stored", run[0].kind.type)
            return [NotStored()]

    def _put(self, run: Sequence[Item]) -> list[Became]:
        kind = run[0].kind
        if kind.purpose and not self.person.agrees_to(kind.purpose):
            return [ConsentNeeded(kind.purpose.value) for _ in run]
        checked = [self._checked(item) for item in run]
        puts = [one for one in checked if isinstance(one, Put)]
        became = iter(kind.put(self.person, puts, self.at) if kind.put else [])
        return [next(became) if isinstance(one, Put) else one for one in checked]

    def _checked(self, item: Item) -> Put | Exception:
        """The item with its content validated as the single route does, or what is wrong with it."""
        try:
            content = dict(self._serializer(item.kind).run_validation(item.data))
        except serializers.ValidationError as error:
            return serializers.ValidationError({"data": error.detail})
        return Put(item.id, content, content.pop("base_seq", item.base_seq))

    def _buried(self, run: Sequence[Item]) -> list[Became]:
        return [self._bury(item) for item in run]

    def _bury(self, item: Item) -> Became:
        try:
            return item.kind.bury(self.person, item.id, self.at)  # type: ignore[misc]  # a deletion has one
        except ObjectDoesNotExist as error:
            return error

    def _serializer(self, kind: Kind) -> Any:
        if kind.type not in self._serializers:
            self._serializers[kind.type] = kind.serializer(context=self.context)
        return self._serializers[kind.type]

    def _note(self, item: Item, became: Became) -> None:
        if not isinstance(became, Exception) and became[1] is not Outcome.UNCHANGED:
            self._changed[item.kind.type][item.id] = became[0]


def runs(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Neighbours of one type and one operation, no id twice: what can be stored in one statement."""
    run: dict[UUID, Item] = {}
    last: Item | None = None
    for item in items:
        if last and (item.id in run or (item.kind, item.deletes) != (last.kind, last.deletes)):
            yield list(run.values())
            run = {}
        run[item.id] = last = item
    if run:
        yield list(run.values())
