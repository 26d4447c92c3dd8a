"""Ways to reach a person. Each has one `send(parcels, at) -> answers`; none touches the database.

What matters about a message that was not accepted is whether anything of it can have arrived. Where nothing
left the house it may be tried again; where it may have arrived it is never sent again.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """How a message travels."""

    INBOX = "inbox", _("in the app")
    WEBPUSH = "webpush", _("push to a browser")
    FCM = "fcm", _("push by Firebase")
    APNS = "apns", _("push by Apple")
    EMAIL = "email", _("e-mail")


PUSH = (Channel.WEBPUSH, Channel.FCM, Channel.APNS)


class Outcome(StrEnum):
    """What became of one parcel."""

    ACCEPTED = "accepted"
    GONE = "gone"  # nobody lives at this address any more
    REFUSED = "refused"  # this parcel, for good; the address may be fine
    LATER = "later"  # certainly not delivered, and worth another try
    UNKNOWN = "unknown"  # it may have arrived


@dataclass(frozen=True)
class Answer:
    """An outcome; `wait`: seconds before another try, of a `LATER`. `why`: for the log, no address in it."""

    outcome: Outcome
    wait: float = 0.0
    why: str = ""


ACCEPTED = Answer(Outcome.ACCEPTED)


@dataclass(frozen=True)
class Parcel:
    """What leaves the house: an id to fetch the message by, and neutral words. Nothing about anyone's health.

    `address`: a token, a subscription (`endpoint`, `keys`) or a mail address, as its channel needs.
    """

    message: UUID
    address: Any
    language: str
    seconds_left: float
    important: bool = False  # a safety message


Send = Callable[[Sequence[Parcel], dt.datetime], Sequence[Answer]]
Ways = Mapping[str, Send]
