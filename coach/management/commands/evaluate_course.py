"""How good is the course engine? A doorway to `coach.course.evaluation`, which does the work."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from coach.course.evaluation import run
from coach.course.evaluation.generators import GENERATORS
from coach.course.evaluation.refit import refit


class Command(BaseCommand):
    help = "Measure the course engine on invented people whose true course is known."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=1000, help="invented people per generator")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same table")
        parser.add_argument("--out", type=Path, help="folder for the plots (SVG)")
        parser.add_argument(
            "--refit", action="store_true", help="fit the calibration on training people instead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["refit"]:
            for shift, worst in refit(GENERATORS).items():
                self.stdout.write(f"{shift:+.2f}  worst calibration error {worst:.2f} of what is allowed")
            return
        for line in run.evaluation(options["people"], options["seed"], options["out"]):
            self.stdout.write(line)
