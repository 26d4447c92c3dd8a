"""`manage.py contact_sheet FILE`: every drawing on one page, to be looked at."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exercises import figures


class Command(BaseCommand):
    help = "Write one HTML page with every drawing of the library. A browser shows it, in light or dark."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--language", choices=("nl", "en"), default="nl", help="of the names")
        parser.add_argument("--columns", type=int, default=6, help="how many drawings beside each other")
        parser.add_argument("--moving", action="store_true", help="drawings that show the movement in a loop")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["columns"] < 1:
            raise CommandError("--columns has to be 1 or more.")
        page = figures.sheet(options["language"], options["columns"], animated=options["moving"])
        try:
            options["file"].write_text(page, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{len(figures.keys())} drawings are in {options['file']}.")
