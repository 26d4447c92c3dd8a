"""Where a web push may be sent to. Its endpoint comes from a user, so it may name any machine.

Two fences: the host must be one of a known push service, and all that its name resolves to must be public.
The connection then goes to the addresses that were looked at, not to what a second look would give.
"""

import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult

from reminders.addresses import is_public


def origin(url: str) -> str:
    """Scheme and host, as VAPID names its audience."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def allowed(url: str, hosts: Iterable[str]) -> bool:
    """Whether `url` is https on the usual port, without a login, at one of `hosts` or below it."""
    try:
        parts = urlsplit(url)
        if parts.scheme != "https" or parts.port not in {None, 443} or "@" in parts.netloc:
            return False
    except ValueError:  # a port that is no number, a bracket that is not closed
        return False
    name = parts.hostname or ""
    return any(name == host or name.endswith(f".{host}") for host in hosts)


class OnlyPublic(AbstractResolver):
    """Resolves as `inner` does; OSError where any of the addresses is not on the open internet."""

    def __init__(self, inner: AbstractResolver | None = None) -> None:
        self._inner = inner or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self._inner.resolve(host, port, family)
        if not all(is_public(one["host"]) for one in found):
            raise OSError(f"{host} is not on the open internet")
        return found

    async def close(self) -> None:
        await self._inner.close()
