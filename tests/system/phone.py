"""A phone that shows what the server said, refusals included."""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

PASSWORD = "een-lange-wandeling"
AUTH = "accounts/app/v1/auth"


@dataclass
class Phone:
    """One signed-in app. `tokens` is what signing in gave: access_token, refresh_token, session_token."""

    url: str
    email: str
    tokens: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        if token := self.tokens.get("access_token"):
            headers.setdefault("Authorization", f"Bearer {token}")
        headers.setdefault("Accept-Language", "nl")
        return requests.request(method, f"{self.url}/api/v1/{path}", json=body, headers=headers, timeout=60)

    def tell(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of an answer that has to be a yes."""
        answer = self.ask(method, path, body)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None

    def sign_up(self, mail: Path) -> None:
        """Make the account and type over the code that came by mail."""
        pending = self.ask("POST", f"{AUTH}/signup", {"email": self.email, "password": PASSWORD})
        assert pending.status_code == 401, pending.text
        session = pending.json()["meta"]["session_token"]
        verified = self.ask(
            "POST", f"{AUTH}/email/verify", {"key": code_in(mail, self.email)}, **{"X-Session-Token": session}
        )
        assert verified.status_code == 200, verified.text
        self.tokens = verified.json()["meta"]

    def log_in(self, password: str = PASSWORD) -> requests.Response:
        self.tokens = {}
        answer = self.ask("POST", f"{AUTH}/login", {"email": self.email, "password": password})
        self.tokens = answer.json().get("meta", {})
        return answer

    def consent(self, *purposes: str) -> None:
        for purpose in purposes:
            self.tell("POST", "me/consents/", {"purpose": purpose, "version": "1", "given": True})

    def is_let_in(self) -> bool:
        answer = self.ask("GET", "me/")
        assert answer.status_code in {200, 401}, answer.text
        return answer.status_code == 200


def code_in(mail: Path, address: str) -> str:
    """What a person reads in the newest mail to them."""
    for letter in sorted(mail.glob("*"), key=lambda file: file.stat().st_mtime, reverse=True):
        text = letter.read_text()
        if f"To: {address}" in text and (
            code := re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", text, re.MULTILINE)
        ):
            return code[1]
    raise AssertionError(f"no code for {address} in {mail} at {time.time()}")
