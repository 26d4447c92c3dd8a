"""Clearing away, at night, what no phone asks for any more: old tombstones and their history, old answers."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Greatest
from pghistory.models import Event

from coach.models import ChangeCounter, Receipt, Synced

CHUNK = 1000  # tombstones in one transaction


def clear_away(*, at: dt.datetime, chunk: int = CHUNK) -> int:
    """Returns how many tombstones went. Twice, or two at once, is as good as once."""
    Receipt.objects.old(at=at).delete()
    before = at - dt.timedelta(days=settings.COACH_TOMBSTONE_DAYS)
    return sum(_prune(model, before, chunk) for model in synced_models())


def synced_models() -> Iterable[type[Synced]]:
    """Of every room."""
    return [model for model in apps.get_models() if issubclass(model, Synced)]


def _prune(model: type[Synced], before: dt.datetime, chunk: int) -> int:
    pruned = 0
    while gone := _prune_some(model, before, chunk):
        pruned += gone
    return pruned


@transaction.atomic
def _prune_some(model: type[Synced], before: dt.datetime, chunk: int) -> int:
    """Remove tombstones, and remember of each person how far: a phone that stands before it starts anew."""
    rows = unreferenced(model).filter(deleted_at__lt=before).order_by("person", "pk")
    held = rows.select_for_update(of=("self",), skip_locked=True)[:chunk]
    highest: dict[UUID, int] = defaultdict(int)
    ids = []
    for pk, person, seq in held.values_list("pk", "person", "seq"):
        ids.append(pk)
        highest[person] = max(highest[person], seq)
    for person, seq in highest.items():
        ChangeCounter.objects.filter(person=person).update(pruned=Greatest("pruned", seq))
    model.everything.filter(pk__in=ids).delete()
    for event in histories(model):
        event.objects.filter(pgh_obj__in=ids).delete()
    return len(ids)


def unreferenced(model: type[Synced]) -> QuerySet[Any]:
    """Rows that nothing else points to. What was said because of a row keeps it, though no phone shows it."""
    rows: QuerySet[Any] = model.everything.all()
    for relation in model._meta.related_objects:  # noqa: SLF001
        pointing = relation.related_model
        if not issubclass(pointing, Event):
            own = pointing._base_manager.filter(**{relation.field.attname: OuterRef("pk")})  # noqa: SLF001
            rows = rows.filter(~Exists(own))
    return rows


def histories(model: type[Synced]) -> list[Any]:
    """The tables that keep every version of its rows."""
    pointing = (relation.related_model for relation in model._meta.related_objects)  # noqa: SLF001
    return [one for one in pointing if issubclass(one, Event)]
