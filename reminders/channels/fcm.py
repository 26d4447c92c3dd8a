"""Push by Firebase Cloud Messaging, HTTP v1: Android, and iOS where the app uses Firebase there, too.

Source: Firebase's reference of projects.messages and of its error codes.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reminders.channels import Answer, Outcome, Parcel
from reminders.channels.google import Access, NoAccess
from reminders.channels.judging import judged
from reminders.channels.post import OPEN_ROAD, Letter, Posted, Reply, Road, post_all
from reminders.channels.waiting import USUAL
from reminders.channels.words import TITLE, words


@dataclass(frozen=True)
class Fcm:
    """`url`: where Firebase listens; `access`: the service account that may send for its project."""

    access: Access
    url: str = "https://fcm.googleapis.com"
    road: Road = OPEN_ROAD

    def send(self, parcels: Sequence[Parcel], at: dt.datetime) -> list[Answer]:
        """Bring each to its device; 64 at a time. Without an access token nothing leaves the house."""
        try:
            token = self.access.token(at=at)
        except NoAccess as error:
            return [Answer(Outcome.LATER, USUAL, str(error)) for _ in parcels]
        posted = post_all([self._letter(parcel, token, at) for parcel in parcels], self.road)
        return [self._answer(one, at) for one in posted]

    def _letter(self, parcel: Parcel, token: str, at: dt.datetime) -> Letter:
        url = f"{self.url}/v1/projects/{self.access.project}/messages:send"
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        return Letter(url, headers, json.dumps({"message": _message(parcel, at)}).encode())

    def _answer(self, posted: Posted, at: dt.datetime) -> Answer:
        if isinstance(posted, Reply) and posted.status == 401:
            self.access.forget()
            return Answer(Outcome.LATER, USUAL, "HTTP 401")
        return judged(posted, at=at, gone=_gone)


def _message(parcel: Parcel, at: dt.datetime) -> dict[str, Any]:
    """The same id thrice: to fetch the message by, and so that a second copy would replace the first."""
    key, seconds = str(parcel.message), max(1, int(parcel.seconds_left))
    expires_at = int(at.timestamp()) + seconds
    return {
        "token": parcel.address,
        "notification": {"title": TITLE, "body": words(parcel.language, important=parcel.important)},
        "data": {"id": key},
        "android": {
            "ttl": f"{seconds}s",
            "priority": "HIGH",
            "collapse_key": key,
            "notification": {"tag": key},
        },
        "apns": {
            "headers": {
                "apns-expiration": str(expires_at),
                "apns-priority": "10",
                "apns-collapse-id": key,
            }
        },
    }


def _gone(reply: Reply) -> bool:
    """Whether the token is meant. A 404 without that code means that the project is wrong, not the device."""
    try:
        details = json.loads(reply.body)["error"].get("details", [])
        codes = {one.get("errorCode") for one in details}
        fields = {wrong.get("field") for one in details for wrong in one.get("fieldViolations", [])}
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return bool(codes & {"UNREGISTERED", "SENDER_ID_MISMATCH"}) or "message.token" in fields
