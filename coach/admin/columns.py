"""Columns that rooms above put into the list of clients, without this room knowing theirs."""

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

    def displayed(self) -> Callable[[Any], Any]:
        """The column as a list of the dashboard takes it."""

        def cell(client: Any) -> Any:
            return self.shown(getattr(client, self.attribute))

        cell.__name__ = self.name
        cell.short_description = self.label  # type: ignore[attr-defined]
        cell.admin_order_field = f"-{self.attribute}"  # type: ignore[attr-defined]
        return cell


OFFERED: list[Column] = []


def offer(column: Column) -> None:
    """Put `column` at the end of the list of clients; offering a name twice replaces the first."""
    OFFERED[:] = [*(one for one in OFFERED if one.name != column.name), column]
