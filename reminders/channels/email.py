"""E-mail, for plans that ask for it and for safety messages: the same neutral words, and a link into the app.

A mail server answers each message in the same conversation. What it refused was not taken; where the
conversation broke off, it may have been.
"""

import datetime as dt
import smtplib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from reminders.channels import ACCEPTED, Answer, Outcome, Parcel
from reminders.channels.post import NO_ANSWER, NO_TIME, NOT_SENT, PATIENCE, Patience
from reminders.channels.waiting import USUAL
from reminders.channels.words import TITLE, words


@dataclass(frozen=True)
class Email:
    """`app`: where a link opens the app; `connection`: makes a connection to the mail server."""

    app: str
    connection: Callable[[], Any] = mail.get_connection
    patience: Patience = PATIENCE

    def send(self, parcels: Sequence[Parcel], at: dt.datetime) -> list[Answer]:
        """Hand over one after the other in one conversation, and in a new one where it broke off."""
        return list(self._answers(parcels))

    def _answers(self, parcels: Sequence[Parcel]) -> Iterator[Answer]:
        begin_before = time.monotonic() + self.patience.batch
        server = self.connection()
        for parcel in parcels:
            answer = NO_TIME if time.monotonic() > begin_before else _hand_over(server, self._mail(parcel))
            yield answer
            if answer in {NOT_SENT, NO_ANSWER}:
                _hang_up(server)
                server = self.connection()
        _hang_up(server)

    def _mail(self, parcel: Parcel) -> EmailMessage:
        said = words(parcel.language, important=parcel.important)
        with translation.override(parcel.language):
            link = _("Read it in the app: %(link)s") % {"link": f"{self.app}/inbox/{parcel.message}"}
        headers = {"Auto-Submitted": "auto-generated", "X-Coach-Message": str(parcel.message)}
        return EmailMessage(f"{TITLE}: {said}", f"{said}\n\n{link}\n", to=[parcel.address], headers=headers)


def _hand_over(server: Any, message: EmailMessage) -> Answer:
    try:
        server.open()
    except (OSError, smtplib.SMTPException):
        return NOT_SENT
    try:
        server.send_messages([message])
    except ValueError:  # an address that cannot be written down at all: nothing was sent
        return Answer(Outcome.REFUSED, why="not an address")
    except smtplib.SMTPRecipientsRefused as error:
        return _refusal(max(code for code, _said in error.recipients.values()))
    except smtplib.SMTPResponseException as error:
        return _refusal(error.smtp_code)
    except (OSError, smtplib.SMTPException):
        return NO_ANSWER
    return ACCEPTED


def _refusal(code: int) -> Answer:
    """4yz: try again; 5yz: do not (RFC 5321, 4.2.1)."""
    why = f"SMTP {code}"
    return Answer(Outcome.LATER, USUAL, why) if code < 500 else Answer(Outcome.REFUSED, why=why)


def _hang_up(server: Any) -> None:
    with suppress(OSError, smtplib.SMTPException):
        server.close()
