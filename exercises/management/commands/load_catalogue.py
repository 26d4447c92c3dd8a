"""`manage.py load_catalogue`: our own exercises and programmes into the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from exercises import library, programmes, ready
from exercises.catalogue import CatalogueError, load
from exercises.library import Loaded


class Command(BaseCommand):
    help = "Load our own exercises and programmes, corrections included. Safe to run any number of times."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            catalogue = load()
            templates = programmes.load(catalogue)
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            self._say("Catalogue", library.load(catalogue))
            self._say("Programmes", ready.load(templates))

    def _say(self, what: str, loaded: Loaded) -> None:
        self.stdout.write(
            f"{what}: {loaded.added} added, {loaded.corrected} corrected, "
            f"{loaded.unchanged} unchanged, {loaded.retired} retired."
        )
