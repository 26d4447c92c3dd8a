"""What a type of row needs so that phones can hold it: one entry in `api.sync.registry`."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from rest_framework import serializers

from coach.models import Numbered, Outcome, Person, Put, Synced
from coach.models.consent import Purpose

Became = tuple[Any, Outcome] | Exception  # the row and what became of it, or why nothing did
PutMany = Callable[[Person, Sequence[Put], dt.datetime], Sequence[Became]]
Bury = Callable[[Person, UUID, dt.datetime], tuple[Any, Outcome]]


class FollowUp(Protocol):
    def __call__(self, rows: Iterable[Any], /, *, at: dt.datetime) -> None: ...


BURIED = "deleted_at IS NOT NULL"


@dataclass(frozen=True)
class Kind:
    """One type. Without `put` a phone cannot write it; without a model that is `Numbered` it never gets it.

    `follow_up`: what changed rows lead to, called once for a whole batch. `touches`: the type of which that
    may change any row of the person's. `gone`: SQL over the columns of its table; where it is true, the phone
    hears of a deletion.
    """

    type: str
    serializer: Any
    model: Any
    put: PutMany | None = None
    bury: Bury | None = None
    purpose: Purpose | None = None
    follow_up: FollowUp | None = None
    gone: str = "FALSE"
    touches: str = ""

    @property
    def pulled(self) -> bool:
        return issubclass(self.model, Numbered)


def synced(
    type_: str,
    serializer: type[serializers.ModelSerializer[Any]],
    manager: str,
    purpose: Purpose,
    follow_up: FollowUp | None = None,
    touches: str = "",
) -> Kind:
    """A type that a phone reads and writes; `manager`: by which name a person has its rows."""

    def put(person: Person, puts: Sequence[Put], at: dt.datetime) -> Sequence[Became]:
        became: Sequence[Became] = getattr(person, manager).put_many(puts)
        return became

    def bury(person: Person, row_id: UUID, at: dt.datetime) -> tuple[Synced, Outcome]:
        became: tuple[Synced, Outcome] = getattr(person, manager).bury(row_id, at=at)
        return became

    model = serializer.Meta.model
    return Kind(type_, serializer, model, put, bury, purpose, follow_up, BURIED, touches)
