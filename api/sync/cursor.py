"""Where a phone stands, as an opaque text: tied to one person and to one life of one database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import connection

from api.refusals import ResyncNeeded
from coach.models import Person

# A restored backup hands out numbers a second time. Each way of restoring changes one of these: another
# cluster, another timeline of the same one, tables written anew.
STAND = """
SELECT coalesce(counter.seq, 0), coalesce(counter.pruned, 0),
       (pg_control_system()).system_identifier, left(pg_walfile_name(pg_current_wal_lsn()), 8),
       pg_relation_filenode('coach_changecounter')
FROM (VALUES (%s)) AS person (id) LEFT JOIN coach_changecounter counter ON counter.person_id = person.id
"""


@dataclass(frozen=True)
class Stand:
    """How far the server is with a person: the last number, the highest pruned one, and which life it is."""

    seq: int
    pruned: int
    epoch: str


@dataclass(frozen=True)
class Position:
    """A phone has every change up to `seq`; tombstones pruned up to `floor` cannot concern it.

    `documents`: type → the stamp of the copy it holds.
    """

    seq: int
    floor: int
    documents: Mapping[str, str] = field(default_factory=dict)


def stand(person: Person) -> Stand:
    with connection.cursor() as cursor:
        cursor.execute(STAND, [person.pk])
        seq, pruned, *life = cursor.fetchone()
    told = "|".join(map(str, [*life, settings.COACH_EPOCH]))
    return Stand(seq, pruned, blake2b(told.encode(), digest_size=6).hexdigest())


def seal(position: Position, person: Person, stand: Stand) -> str:
    content = [stand.epoch, position.seq, position.floor, position.documents]
    return _signer(person).sign_object(content)


def unseal(cursor: str, person: Person, stand: Stand) -> Position:
    """Raises `ResyncNeeded` for a cursor that does not fit this person's data, or does not any more."""
    try:
        epoch, seq, floor, documents = _signer(person).unsign_object(cursor)
    except BadSignature as error:
        raise ResyncNeeded from error
    if epoch != stand.epoch or seq > stand.seq or max(seq, floor) < stand.pruned:
        raise ResyncNeeded
    return Position(seq, floor, documents)


def _signer(person: Person) -> Signer:
    return Signer(salt=f"coach.sync.{person.pk}", sep=".")
