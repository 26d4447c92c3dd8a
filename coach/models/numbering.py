"""One sequence of change numbers per person, so that a phone can ask "what changed since 41?".

A trigger allocates `seq` inside the writing transaction, by an UPDATE that holds the person's counter until
commit: no reader can see number 8 while 7 is still on its way, so a phone that asks for "everything after 8"
never misses a late committer.
"""

from typing import Any, ClassVar
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import ReturnedBigInteger, new_id


class ChangeCounter(models.Model):
    """The last change number given out to one person. Narrow, so that its updates stay in place.

    `pruned`: the highest number of a tombstone that is there no more. A phone that stands before it may hold
    a row whose deletion it can never hear of.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    seq = models.BigIntegerField(default=0)
    pruned = models.BigIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.person_id}: {self.seq}"


ALLOCATE = """
INSERT INTO coach_changecounter AS counter (person_id, seq) VALUES (NEW.person_id, 1)
ON CONFLICT (person_id) DO UPDATE SET seq = counter.seq + 1
RETURNING counter.seq INTO NEW.seq;
RETURN NEW;
"""


class Numbered(models.Model):
    """Base of every row a phone holds a copy of. This much is enough for rows that are only ever added."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    seq = ReturnedBigInteger(_("change number"), default=0, editable=False)

    person_id: UUID
    everything: ClassVar[models.Manager[Any]]

    class Meta:
        abstract = True
        triggers = [
            pgtrigger.Trigger(
                name="allocate_seq_on_insert",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ALLOCATE,
            ),
        ]
