"""Many new rows in one statement with one parameter: JSON, which the database unfolds into rows of the table.

Django writes a placeholder for each value of each row where a table has an array, and for a hundred diary
entries spends more time on reading those 2,400 back than on anything else.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import orjson
from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, models
from psycopg import Binary
from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb

Row = TypeVar("Row", bound=models.Model)

INSERT = """
INSERT INTO "{table}" ({columns})
SELECT {columns} FROM json_populate_recordset(NULL::"{table}", %s) WITH ORDINALITY AS new
WHERE NOT EXISTS (SELECT FROM "{table}" AS old WHERE old.{key} = new.{key})
ORDER BY ordinality
RETURNING {key}, {returned}
"""


def inserted(rows: Sequence[Row]) -> list[Row]:
    """Store those of `rows`, all of one model, whose key is not there yet, in their order, and return them.

    What triggers set is read back. Raises what the database has against any of them, and then stores none; a
    key that another transaction stores at the same moment is such a thing, see `is_taken`.
    """
    if not rows:
        return []
    meta = rows[0]._meta  # noqa: SLF001
    returned = meta.db_returning_fields
    statement = INSERT.format(
        table=meta.db_table,
        columns=_names(meta.concrete_fields),
        key=_names([meta.pk]),
        returned=_names(returned),
    )
    # Itself: asked through `connection`, preparing a value costs as much again.
    database = connections[DEFAULT_DB_ALIAS]
    content = orjson.dumps([_content(row, database) for row in rows], default=_plainly)
    with database.cursor() as cursor:
        cursor.execute(statement, [content.decode()])
        told = {key: values for key, *values in cursor.fetchall()}
    made = [row for row in rows if row.pk in told]
    for row in made:
        _note(row, dict(zip(returned, told[row.pk], strict=True)))
    return made


def is_taken(error: IntegrityError, model: type[models.Model]) -> bool:
    """Whether this says that a key of `model` was there already."""
    why = error.__cause__
    return isinstance(why, UniqueViolation) and why.diag.constraint_name == f"{model._meta.db_table}_pkey"  # noqa: SLF001


def _content(row: models.Model, database: Any) -> dict[str, Any]:
    """By column, as Django prepares it."""
    fields: Sequence[Any] = row._meta.concrete_fields  # noqa: SLF001
    return {field.column: field.get_db_prep_save(field.pre_save(row, add=True), database) for field in fields}


def _note(row: models.Model, told: Mapping[Any, Any]) -> None:
    for field, value in told.items():
        setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001


def _names(fields: Sequence[Any]) -> str:
    return ", ".join(f'"{field.column}"' for field in fields)


def _plainly(value: Any) -> Any:
    """What Django has wrapped for its own statements; bytes as PostgreSQL writes them."""
    match value:
        case Jsonb():
            return value.obj
        case Binary():
            return f"\\x{bytes(value.obj).hex()}"
    return str(value)
