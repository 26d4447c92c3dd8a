"""What rooms above put into the list of clients, as the dashboard takes it."""

from collections.abc import Callable
from typing import Any

from coach.caseload import Column


def displayed(column: Column) -> Callable[[Any], Any]:
    """The column as a list of the dashboard takes it."""

    def cell(client: Any) -> Any:
        return column.shown(getattr(client, column.attribute))

    cell.__name__ = column.name
    cell.short_description = column.label  # type: ignore[attr-defined]
    cell.admin_order_field = f"-{column.attribute}"  # type: ignore[attr-defined]
    return cell
