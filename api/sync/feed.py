"""What changed since a phone last asked, in the order of the person's own numbers."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection

from api import columns
from api.sync.cursor import Position, Stand
from api.sync.documents import changed_documents
from api.sync.kinds import Kind
from api.sync.registry import PULLED
from coach.models import Person

# One statement sees all tables at one moment; each part walks its index of (person, seq) and stops early.
HEADS = " UNION ALL ".join(
    f"(SELECT '{kind.type}', id, seq, {kind.gone} FROM {kind.model._meta.db_table}"  # noqa: S608, SLF001  # our own names
    " WHERE person_id = %(person)s AND seq > %(since)s ORDER BY seq LIMIT %(most)s)"
    for kind in PULLED.values()
)
CHANGED = f"SELECT * FROM ({HEADS}) AS change (type, id, seq, deleted) ORDER BY seq LIMIT %(most)s"  # noqa: S608


@dataclass(frozen=True)
class Page:
    changes: list[dict[str, Any]]
    position: Position
    has_more: bool


@dataclass(frozen=True)
class Head:
    """A change without its content."""

    kind: Kind
    id: UUID
    seq: int
    deleted: bool


def page(
    person: Person, since: Position, stand: Stand, *, limit: int, at: dt.datetime, context: Mapping[str, Any]
) -> Page:
    """At most `limit` changed rows after `since`; the page that is the last one ends with the documents."""
    heads = _heads(person, since.seq, limit + 1) if stand.seq > since.seq else []
    has_more, heads = len(heads) > limit, heads[:limit]
    changes = list(_filled(person, since.seq, heads, context))
    reached = replace(since, seq=heads[-1].seq if heads else since.seq)
    if has_more:
        return Page(changes, reached, has_more=True)
    reached = replace(reached, seq=max(reached.seq, stand.seq))
    documents, stamps = changed_documents(person, since.documents, at=at)
    changes += [
        {"type": type_, "id": person.pk, "seq": reached.seq, "deleted": False, "data": data}
        for type_, data in documents
    ]
    return Page(changes, replace(reached, documents=stamps), has_more=False)


def _heads(person: Person, since: int, most: int) -> list[Head]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, {"person": person.pk, "since": since, "most": most})
        return [Head(PULLED[type_], *rest) for type_, *rest in cursor.fetchall()]


def _filled(
    person: Person, since: int, heads: list[Head], context: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Each head with its content. One that changed a moment ago is left out: it comes later, further on."""
    content: dict[int, Any] = {}
    for kind in {head.kind.type: head.kind for head in heads if not head.deleted}.values():
        rows = kind.model.everything.filter(person=person, seq__gt=since, seq__lte=heads[-1].seq)
        for row in columns.read(kind.serializer(context=context), rows):
            content[row["seq"]] = row
    for head in heads:
        if head.deleted or head.seq in content:
            yield {
                "type": head.kind.type,
                "id": head.id,
                "seq": head.seq,
                "deleted": head.deleted,
                "data": None if head.deleted else content[head.seq],
            }
