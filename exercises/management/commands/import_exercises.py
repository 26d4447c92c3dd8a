"""`manage.py import_exercises FILE --format …`: exercises of another collection, to be reviewed."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises.importing import FORMATS, Broken, Imported, import_file

NEXT = (
    "{waiting} wait for a physio, hidden from clients. They have no Dutch, and nothing says what they are\n"
    "good for, how long they take and in what position. In the dashboard, under Exercises, a physio writes\n"
    "that and then lets clients see the exercise; until it is complete, the dashboard refuses."
)


class Command(BaseCommand):
    help = "Bring exercises of another collection into the library. All of the file, or nothing of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--format", required=True, choices=sorted(FORMATS), help="how the file is written"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            imported = import_file(options["file"], options["format"])
        except Broken as broken:
            raise CommandError(f"{options['file']}: nothing was imported.\n{broken}") from broken
        self._report(imported)

    def _report(self, imported: Imported) -> None:
        loaded = imported.loaded
        self.stdout.write(f"{loaded.added + loaded.corrected} changed: {loaded}.")
        for slug, fields in loaded.left_alone:
            self.stdout.write(f"  left alone, because a physio changed it: {slug} ({', '.join(fields)})")
        if imported.waiting:
            self.stdout.write(NEXT.format(waiting=imported.waiting))
        if imported.unmapped:
            self.stdout.write("Not taken over, for want of a word of ours:")
        for (field, word), times in sorted(imported.unmapped.items()):
            self.stdout.write(f"  {times:5} × {field}: {word}")
