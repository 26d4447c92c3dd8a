"""Change history, written by database triggers: bulk updates and raw SQL leave their trace too."""

from collections.abc import Callable
from typing import Any

import pghistory
import pgtrigger

# Compared as stored bytes, because a sealed value cannot be compared otherwise.
ANY_CHANGE = pgtrigger.Condition("OLD.* IS DISTINCT FROM NEW.*")


def recorded(*, exclude: tuple[str, ...] = ()) -> Callable[[Any], Any]:
    """Keep every version of a row in a table beside it: as inserted, after each change, as deleted."""
    decorate: Callable[[Any], Any] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(condition=ANY_CHANGE),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
    )
    return decorate
