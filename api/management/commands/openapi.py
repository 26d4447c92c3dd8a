"""`manage.py openapi` writes the contract with the apps to `docs/openapi.json`."""

from typing import Any

from django.core.management.base import BaseCommand

from api.document import contract
from api.document.generator import document


class Command(BaseCommand):
    help = "Writes the OpenAPI document to docs/openapi.json."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        contract.CURRENT.write_text(contract.text(document()), "utf-8")
        self.stdout.write(f"{contract.CURRENT.relative_to(contract.CURRENT.parent.parent)} is up to date.")
