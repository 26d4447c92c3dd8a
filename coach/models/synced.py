"""Rows that a phone keeps a copy of.

Every such row carries `seq`, a number from one counter per person. A trigger allocates it inside the writing
transaction, by an UPDATE that holds the counter until commit: no reader can see number 8 while 7 is still on
its way, so a phone that asks for "everything after 8" never misses a late committer. Deleting leaves a
tombstone behind, because a phone that was offline must hear of it.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from .fields import ReturnedBigInteger, new_id
from .history import ANY_CHANGE


class Outcome(StrEnum):
    """What became of a put."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Conflict(Exception):
    """The row changed since the copy this write was based on; `current` is the server's."""

    def __init__(self, current: "Synced") -> None:
        super().__init__(current.pk)
        self.current = current


class Gone(Exception):
    """The row was deleted; a deletion wins over any edit."""


Row = TypeVar("Row", bound="Synced")


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
        with transaction.atomic():
            current = self._locked(row_id) or self._created(row_id, content)
            if isinstance(current, tuple):
                return current
            return self._changed(current, content, base_seq)

    def bury(self, row_id: UUID, *, at: dt.datetime) -> None:
        """Leave a tombstone. Burying twice is burying once; `DoesNotExist` for somebody else's id."""
        with transaction.atomic():
            current = self._locked(row_id)
            if current is None:
                raise self.model.DoesNotExist
            if current.deleted_at is None:
                current.deleted_at = at
                current.save(update_fields=["deleted_at"])

    def _locked(self, row_id: UUID) -> Row | None:
        row = self.model.everything.select_for_update(of=("self",)).filter(pk=row_id).first()
        if row is not None and row.person_id != self._owner_id:
            raise self.model.DoesNotExist
        return row

    def _created(self, row_id: UUID, content: Mapping[str, Any]) -> Row | tuple[Row, Outcome]:
        """The new row, or the one that another request with this id stored a moment earlier."""
        try:
            with transaction.atomic():
                return self.create(id=row_id, **content), Outcome.CREATED
        except IntegrityError:
            row = self._locked(row_id)
            if row is None:
                raise
            return row

    def _changed(self, row: Row, content: Mapping[str, Any], base_seq: int | None) -> tuple[Row, Outcome]:
        if row.deleted_at is not None:
            raise Gone
        changes = {name: value for name, value in content.items() if getattr(row, name) != value}
        if not changes:
            return row, Outcome.UNCHANGED
        if base_seq != row.seq:
            raise Conflict(row)
        for name, value in changes.items():
            setattr(row, name, value)
        row.save(update_fields=list(changes))
        row.refresh_from_db(fields=["seq"])
        return row, Outcome.UPDATED

    @property
    def _owner_id(self) -> UUID:
        return self.instance.pk  # type: ignore[attr-defined, no-any-return]  # set by Django's related manager


class ChangeCounter(models.Model):
    """The last change number given out to one person. Narrow, so that its updates stay in place."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    seq = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.seq}"


ALLOCATE = """
INSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)
ON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1
RETURNING counter.seq INTO NEW.seq;
RETURN NEW;
"""


class Synced(models.Model):
    """Base of every row a phone holds."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seq = ReturnedBigInteger(_("change number"), default=0, editable=False)
    created_at = models.DateTimeField(_("stored at"), auto_now_add=True)
    deleted_at = models.DateTimeField(_("deleted at"), null=True, blank=True, editable=False)

    person_id: UUID
    everything: ClassVar[models.Manager[Any]] = models.Manager()
    objects: ClassVar[LiveManager[Any]] = LiveManager()

    class Meta:
        abstract = True
        base_manager_name = "everything"
        default_manager_name = "objects"
        triggers = [
            pgtrigger.Trigger(
                name="allocate_seq_on_insert",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ALLOCATE,
            ),
            pgtrigger.Trigger(
                name="allocate_seq_on_update",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=ANY_CHANGE,
                func=ALLOCATE,
            ),
        ]
