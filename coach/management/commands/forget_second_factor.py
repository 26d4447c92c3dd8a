"""`manage.py forget_second_factor EMAIL`: for a colleague whose phone and recovery codes are gone."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coach.models import Person


class Command(BaseCommand):
    help = "Forget the second factor of somebody who lost it; they set up a new one when they next sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = Person.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError(f"Nobody has the address {email}.")
        removed, _ = Authenticator.objects.filter(user=person).delete()
        self.stdout.write(f"{email}: {removed} authenticators forgotten.")
