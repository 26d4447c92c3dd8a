"""Addresses that a person typed or a browser handed over: which of them we may call.

A server that calls whatever address it is given can be made to call its own neighbours. So a name is resolved
once, every answer has to be a public address, and the connection goes to the answer that was checked.
"""

import ipaddress
import socket
from collections.abc import Callable, Iterable

Resolve = Callable[[str, int], Iterable[str]]
"""Host name and port to IP addresses, as text; raises OSError for a name that does not exist."""

TRANSLATED = (
    ipaddress.IPv6Network("64:ff9b::/96"),
    ipaddress.IPv6Network("64:ff9b:1::/48"),
    ipaddress.IPv6Network("2002::/16"),
    ipaddress.IPv6Network("2001::/32"),
)
"""NAT64 (RFC 6052, 8215), 6to4 and Teredo: an IPv4 address of any kind may hide inside."""


class ForbiddenAddress(Exception):
    """The name leads to this machine, a private network, or nowhere."""


def resolve(host: str, port: int) -> Iterable[str]:
    """All addresses of a name, as the system knows them."""
    return {str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None:
            return is_public(str(ip.ipv4_mapped))
        if any(ip in network for network in TRANSLATED):
            return False
    return ip.is_global and not ip.is_multicast


def public_address(
    host: str, port: int, *, resolving: Resolve = resolve, permits: Callable[[str], bool] = is_public
) -> str:
    """One address to connect to. Raises `ForbiddenAddress` where any answer is not public, or none comes."""
    try:
        found = sorted(resolving(host, port))
    except (OSError, UnicodeError) as error:
        raise ForbiddenAddress(host) from error
    if not found or not all(permits(address) for address in found):
        raise ForbiddenAddress(host)
    return found[0]
