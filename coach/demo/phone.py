"""A phone, as far as the server can tell: HTTP with keep-alive, JSON, an access token."""

import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

AUTH = "/accounts/app/v1/auth"
PATIENCE = 60.0  # seconds for one answer
LOST = (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError)


class RefusedError(Exception):
    """The server said no; `problem` is what it said."""

    def __init__(self, asked: str, status: int, problem: Any) -> None:
        super().__init__(f"{asked} answered {status}: {json.dumps(problem, ensure_ascii=False)[:500]}")
        self.status = status
        self.problem = problem


class Meter:
    """Counts the requests of several phones and how long they waited."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.requests = 0
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        with self._lock:
            self.requests += 1
            self.seconds += seconds


class Phone:
    """One person's phone. Of one thread at a time."""

    def __init__(self, url: str, email: str, password: str, language: str, meter: Meter) -> None:
        address = urlsplit(url)
        self.email = email
        self._password = password
        self._language = language
        self._meter = meter
        self._line = http.client.HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE)
        self._token = ""

    def sign_up(self, read_code: Callable[[], str]) -> None:
        """Make an account, type the code over from the mail, and be signed in. Raises `RefusedError`."""
        account = {"email": self.email, "password": self._password}
        pending = self._ask("POST", f"{AUTH}/signup", account, fine={401})
        session = {"X-Session-Token": pending["meta"]["session_token"]}
        answer = self._ask("POST", f"{AUTH}/email/verify", {"key": read_code()}, headers=session)
        self._token = answer["meta"]["access_token"]

    def log_in(self) -> None:
        account = {"email": self.email, "password": self._password}
        self._token = self._ask("POST", f"{AUTH}/login", account)["meta"]["access_token"]

    def get(self, path: str) -> Any:
        return self._ask("GET", path)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._ask("POST", path, body)

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._ask("PATCH", path, body)

    def put(self, path: str, body: Mapping[str, Any]) -> Any:
        """Store a row. One that is there already with other content is left as it is and returned."""
        answer = self._ask("PUT", path, body, fine={409})
        return answer.get("current", answer)

    def hang_up(self) -> None:
        self._line.close()

    def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        headers: Mapping[str, str] | None = None,
        fine: frozenset[int] | set[int] = frozenset(),
    ) -> Any:
        """The answer's JSON. Raises `RefusedError` for a status of 400 and up that is not among `fine`."""
        began = time.monotonic()
        status, text = self._exchange(method, path, body, headers or {})
        self._meter.add(time.monotonic() - began)
        answer = json.loads(text) if text else {}
        if status >= 400 and status not in fine:
            raise RefusedError(f"{method} {path}", status, answer)
        return answer

    def _exchange(
        self, method: str, path: str, body: Mapping[str, Any] | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes]:
        """Send and read; once more where a connection that was kept alive turns out to be closed."""
        words = {"Accept-Language": self._language, "Content-Type": "application/json", **headers}
        if self._token:
            words["Authorization"] = f"Bearer {self._token}"
        content = None if body is None else json.dumps(body).encode()
        try:
            return self._once(method, path, content, words)
        except LOST:
            self._line.close()
            return self._once(method, path, content, words)

    def _once(
        self, method: str, path: str, content: bytes | None, words: dict[str, str]
    ) -> tuple[int, bytes]:
        self._line.request(method, f"/api/v1{path}", content, words)
        response = self._line.getresponse()
        return response.status, response.read()
