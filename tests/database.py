"""What stands in the database, to be compared before and after."""

from django.db import connection


class Watched:
    """The database, or those rows alone that hold one of the values `naming`."""

    def __init__(self, *naming: object) -> None:
        self.naming = naming
        self.seen = contents(*naming)

    def changed(self) -> list[str]:
        """The tables in which something changed since this was last asked."""
        before, self.seen = self.seen, contents(*self.naming)
        return [table for table in self.seen if before.get(table) != self.seen[table]]


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
