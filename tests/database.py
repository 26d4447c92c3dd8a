"""What stands in the database, to be compared before and after."""

from django.db import connection


def contents(*naming: object) -> dict[str, str]:
    """Table → a digest of all its rows, or of those alone that hold one of the values `naming`."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(
            " UNION ALL ".join(
                f"(SELECT '{table}', md5(coalesce(string_agg(line, '|' ORDER BY line), ''))"  # noqa: S608  # our own names
                f' FROM (SELECT one::text AS line FROM "{table}" one) held WHERE line LIKE ANY(%(naming)s))'
                for table in tables
            ),
            {"naming": [f"%{value}%" for value in naming] or ["%"]},
        )
        return dict(cursor.fetchall())


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The tables in which something changed."""
    return [table for table in after if before.get(table) != after[table]]
