"""`manage.py load_catalogue`: our own exercises into the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from exercises import library
from exercises.catalogue import CatalogueError, load


class Command(BaseCommand):
    help = "Load our own exercises, corrections included. Safe to run at any time, any number of times."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            loaded = library.load(load())
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Catalogue: {loaded.added} added, {loaded.corrected} corrected, "
            f"{loaded.unchanged} unchanged, {loaded.retired} retired."
        )
