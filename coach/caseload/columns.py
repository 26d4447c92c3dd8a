"""What rooms above know of a client, put into the list without this room knowing theirs."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Column:
    """A value per client. `name` is unique among columns; `value(at)` is an expression on `Client`.

    `waits`: a number of things that wait for the physio. Whose is not 0 comes first, after the warning signs.
    """

    name: str
    label: Any
    value: Callable[[dt.datetime], Any]
    shown: Callable[[Any], Any] = str
    waits: bool = False

    @property
    def attribute(self) -> str:
        return f"column_{self.name}"


OFFERED: list[Column] = []


def offer(column: Column) -> None:
    """Put `column` at the end of the list of clients; offering a name twice replaces the first."""
    OFFERED[:] = [*(one for one in OFFERED if one.name != column.name), column]
