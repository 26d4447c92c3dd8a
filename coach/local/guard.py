"""The guard: one small process per data folder, started with the servers.

While somebody uses them it starts a server again that was killed; when the last holder is gone, however it
went, it stops them. So no server is left running behind anybody's back.
"""

import os
import sys
import time
from pathlib import Path

from coach.local.locks import Holders, alone, first
from coach.local.place import CHECKOUT
from coach.local.processes import start_detached
from coach.local.servers import crashed_servers, end_stranded_servers, ensure_servers, stop_servers
from coach.local.site import Site, prepare

ROUND_SECONDS = 0.5


def ensure_guard(data: Path, site: Site) -> None:
    """Start the guard unless there is one."""
    with first(data / "guard") as absent:
        if not absent:
            return
    kind = "durable" if site.durable else "disposable"
    paths = os.pathsep.join(filter(None, [str(CHECKOUT), os.environ.get("PYTHONPATH")]))
    start_detached(
        [sys.executable, "-m", "coach.local", data, kind],
        log=site.logs / "guard.log",
        environ={**os.environ, "PYTHONPATH": paths},
    )


def guard(data: Path, *, durable: bool) -> None:
    """Watch until nobody uses the servers any more; returns at once when another guard does so already."""
    with first(data / "guard") as alone_here:
        if alone_here:
            _watch(data, prepare(data, lambda _: None, durable=durable))


def _watch(data: Path, site: Site) -> None:
    holders = Holders(data)
    while not holders.close_if_unused(lambda: stop_servers(site)):
        if not data.exists():
            end_stranded_servers(site)
            return
        if holders.replaced(data):
            return
        if crashed_servers(site):
            with alone(data / "starting"):
                ensure_servers(site, crashed_servers(site))
        time.sleep(ROUND_SECONDS)
