"""Push by Apple's own service, over HTTP/2.

Source: Apple, "Sending notification requests to APNs" and "Handling notification responses from APNs".
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from reminders.channels import Answer, Outcome, Parcel
from reminders.channels.http2 import post_all
from reminders.channels.judging import judged
from reminders.channels.post import OPEN_ROAD, Letter, Posted, Reply, Road
from reminders.channels.waiting import USUAL
from reminders.channels.words import TITLE, words

RENEWED_AFTER = dt.timedelta(minutes=40)  # Apple wants it no younger than 20 minutes and no older than 60
DEAD = {"BadDeviceToken", "DeviceTokenNotForTopic", "ExpiredToken", "Unregistered"}
OUR_TOKEN = {"ExpiredProviderToken", "InvalidProviderToken", "MissingProviderToken"}


class Signer:
    """Proves who we are. `key`: the .p8 file's PEM; `key_id`, `team`: ten characters each, from Apple.

    ValueError for a key that is none.
    """

    def __init__(self, key: str, key_id: str, team: str) -> None:
        self._key: Any = load_pem_private_key(key.encode(), password=None)
        self._key_id, self._team = key_id, team
        self._token, self._made_at = "", dt.datetime.min.replace(tzinfo=dt.UTC)
        self._signing = Lock()

    def token(self, *, at: dt.datetime) -> str:
        with self._signing:
            if not dt.timedelta(0) <= at - self._made_at < RENEWED_AFTER:
                claims = {"iss": self._team, "iat": int(at.timestamp())}
                self._token = jwt.encode(claims, self._key, algorithm="ES256", headers={"kid": self._key_id})
                self._made_at = at
            return self._token


@dataclass(frozen=True)
class Apns:
    """`topic`: the app's bundle id; `url`: Apple's server, of the real world or of the sandbox."""

    signer: Signer
    topic: str
    url: str = "https://api.push.apple.com"
    road: Road = OPEN_ROAD

    def send(self, parcels: Sequence[Parcel], at: dt.datetime) -> list[Answer]:
        """Bring all to Apple over one connection."""
        token = self.signer.token(at=at)
        posted = post_all([self._letter(parcel, token, at) for parcel in parcels], self.road)
        return [_answer(one, at) for one in posted]

    def _letter(self, parcel: Parcel, token: str, at: dt.datetime) -> Letter | Answer:
        if not usable(parcel.address):
            return Answer(Outcome.GONE, why="not a device token")
        headers = {
            "authorization": f"bearer {token}",
            "apns-id": str(parcel.message),
            "apns-topic": self.topic,
            "apns-push-type": "alert",
            "apns-priority": "10",
            "apns-expiration": str(int(at.timestamp()) + max(1, int(parcel.seconds_left))),
            "apns-collapse-id": str(parcel.message),  # 36 of at most 64 bytes
        }
        return Letter(f"{self.url}/3/device/{parcel.address}", headers, _payload(parcel))


def usable(token: object) -> bool:
    """Whether this can be a device token: hexadecimal, of a length that Apple leaves open."""
    return isinstance(token, str) and 64 <= len(token) <= 200 and set(token) <= set("0123456789abcdefABCDEF")


def _payload(parcel: Parcel) -> bytes:
    said = words(parcel.language, important=parcel.important)
    shown = {"alert": {"title": TITLE, "body": said}, "sound": "default"}
    return json.dumps({"aps": shown, "id": str(parcel.message)}).encode()


def _answer(posted: Posted, at: dt.datetime) -> Answer:
    """A provider token that Apple does not like is a refusal for now: the next one may be better."""
    if isinstance(posted, Reply) and posted.status == 403 and _reason(posted) in OUR_TOKEN:
        return Answer(Outcome.LATER, USUAL, _reason(posted))
    return judged(posted, at=at, gone=_gone)


def _gone(reply: Reply) -> bool:
    return reply.status == 410 or _reason(reply) in DEAD


def _reason(reply: Reply) -> str:
    try:
        return str(json.loads(reply.body)["reason"])
    except (ValueError, KeyError, TypeError):
        return ""
