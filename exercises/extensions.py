"""Extensions of PostgreSQL that a migration asks for, and what to do where it may not have them."""

from typing import Any

from django.contrib.postgres.operations import CreateExtension
from django.core.management.base import CommandError
from django.db import DatabaseError, connections, transaction


class Extension(CreateExtension):
    """Create the extension unless it is there. Where that is refused, say what to ask the administrator."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                super().database_forwards(app_label, schema_editor, from_state, to_state)
        except DatabaseError as error:
            database = connections[schema_editor.connection.alias].settings_dict["NAME"]
            raise CommandError(
                f"The search needs PostgreSQL's extension {self.name}, and it cannot be created: {error}\n"
                f"Have an administrator of the server run, in the database {database}:\n"
                f"    CREATE EXTENSION IF NOT EXISTS {self.name};\n"
                "(package postgresql-contrib, where it is not there at all), then migrate again."
            ) from error
