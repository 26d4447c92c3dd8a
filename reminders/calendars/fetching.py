"""Fetching a calendar from an address that a person gave: https, public, bounded in size and time."""

import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from reminders.addresses import ForbiddenAddress, Resolve, is_public, public_address, resolve
from reminders.calendars.problem import Problem

LONGEST_URL = 2000
LARGEST_BYTES = 5 * 1024**2
PATIENCE_SECONDS = 20.0  # for the whole answer, however slowly it drips
REDIRECTS = 3
PORT = 443


class CannotFetch(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True)
class Fetched:
    """What came: `text` is None where nothing changed since the answer with this `etag`."""

    text: bytes | None
    etag: str


@dataclass(frozen=True)
class Reach:
    """How names and certificates are trusted; a test brings its own."""

    resolving: Resolve = resolve
    permits: Callable[[str], bool] = is_public
    port: int = PORT
    tls: ssl.SSLContext | bool = True
    patience: float = PATIENCE_SECONDS
    largest: int = LARGEST_BYTES


def acceptable(url: str) -> bool:
    """Whether the address may be a calendar's: https on the usual port, a name or public IP, no password."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError:
        return False
    plain = parts.username is None and parts.password is None and not any(c <= " " for c in url)
    return (
        len(url) <= LONGEST_URL
        and parts.scheme == "https"
        and port == PORT
        and plain
        and _may_be_public(parts.hostname or "")
    )


def fetch(url: str, *, etag: str = "", reach: Reach | None = None) -> Fetched:
    """The calendar behind `url`, unless it still is the one with `etag`. Raises `CannotFetch`."""
    reach = reach or Reach()
    deadline = time.monotonic() + reach.patience
    for _attempt in range(REDIRECTS + 1):
        if not acceptable(url):
            raise CannotFetch(Problem.FORBIDDEN)
        with _answer(url, etag, reach) as answer:
            if answer.has_redirect_location:
                url = urljoin(url, answer.headers["location"])
                continue
            return _read(answer, etag, reach.largest, deadline)
    raise CannotFetch(Problem.REFUSED)


def _may_be_public(host: str) -> bool:
    try:
        return is_public(host)
    except ValueError:  # a name, which is looked up when it is called
        return "." in host


@contextmanager
def _answer(url: str, etag: str, reach: Reach) -> Iterator[httpx.Response]:
    """One request, to the very address that was checked, under the name it was asked by."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        address = public_address(host, reach.port, resolving=reach.resolving, permits=reach.permits)
        target = httpx.URL(url).copy_with(host=address, port=reach.port)
        headers = {"Host": host, "Accept": "text/calendar", "Accept-Encoding": "identity"}
        with (
            httpx.Client(verify=reach.tls, timeout=reach.patience, trust_env=False) as client,
            client.stream(
                "GET",
                target,
                headers=headers | ({"If-None-Match": etag} if etag else {}),
                extensions={"sni_hostname": host},
            ) as answer,
        ):
            yield answer
    except ForbiddenAddress as error:
        raise CannotFetch(Problem.FORBIDDEN) from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise CannotFetch(Problem.UNREACHABLE) from error


def _read(answer: httpx.Response, etag: str, largest: int, deadline: float) -> Fetched:
    if answer.status_code == httpx.codes.NOT_MODIFIED and etag:
        return Fetched(None, etag)
    if answer.status_code != httpx.codes.OK:
        raise CannotFetch(Problem.REFUSED)
    text = bytearray()
    for chunk in answer.iter_raw():
        text += chunk
        if len(text) > largest:
            raise CannotFetch(Problem.TOO_LARGE)
        if time.monotonic() > deadline:
            raise CannotFetch(Problem.UNREACHABLE)
    return Fetched(bytes(text), answer.headers.get("etag", "")[:200])
