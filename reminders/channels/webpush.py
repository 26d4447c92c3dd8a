"""Push to a browser (RFC 8030), encrypted for it (RFC 8291) and signed by us (RFC 8292)."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reminders.channels import Answer, Outcome, Parcel
from reminders.channels.endpoints import OnlyPublic, allowed, origin
from reminders.channels.judging import judged
from reminders.channels.post import Letter, Reply, Road, post_all
from reminders.channels.sealing import browser_keys, encoded, seal
from reminders.channels.vapid import Vapid
from reminders.channels.words import TITLE, words

GUARDED = Road(resolver=OnlyPublic)


@dataclass(frozen=True)
class WebPush:
    """`hosts`: the push services a subscription may name; each stands for the names below it, too."""

    vapid: Vapid
    hosts: Sequence[str]
    road: Road = GUARDED

    def send(self, parcels: Sequence[Parcel], at: dt.datetime) -> list[Answer]:
        """Bring each to its push service; 64 at a time."""
        posted = post_all([self._letter(parcel, at) for parcel in parcels], self.road)
        return [judged(one, at=at, gone=_gone) for one in posted]

    def usable(self, subscription: Mapping[str, Any]) -> bool:
        """Whether this can be a subscription of a browser at a service we send to."""
        try:
            browser_keys(subscription["keys"])
            return allowed(subscription["endpoint"], self.hosts)
        except (KeyError, TypeError, ValueError, AttributeError):
            return False

    def _letter(self, parcel: Parcel, at: dt.datetime) -> Letter | Answer:
        if not self.usable(parcel.address):
            return Answer(Outcome.GONE, why="not a subscription we send to")
        endpoint = parcel.address["endpoint"]
        headers = {
            "Authorization": self.vapid.authorization(origin(endpoint), at=at),
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(max(1, int(parcel.seconds_left))),
            "Topic": encoded(parcel.message.bytes),  # 22 of at most 32 characters
            "Urgency": "high",
        }
        return Letter(endpoint, headers, seal(_message(parcel), parcel.address["keys"]))


def _gone(reply: Reply) -> bool:
    return reply.status in {404, 410}  # RFC 8030, 7.3


def _message(parcel: Parcel) -> bytes:
    said = words(parcel.language, important=parcel.important)
    return json.dumps({"id": str(parcel.message), "title": TITLE, "body": said}).encode()
