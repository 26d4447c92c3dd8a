"""One short text that changes whenever the library does, cheap enough to ask for at every request.

It is derived from the change history, which database triggers write in the transaction of each change, and
kept in the cache for `KEPT` seconds. Whoever changes the library through us has the kept one dropped at
commit; after a change by other hands (SQL, a crash between commit and drop) it is right again within `KEPT`
seconds. A lost cache costs one query.
"""

import hashlib
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Count, Max, Value
from redis.exceptions import RedisError

from exercises.models import Card, Exercise, Programme

KEPT = 60
KEY = "library-stamp"


def current() -> str:
    """As of now, or of up to `KEPT` seconds ago. Ask before reading what it is to stand for."""
    try:
        kept: str | None = cache.get(KEY)
        if kept is None:
            kept = _read()
            cache.set(KEY, kept, KEPT)
    except RedisError:
        return _read()
    return kept


def renew() -> None:
    """Call in the transaction of a change to the library."""
    transaction.on_commit(_drop)


def _drop() -> None:
    try:
        cache.delete(KEY)
    except RedisError:
        return  # it expires by itself


def _read() -> str:
    """Both the number of versions and the newest moment count: transactions may commit out of order."""
    exercises, *others = (_versions(model) for model in (Exercise, Card, Programme))
    return hashlib.sha256(repr(list(exercises.union(*others, all=True))).encode()).hexdigest()


def _versions(model: Any) -> Any:
    history = model.pgh_event_model.objects.order_by()
    return history.values(name=Value(model.__name__)).annotate(n=Count("*"), last=Max("pgh_created_at"))
