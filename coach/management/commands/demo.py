"""`manage.py demo`: an invented company of people on the running service, made through its API."""

import http.client
import time
from argparse import ArgumentParser
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from coach.demo import staff
from coach.demo.cast import LARGEST, OFFICES, STAFF_MAIL, Member, address, the_cast
from coach.demo.letters import Letterbox, NoLetterError
from coach.demo.moving_in import last_entry
from coach.demo.phone import RefusedError
from coach.demo.stage import Stage

PASSWORD = "samen-in-beweging"  # noqa: S105  of the demonstration only, which production refuses
PATIENCE = 30.0  # seconds for the service to answer at all


class Command(BaseCommand):
    help = "Fill the running service with a demonstration: people, plans, six weeks of diaries, nudges."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", default="http://127.0.0.1:8000", help="where the service answers")
        parser.add_argument("--people", type=int, default=LARGEST, help=f"how many, 1 to {LARGEST}")
        parser.add_argument("--data", help="the data folder, as for every command")

    def handle(self, *_args: Any, **options: Any) -> None:
        _refuse_where_it_does_not_belong()
        if not 1 <= options["people"] <= LARGEST:
            raise CommandError(f"--people takes 1 to {LARGEST}.")
        cast, now = the_cast(options["people"]), timezone.now()
        stands = staff.stands([last_entry(member, now) for member in cast])
        self._perform(options["url"], cast, again=stands)
        self._say(_logins(cast))

    def _perform(self, url: str, cast: list[Member], *, again: bool) -> None:
        _wait_for(url)
        stage = Stage(url, PASSWORD, Letterbox(Path(settings.EMAIL_FILE_PATH)), self._say, timezone.now)
        try:
            if again:
                moved = stage.repeat(cast)
                self._say(f"The demonstration stands already; {moved} people now work around this hour.")
            else:
                stage.perform(cast, staff.prepare(cast, PASSWORD, at=timezone.now()))
        except (RefusedError, NoLetterError, OSError, http.client.HTTPException) as error:
            raise CommandError(
                f"The demonstration is not complete; run it again to go on. {error}"
            ) from error
        except KeyboardInterrupt:
            raise CommandError("Interrupted; run it again to go on.") from None

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _refuse_where_it_does_not_belong() -> None:
    if settings.PRODUCTION:
        raise CommandError("The demonstration has known passwords; it does not belong in production.")
    if not getattr(settings, "EMAIL_FILE_PATH", None):
        raise CommandError("The demonstration reads its mail from a folder; run it with EMAIL_URL unset.")


def _wait_for(url: str) -> None:
    address_of = urlsplit(url)
    deadline = time.monotonic() + PATIENCE
    while not _answers(address_of.hostname or "", address_of.port):
        if time.monotonic() > deadline:
            raise CommandError(f"Nothing answers at {url}. Start the service first: python manage.py up")
        time.sleep(0.2)


def _answers(host: str, port: int | None) -> bool:
    line = http.client.HTTPConnection(host, port, timeout=5)
    try:
        line.request("GET", "/api/v1/me/")
        return line.getresponse().status == HTTPStatus.UNAUTHORIZED
    except OSError:
        return False
    finally:
        line.close()


def _logins(cast: list[Member]) -> str:
    physios = ", ".join(office.physio_email for office in OFFICES)
    return (
        f"Log in with the password {PASSWORD}. In /admin/: {staff.KEEPER} (everything), physios {physios}. "
        f"Over the API: {address(staff.MANAGER, STAFF_MAIL)} (programme manager), {cast[0].email} (a person)."
    )
