"""What a phone reads and never writes, and what is no row of its own: each one whole, whenever it changed.

A document has no number. Its stamp, taken from its content, travels in the cursor instead.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from hashlib import blake2b
from typing import Any

from django.db import connection
from rest_framework import serializers

from api import columns
from api.nudges import NudgeSerializer
from api.questions import QuestionSerializer, asked
from api.rendering import dumps
from coach.models import Person

Read = Callable[[Person, dt.datetime], Any]
LIBRARY = """
SELECT left(md5(coalesce(string_agg(one, ',' ORDER BY one), '')), 12) FROM (
    SELECT concat_ws(' ', slug, content_hash, retired) FROM exercises_exercise
    UNION ALL SELECT concat_ws(' ', slug, version, content_hash, edited_at, retired) FROM exercises_programme
) AS library (one)
"""


class CatalogueDocumentSerializer(serializers.Serializer[Any]):
    stamp = serializers.CharField(help_text="when it differs, fetch exercises/ and programmes/ again")


class InboxDocumentSerializer(serializers.Serializer[Any]):
    nudges = NudgeSerializer(many=True)
    questions = QuestionSerializer(many=True)


def catalogue(person: Person, at: dt.datetime) -> Any:
    """The stamp of the library: when it differs, fetch `exercises/` and `programmes/` again."""
    with connection.cursor() as cursor:
        cursor.execute(LIBRARY)
        return {"stamp": cursor.fetchone()[0]}


def inbox(person: Person, at: dt.datetime) -> Any:
    """The nudges that wait for an answer and what we ask about plans, newest first."""
    waiting = person.nudges.open(at=at).order_by("-due_at", "-id")
    nudges = columns.read(NudgeSerializer(context={"person": person}), waiting)
    return {"nudges": nudges, "questions": asked(person)}


DOCUMENTS: Mapping[str, Read] = {"catalogue": catalogue, "inbox": inbox}


def changed_documents(
    person: Person, held: Mapping[str, str], *, at: dt.datetime
) -> tuple[list[tuple[str, Any]], dict[str, str]]:
    """The documents that differ from those `held` by stamp, and the stamps of all of them as they are."""
    now = {type_: read(person, at) for type_, read in DOCUMENTS.items()}
    stamps = {type_: stamp(data) for type_, data in now.items()}
    return [(type_, data) for type_, data in now.items() if stamps[type_] != held.get(type_)], stamps


def stamp(content: Any) -> str:
    return blake2b(dumps(content), digest_size=6).hexdigest()
