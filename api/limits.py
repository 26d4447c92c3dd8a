"""How often one may ask: counted for each person and for each address, by class of route, in Valkey.

A count goes up in one step there, so requests at once cannot slip past it. Where Valkey is away, nobody is
refused: a phone that cannot write its diary is the greater harm.
"""

import logging
import time
from functools import cache
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

WINDOW_SECONDS = 60
PATIENCE_SECONDS = 0.5
TOLD = "coach.limit"  # where the middleware finds what to say of it
COUNT = """
local counts = {}
for index, key in ipairs(KEYS) do
    counts[index] = redis.call('INCR', key)
    if counts[index] == 1 then redis.call('EXPIRE', key, ARGV[1]) end
end
return counts
"""

logger = logging.getLogger(__name__)


class Limits(BaseThrottle):
    """DRF's throttle: one count for who calls, one for where from. A view's `limit` names its class."""

    seconds_left = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        whom = []
        if request.user and request.user.is_authenticated:
            whom.append((getattr(view, "limit", _usual(request)), request.user.pk))
        self.seconds_left = count(request._request, *whom)  # noqa: SLF001
        return not self.seconds_left

    def wait(self) -> float:
        return self.seconds_left


def count(request: HttpRequest, *whom: tuple[str, Any]) -> int:
    """Count one more for the address of `request` and for each of `whom`: the name of a limit, and who.

    Returns the seconds until they may ask again; 0: now.
    """
    named = [("address", get_client_ip(request)), *whom]
    limits = settings.COACH_LIMITS
    buckets = [(name, f"limit:{name}:{who}", limits[name]) for name, who in named if limits[name]]
    now = time.time()
    window, seconds = int(now // WINDOW_SECONDS), WINDOW_SECONDS - int(now % WINDOW_SECONDS)
    counts = _count([f"{who}:{window}" for _, who, _ in buckets])
    left = [(most - count, name, most) for (name, _, most), count in zip(buckets, counts, strict=True)]
    if not left:
        return 0
    remaining, name, most = min(left)
    request.META[TOLD] = headers(name, most, max(remaining, 0), seconds)
    return 0 if remaining >= 0 else seconds


def headers(name: str, most: int, remaining: int, seconds: int) -> dict[str, str]:
    """As in draft-ietf-httpapi-ratelimit-headers-10: the policy that is nearest its end, and what is left."""
    return {
        "RateLimit-Policy": f'"{name}";q={most};w={WINDOW_SECONDS}',
        "RateLimit": f'"{name}";r={remaining};t={seconds}',
    }


def _usual(request: Request) -> str:
    return "read" if request.method in {"GET", "HEAD", "OPTIONS"} else "write"


def _count(keys: list[str]) -> list[int]:
    """Count one more for each key. Empty keys, or a Valkey that is away: nothing to count."""
    if not keys:
        return []
    try:
        prefix = caches["default"].key_prefix
        return list(_script()(keys=[f"{prefix}:{key}" for key in keys], args=[WINDOW_SECONDS * 2]))
    except RedisError as error:
        logger.warning("requests go uncounted: %s", type(error).__name__)
        return [0] * len(keys)


@cache
def _script() -> Any:
    client = Redis.from_url(
        settings.CACHES["default"]["LOCATION"],
        socket_timeout=PATIENCE_SECONDS,
        socket_connect_timeout=PATIENCE_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    return client.register_script(COUNT)
