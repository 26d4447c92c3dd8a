import os
from pathlib import Path

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend

from coach.demo.letters import Letterbox, NoLetterError


@pytest.fixture
def letters(tmp_path: Path) -> Letterbox:
    return Letterbox(tmp_path)


def post(folder: Path, *mails: tuple[str, str], at: float | None = None) -> None:
    """Write them as local mode does, all into one file."""
    before = set(folder.glob("*.log"))
    with EmailBackend(file_path=str(folder)) as backend:
        backend.send_messages([EmailMessage("Onderwerp", body, to=[to]) for to, body in mails])
    for file in set(folder.glob("*.log")) - before:
        if at is not None:
            os.utime(file, (at, at))
            # Django names a file by the second and by an address in memory, which may come again.
            file.rename(folder / f"{at}.log")


def test_the_code_stands_on_a_line_of_its_own(letters: Letterbox) -> None:
    post(
        letters.folder, ("a@example.org", "Hallo!\n\nHier is de code, één regel lager.\n\nMNZX-LBGH\n\nDag.")
    )
    assert letters.code_for("a@example.org") == "MNZX-LBGH"


def test_everyone_gets_their_own_code(letters: Letterbox) -> None:
    post(letters.folder, ("a@example.org", "AAAA-AAAA"), ("b@example.org", "BBBB-BBBB"))
    assert letters.code_for("a@example.org") == "AAAA-AAAA"
    assert letters.code_for("b@example.org") == "BBBB-BBBB"


def test_the_newest_code_counts(letters: Letterbox) -> None:
    post(letters.folder, ("a@example.org", "NEWW-NEWW"), at=2000)
    post(letters.folder, ("a@example.org", "OLDD-OLDD"), at=1000)
    assert letters.code_for("a@example.org") == "NEWW-NEWW"


def test_mail_of_an_earlier_attempt_is_left_alone(letters: Letterbox) -> None:
    post(letters.folder, ("a@example.org", "OLDD-OLDD"), at=1000)
    with pytest.raises(NoLetterError, match=r"a@example\.org"):
        letters.code_for("a@example.org", since=1500)


def test_a_mail_without_a_code_is_none(letters: Letterbox) -> None:
    post(letters.folder, ("a@example.org", "Your password was changed."))
    with pytest.raises(NoLetterError):
        letters.code_for("a@example.org")
