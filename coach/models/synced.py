"""Rows that a phone keeps a copy of, makes and changes itself, also while it is offline.

Every change of such a row takes the person's next number (see `numbering`). Deleting leaves a tombstone
behind, because a phone that was offline must hear of it.
"""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import pgtrigger
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from .history import ANY_CHANGE
from .inserting import inserted, is_taken
from .numbering import ALLOCATE, Numbered


class Outcome(StrEnum):
    """What became of a put or a burial."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Conflict(Exception):
    """The row changed since the copy this write was based on; `current` is the server's."""

    def __init__(self, current: "Synced") -> None:
        super().__init__(current.pk)
        self.current = current


class Gone(Exception):
    """The row was deleted; a deletion wins over any edit. `current` is the tombstone."""

    def __init__(self, current: "Synced") -> None:
        super().__init__(current.pk)
        self.current = current


@dataclass(frozen=True)
class Put:
    """Content under an id that the client made; `base_seq`: the version it was changed from, if any."""

    row_id: UUID
    content: Mapping[str, Any]
    base_seq: int | None = None


Row = TypeVar("Row", bound="Synced")
HELD = 'SELECT * FROM "{table}" WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE'


class LiveManager(models.Manager[Row]):
    """The rows that were not deleted. Reached as `person.diary`, it sees that person's rows only."""

    def get_queryset(self) -> models.QuerySet[Row]:
        return super().get_queryset().filter(deleted_at__isnull=True)

    def put(
        self, row_id: UUID, content: Mapping[str, Any], *, base_seq: int | None = None
    ) -> tuple[Row, Outcome]:
        """Store `content` under an id that the client made. The same call again changes nothing.

        Raises `Conflict` where the row differs and `base_seq` is not its current one, `Gone` where it was
        deleted, `DoesNotExist` where the id is somebody else's.
        """
        (became,) = self.put_many([Put(row_id, content, base_seq)])
        if isinstance(became, Exception):
            raise became
        return became

    def put_many(
        self, puts: Sequence[Put]
    ) -> "list[tuple[Row, Outcome] | Conflict | Gone | ObjectDoesNotExist]":
        """Store each, no id twice, in the order given; returns what `put` returns, or what it would raise."""
        try:
            with transaction.atomic():
                return self._put_all({put.row_id: put for put in puts})
        except IntegrityError as error:
            if not is_taken(error, self.model):
                raise
            return self.put_many(puts)  # another request stored one of these ids a moment earlier

    def bury(self, row_id: UUID, *, at: dt.datetime) -> tuple[Row, Outcome]:
        """Leave a tombstone. Burying twice is burying once; `DoesNotExist` for somebody else's id."""
        with transaction.atomic():
            row = self._held([row_id]).get(row_id)
            if row is None or row.person_id != self._owner_id:
                raise self.model.DoesNotExist
            if row.deleted_at is not None:
                return row, Outcome.UNCHANGED
            row.deleted_at = at
            return self._saved(row, ["deleted_at"])

    def _put_all(
        self, puts: Mapping[UUID, Put]
    ) -> "list[tuple[Row, Outcome] | Conflict | Gone | ObjectDoesNotExist]":
        """One alone is most often new, and is not looked for first.

        Of several, those that are there are locked before any is made. Making one holds the person's counter,
        and whoever changes a row asks for that last: two requests would wait for each other in a circle.
        """
        held = self._held(puts) if len(puts) > 1 else {}
        made = self._made([put for row_id, put in puts.items() if row_id not in held])
        held |= self._held(puts.keys() - held.keys() - made.keys())
        return [
            (made[row_id], Outcome.CREATED) if row_id in made else self._put(held[row_id], put)
            for row_id, put in puts.items()
        ]

    def _held(self, ids: Collection[UUID]) -> dict[UUID, Row]:
        """The stored rows of these ids, whoever owns them, locked until commit.

        In order of their id, so that two requests wait for each other and never in a circle; without the
        key, so that a row which points here can be stored meanwhile.
        """
        if not ids:
            return {}
        table = self.model._meta.db_table  # noqa: SLF001
        return {row.pk: row for row in self.model.everything.raw(HELD.format(table=table), [list(ids)])}

    def _made(self, puts: Sequence[Put]) -> dict[UUID, Row]:
        """Those that are new, in one statement."""
        return {row.pk: row for row in inserted([self._new(put) for put in puts])}

    def _new(self, put: Put) -> Row:
        return self.model(id=put.row_id, person_id=self._owner_id, **put.content)

    def _put(self, row: Row, put: Put) -> "tuple[Row, Outcome] | Conflict | Gone | ObjectDoesNotExist":
        """Change a row that is there already, or say why not."""
        if row.person_id != self._owner_id:
            return self.model.DoesNotExist()
        if row.deleted_at is not None:
            return Gone(row)
        changes = {name: value for name, value in put.content.items() if _differs(row, name, value)}
        if not changes:
            return row, Outcome.UNCHANGED
        if put.base_seq != row.seq:
            return Conflict(row)
        for name, value in changes.items():
            setattr(row, name, value)
        return self._saved(row, list(changes))

    def _saved(self, row: Row, changed: list[str]) -> tuple[Row, Outcome]:
        row.save(update_fields=changed)
        row.refresh_from_db(fields=[field.name for field in self.model._meta.db_returning_fields])  # noqa: SLF001
        return row, Outcome.UPDATED

    @property
    def _owner_id(self) -> UUID:
        return self.instance.pk  # type: ignore[attr-defined, no-any-return]  # set by Django's related manager


def _differs(row: models.Model, name: str, value: Any) -> bool:
    """Compares a row it points to by its id, and so reads nothing."""
    if isinstance(value, models.Model):
        return bool(getattr(row, f"{name}_id") != value.pk)
    return bool(getattr(row, name) != value)


class Synced(Numbered):
    """Base of every row that a phone makes, changes and deletes."""

    created_at = models.DateTimeField(_("stored at"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True, editable=False)

    everything: ClassVar[models.Manager[Any]] = models.Manager()
    objects: ClassVar[LiveManager[Any]] = LiveManager()

    class Meta(Numbered.Meta):
        abstract = True
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = [
            *Numbered.Meta.triggers,
            pgtrigger.Trigger(
                name="allocate_seq_on_update",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=ANY_CHANGE,
                func=ALLOCATE,
            ),
        ]
