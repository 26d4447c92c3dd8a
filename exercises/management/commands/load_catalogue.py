"""`manage.py load_catalogue`: our own exercises, cards and programmes into the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from exercises import library, programmes, ready
from exercises.catalogue import CatalogueError, load
from exercises.library import Loaded


class Command(BaseCommand):
    help = "Load our own exercises, cards and programmes, corrections included. Run it as often as you like."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            catalogue = load()
            templates = programmes.load(catalogue)
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            exercises, cards = library.load(catalogue)
            self._say("Exercises", exercises)
            self._say("Cards", cards)
            self._say("Programmes", ready.load(templates))

    def _say(self, what: str, loaded: Loaded) -> None:
        self.stdout.write(f"{what}: {loaded}.")
        for slug, fields in loaded.left_alone:
            self.stdout.write(f"  left alone, because a physio changed it: {slug} ({', '.join(fields)})")
