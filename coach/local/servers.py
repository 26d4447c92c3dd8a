"""The two embedded servers of a data folder together."""

import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Literal

from coach.local.postgres import end_stranded_postgres, ensure_postgres, postgres_crashed, stop_postgres
from coach.local.site import Site
from coach.local.valkey import end_stranded_valkey, ensure_valkey, stop_valkey, valkey_crashed

Server = Literal["postgres", "valkey"]


def embedded(environ: Mapping[str, str]) -> frozenset[Server]:
    """The servers Coach has to bring itself: those no variable names."""
    variables: dict[Server, str] = {"postgres": "DATABASE_URL", "valkey": "REDIS_URL"}
    return frozenset(server for server, variable in variables.items() if not environ.get(variable))


def ensure_servers(site: Site, servers: Collection[Server]) -> None:
    """Start those that do not run yet; returns when they answer."""
    if "valkey" in servers:
        ensure_valkey(site)
    if "postgres" in servers:
        ensure_postgres(site)


def crashed_servers(site: Site) -> frozenset[Server]:
    """Those that ended without being asked to."""
    ended: dict[Server, bool] = {"postgres": postgres_crashed(site), "valkey": valkey_crashed(site)}
    return frozenset(server for server, crashed in ended.items() if crashed)


def stop_servers(site: Site) -> None:
    """Stop them cleanly, each of which takes its socket along; quiet about those that do not run."""
    stop_valkey(site)
    stop_postgres(site)
    with suppress(OSError):
        site.sockets.rmdir()  # only when empty: a successor may listen there by now


def end_stranded_servers(site: Site) -> None:
    """End servers whose data folder was removed under them."""
    end_stranded_valkey(site)
    end_stranded_postgres(site)
    shutil.rmtree(site.sockets, ignore_errors=True)
