"""Time zones: the ones of the pinned tzdata release, the same on every machine."""

import datetime as dt
import zoneinfo
from functools import cache
from zoneinfo import ZoneInfo

# The operating system's copy may be years older or newer than the one the tests ran with.
zoneinfo.reset_tzpath(to=[])


@cache
def names() -> frozenset[str]:
    """Every IANA zone a person may live in."""
    return frozenset(zoneinfo.available_timezones() - {"Factory", "localtime"})


def is_zone(name: str) -> bool:
    return name in names()


def day_in(zone: str, *, at: dt.datetime) -> dt.date:
    """The calendar day it is in `zone` at the aware moment `at`."""
    return at.astimezone(ZoneInfo(zone)).date()
