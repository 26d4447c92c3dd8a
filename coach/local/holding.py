"""Using the embedded servers of a data folder, for as long as somebody needs them."""

import os
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from coach.local.failure import unusable
from coach.local.locks import Holders, alone, first
from coach.local.place import CHECKOUT
from coach.local.processes import start_detached
from coach.local.servers import Server, crashed_servers, ensure_servers, stop_servers
from coach.local.site import Site, prepare

GUARD: Final = Path(__file__).with_name("guard.py")
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
        _ensure_guard(data, site[0])
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


def revive(data: Path, site: Site) -> None:
    """Start again the servers that were killed while somebody uses them."""
    with alone(data / "starting"):
        ensure_servers(site, crashed_servers(site))


def stop_unused(data: Path, site: Site) -> None:
    """Stop the servers unless somebody uses them."""
    Holders(data).leave(lambda: stop_servers(site))


_started: dict[Path, ExitStack] = {}


def _open_holders(data: Path) -> Holders:
    try:
        data.mkdir(parents=True, exist_ok=True)
        return Holders(data)
    except OSError as error:
        raise unusable(data, error) from error


def _ensure_guard(data: Path, site: Site) -> None:
    """Start the guard unless there is one."""
    with first(data / "guard") as absent:
        if not absent:
            return
    paths = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))
    start_detached(
        [sys.executable, "-P", GUARD, data, "durable" if site.durable else "disposable"],
        log=site.logs / "guard.log",
        environ={**os.environ, "PYTHONPATH": paths},
    )
