"""What an HTTP status says about a message, wherever it was sent."""

import datetime as dt
from collections.abc import Callable

from reminders.channels import ACCEPTED, Answer, Outcome
from reminders.channels.post import Posted, Reply
from reminders.channels.waiting import seconds_to_wait

REFUSED_FOR_NOW = {429, 503}


def judged(posted: Posted, *, at: dt.datetime, gone: Callable[[Reply], bool]) -> Answer:
    """The answer a reply comes to; `gone` knows how this provider says that an address is dead."""
    if isinstance(posted, Answer):
        return posted
    why = f"HTTP {posted.status}"
    if 200 <= posted.status < 300:
        return ACCEPTED
    if gone(posted):
        return Answer(Outcome.GONE, why=why)
    if posted.status in REFUSED_FOR_NOW:
        return Answer(Outcome.LATER, seconds_to_wait(posted.headers, at=at), why)
    if posted.status < 500:  # a redirect, too: we follow none
        return Answer(Outcome.REFUSED, why=why)
    return Answer(Outcome.UNKNOWN, why=why)  # it failed over there, before or after taking the message
