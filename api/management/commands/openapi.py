"""`manage.py openapi` writes the contract with the apps to `docs/openapi.json`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.document import contract
from api.document.generator import document


class Command(BaseCommand):
    help = "Writes the OpenAPI document to docs/openapi.json, unless it would break apps."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--release", action="store_true", help="promise it to apps: later changes are held to it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = document()
        faults = contract.faults(contract.read(contract.RELEASED), now)
        if faults:
            raise CommandError("\n".join(faults))
        for path in (contract.CURRENT, contract.RELEASED) if options["release"] else (contract.CURRENT,):
            path.write_text(contract.text(now), "utf-8")
            self.stdout.write(f"docs/{path.name} is up to date.")
