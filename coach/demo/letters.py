"""The post that arrives: mails as local mode writes them, read for the code a person would type over."""

import email
import email.policy
import re
from collections.abc import Iterator
from pathlib import Path

RULE = re.compile(r"^-{79}\n", re.MULTILINE)  # between two mails in one file
CODE = re.compile(r"^\s*([A-Z0-9]{4}-[A-Z0-9]{4})\s*$", re.MULTILINE)


class NoLetterError(Exception):
    """No mail with a code arrived for this address."""


class Letterbox:
    """The folder into which every mail is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def code_for(self, address: str, *, since: float = 0.0) -> str:
        """The code in the newest mail to `address`, not older than POSIX time `since`. Or `NoLetterError`."""
        for letter in self._newest_first(since):
            if letter["To"] == address and (found := CODE.search(letter.get_content())):
                return found[1]
        raise NoLetterError(f"No mail with a code for {address} in {self.folder}.")

    def _newest_first(self, since: float) -> Iterator[email.message.EmailMessage]:
        dated = ((file.stat().st_mtime, file) for file in self.folder.glob("*.log"))
        for _, file in sorted(((at, file) for at, file in dated if at >= since), reverse=True):
            for text in reversed(RULE.split(file.read_text(encoding="utf-8"))):
                yield email.message_from_string(text, policy=email.policy.default)
