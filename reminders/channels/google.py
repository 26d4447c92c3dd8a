"""An access token of Google for a service account: a signed word of ours, exchanged for theirs (RFC 7523)."""

import datetime as dt
import json
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlencode

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from reminders.channels.post import OPEN_ROAD, Letter, Reply, Road, post_all

SCOPE = "https://www.googleapis.com/auth/firebase.messaging"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ASKED_FOR = dt.timedelta(hours=1)  # the longest Google gives
MARGIN = dt.timedelta(minutes=5)  # renewed so long before its end


class NoAccess(Exception):
    """No token was to be had; the message says why and holds no secret."""


class Access:
    """`account`: what the service account's key file holds. ValueError or KeyError where it is not that."""

    def __init__(self, account: dict[str, Any], road: Road | None = None) -> None:
        self.project: str = account["project_id"]
        self._key: Any = load_pem_private_key(account["private_key"].encode(), password=None)
        self._address, self._sender = account["token_uri"], account["client_email"]
        self._key_id, self._road = account["private_key_id"], road or OPEN_ROAD
        self._token, self._good_until = "", dt.datetime.min.replace(tzinfo=dt.UTC)
        self._asking = Lock()

    @classmethod
    def from_file(cls, path: str) -> "Access":
        """ValueError or KeyError where the file is not the key of a service account."""
        return cls(json.loads(Path(path).read_text(encoding="utf-8")))

    def token(self, *, at: dt.datetime) -> str:
        """One that is good for a while yet. Raises `NoAccess`."""
        with self._asking:
            if not self._token or at >= self._good_until:
                self._token, lasts = self._fetched(at)
                self._good_until = at + dt.timedelta(seconds=lasts) - MARGIN
            return self._token

    def forget(self) -> None:
        """The token turned out not to be good; the next message asks for another."""
        self._token = ""

    def _fetched(self, at: dt.datetime) -> tuple[str, float]:
        form = urlencode({"grant_type": GRANT, "assertion": self._assertion(at)}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        [reply] = post_all([Letter(self._address, headers, form)], self._road)
        if not isinstance(reply, Reply):
            raise NoAccess(f"asking for a token: {reply.why}")
        try:
            given = json.loads(reply.body)
            return str(given["access_token"]), float(given["expires_in"])
        except (ValueError, KeyError, TypeError) as error:
            raise NoAccess(f"asking for a token: HTTP {reply.status}") from error

    def _assertion(self, at: dt.datetime) -> str:
        claims = {
            "iss": self._sender,
            "scope": SCOPE,
            "aud": self._address,
            "iat": int(at.timestamp()),
            "exp": int((at + ASKED_FOR).timestamp()),
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self._key_id})
