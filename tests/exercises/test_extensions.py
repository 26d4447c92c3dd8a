"""What a database administrator is told where the service may not help itself."""

import pytest
from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.state import ProjectState

from exercises.extensions import Extension

pytestmark = pytest.mark.django_db


def create(name: str) -> None:
    with connection.schema_editor(atomic=False) as editor:
        Extension(name).database_forwards("exercises", editor, ProjectState(), ProjectState())


def test_an_extension_that_is_there_is_left_alone_by_a_role_that_could_not_create_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE coach_test_visitor")
        cursor.execute("SET LOCAL ROLE coach_test_visitor")
        create("pg_trgm")
        cursor.execute("RESET ROLE")


def test_a_role_that_may_not_create_it_is_told_what_an_administrator_has_to_run() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE coach_test_visitor")
        cursor.execute("SET LOCAL ROLE coach_test_visitor")
        with pytest.raises(CommandError, match="CREATE EXTENSION IF NOT EXISTS citext;") as refused:
            create("citext")
        cursor.execute("RESET ROLE")
    assert "permission denied" in str(refused.value)
    assert str(connection.settings_dict["NAME"]) in str(refused.value)


def test_an_extension_that_the_server_does_not_have_names_the_package() -> None:
    with pytest.raises(CommandError, match="postgresql-contrib"):
        create("no_such_extension")
