"""Taking in a batch once. The same batch again gets the same bytes, whatever happened to the rows since."""

import datetime as dt
import json
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from api.rendering import dumps
from api.sync import items
from api.sync.batch import Batch
from coach.models import Person


@transaction.atomic
def take_in(person: Person, changes: list[Any], *, at: dt.datetime, context: dict[str, Any]) -> bytes:
    """The answer to a batch, as JSON. One batch of a person at a time: another one waits.

    Kept is the answer to a batch that changed something. One that changed nothing is looked at afresh, so
    that what was refused for want of a consent goes through once that is given.
    """
    Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)
    digest = sha256(f"{get_language()} {json.dumps(changes, sort_keys=True)}".encode()).hexdigest()
    earlier = person.receipts.filter(digest=digest).first()
    if earlier is not None:
        return str(earlier.answer).encode()
    wellformed, answers = items.read(changes)
    answers |= Batch(person, at=at, context=context).apply(wellformed)
    results = [answers[place] for place in range(len(changes))]
    answer = dumps({"results": results})
    if any(result["status"] == "applied" for result in results):
        person.receipts.create(digest=digest, answer=answer.decode(), at=at)
    return answer
