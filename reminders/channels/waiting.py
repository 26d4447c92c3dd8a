"""How long a provider asks us to wait before another try."""

import datetime as dt
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

USUAL = 30.0  # seconds, where the provider does not say
SHORTEST, LONGEST = 5.0, 86_400.0


def seconds_to_wait(headers: Mapping[str, str], *, at: dt.datetime) -> float:
    """What `Retry-After` (RFC 9110, 10.2.3) says: seconds or a date; within 5 seconds to a day."""
    said = headers.get("Retry-After", "").strip()
    wait = float(said) if said.isdecimal() else _until(said, at)
    return min(max(wait, SHORTEST), LONGEST)


def _until(date: str, at: dt.datetime) -> float:
    try:
        moment = parsedate_to_datetime(date)
    except ValueError:
        return USUAL
    return (moment.replace(tzinfo=moment.tzinfo or dt.UTC) - at).total_seconds()
