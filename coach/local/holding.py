"""Using the embedded servers of a data folder, for as long as somebody needs them."""

import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from coach.local.failure import unusable
from coach.local.guard import ensure_guard
from coach.local.locks import Holders, alone
from coach.local.servers import Server, ensure_servers, stop_servers
from coach.local.site import Site, prepare

BOTH: frozenset[Server] = frozenset({"postgres", "valkey"})


def tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


@contextmanager
def running(
    data: Path,
    servers: Collection[Server] = BOTH,
    *,
    say: Callable[[str], None] = tell,
    durable: bool = True,
) -> Iterator[None]:
    """Have the servers answer inside the `with`: started if need be, stopped when nobody else uses them.

    With none asked for, it only makes the data folder. Raises LocalServerError, whose message tells a person
    what is wrong and what to do.
    """
    data = data.resolve()
    holders = _open_holders(data)
    if not servers:
        yield
        return
    site: list[Site] = []
    holders.join()
    try:
        with alone(data / "starting"):
            site.append(prepare(data, say, durable=durable))
            ensure_servers(site[0], servers)
        ensure_guard(data, site[0])
        yield
    finally:
        holders.leave(lambda: stop_servers(site[0]) if site else None)


def start(data: Path, servers: Collection[Server] = BOTH, *, durable: bool = True) -> None:
    """The same without a `with`, until `stop` or the end of this process; a second start changes nothing."""
    if data.resolve() not in _started:
        stack = ExitStack()
        stack.enter_context(running(data, servers, durable=durable))
        _started[data.resolve()] = stack


def stop(data: Path) -> None:
    """Let go of what `start` began; the servers stop unless somebody else uses them."""
    _started.pop(data.resolve(), ExitStack()).close()


_started: dict[Path, ExitStack] = {}


def _open_holders(data: Path) -> Holders:
    try:
        data.mkdir(parents=True, exist_ok=True)
        return Holders(data)
    except OSError as error:
        raise unusable(data, error) from error
