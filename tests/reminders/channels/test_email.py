"""E-mail, against a mail server on this machine."""

import socket
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.mail.backends.smtp import EmailBackend

from reminders.channels import Answer, Outcome
from reminders.channels.email import Email
from reminders.channels.post import Patience
from tests.conftest import NOW
from tests.reminders.channels.conftest import MakeParcel
from tests.reminders.channels.peers import unused_port

LATER, REFUSED, UNKNOWN = Outcome.LATER, Outcome.REFUSED, Outcome.UNKNOWN


class Post:
    """A mail server that keeps what it takes; a name in an address says what it thinks of it."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []

    async def handle_RCPT(  # noqa: N802  the mail server names it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        said = {"nobody": "550 5.1.1 no such user", "full": "452 4.2.2 mailbox full"}
        if answer := said.get(address.partition("@")[0]):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  likewise
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name == "torn":
            server.transport.abort()
            return "250 never heard"
        if name == "spam":
            return "554 5.7.1 rejected"
        if name == "busy":
            return "451 4.3.0 later"
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def office() -> Post:
    return Post()


@pytest.fixture
def email(office: Post) -> Iterator[Email]:
    controller = Controller(office, hostname="127.0.0.1", port=unused_port())
    controller.start()
    yield Email("coach://app", lambda: backend(controller.port))
    controller.stop()


def backend(port: int) -> EmailBackend:
    return EmailBackend(host="127.0.0.1", port=port, timeout=5)


def test_a_mail_has_neutral_words_and_a_link(email: Email, office: Post, make_parcel: MakeParcel) -> None:
    parcel = make_parcel("anna@example.org", language="en")
    assert email.send([parcel], NOW) == [Answer(Outcome.ACCEPTED)]
    [mail] = office.taken
    assert mail["To"] == "anna@example.org"
    assert mail["Subject"] == "Coach: There is a message for you."
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == [
        "There is a message for you.",
        "",
        f"Read it in the app: coach://app/inbox/{parcel.message}",
    ]


@pytest.mark.parametrize(
    ("address", "outcome"),
    [
        pytest.param("nobody@example.org", REFUSED, id="no such user"),
        pytest.param("full@example.org", LATER, id="mailbox full"),
        pytest.param("spam@example.org", REFUSED, id="rejected after the text"),
        pytest.param("busy@example.org", LATER, id="not now, after the text"),
        pytest.param("two\nlines@example.org", REFUSED, id="an address that is none"),
        pytest.param("torn@example.org", UNKNOWN, id="broken off after the text"),
    ],
)
def test_what_the_mail_server_says_decides(
    email: Email, office: Post, make_parcel: MakeParcel, address: str, outcome: Outcome
) -> None:
    [first, second] = email.send([make_parcel(address), make_parcel("anna@example.org")], NOW)
    assert first.outcome is outcome
    assert second.outcome is Outcome.ACCEPTED, "the next one suffered for it"
    assert len(office.taken) == 1


def test_without_a_mail_server_nothing_was_sent(make_parcel: MakeParcel) -> None:
    away = Email("coach://app", lambda: backend(unused_port()))
    [answer] = away.send([make_parcel("anna@example.org")], NOW)
    assert answer.outcome is LATER


def take_and_hang_up(listener: socket.socket) -> None:
    listener.accept()[0].close()


def test_a_server_that_hangs_up_at_the_door_was_sent_nothing(make_parcel: MakeParcel) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=take_and_hang_up, args=(listener,))
        thread.start()
        [answer] = Email("coach://app", lambda: backend(listener.getsockname()[1])).send(
            [make_parcel("anna@example.org")], NOW
        )
        thread.join()
    assert answer.outcome is LATER


def test_what_does_not_get_its_turn_in_time_was_not_sent(
    email: Email, office: Post, make_parcel: MakeParcel
) -> None:
    hurried = Email(email.app, email.connection, Patience(batch=-1.0))
    answers = hurried.send([make_parcel("anna@example.org")] * 2, NOW)
    assert [answer.outcome for answer in answers] == [LATER, LATER]
    assert office.taken == []
