"""The embedded Valkey of a data folder."""

import signal
from pathlib import Path
from typing import Final

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from coach.local.account import give
from coach.local.failure import LocalServerError
from coach.local.processes import alive, end, last_lines, pid_in, start_detached, until
from coach.local.site import Site

ENVIRON: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
START_SECONDS = 60
STOP_SECONDS = 10


def ensure_valkey(site: Site) -> None:
    """Start the server unless it runs already; returns when it answers, its data read back."""
    pid = valkey_pid(site) or _launch(site)
    until(lambda: _answers(site) or not alive(pid), START_SECONDS)
    if not alive(pid):
        raise LocalServerError(f"Valkey could not start:\n{last_lines(_log(site))}")
    if not _answers(site):
        raise LocalServerError(f"Valkey did not answer within {START_SECONDS} s; see {_log(site)}.")


def stop_valkey(site: Site) -> None:
    """Let it write everything and stop; nothing happens when it does not run."""
    pid = valkey_pid(site)
    if pid is not None:
        end(pid, signal.SIGTERM, patience=STOP_SECONDS)


def valkey_pid(site: Site) -> int | None:
    """The process of this data folder's server; None when it does not run."""
    return pid_in(_pid_file(site), mark=str(_socket(site)))


def valkey_crashed(site: Site) -> bool:
    """Whether it ended without tidying up, so that it ought to be running."""
    return _pid_file(site).exists() and valkey_pid(site) is None


def _launch(site: Site) -> int:
    end_stranded_valkey(site)
    folder = _pid_file(site).parent
    if not folder.exists():
        folder.mkdir()
        give(folder, site.account)
    options = {
        "port": "0",
        "unixsocket": str(_socket(site)),
        "unixsocketperm": "700",
        "dir": str(folder),
        "pidfile": str(_pid_file(site)),
        "appendonly": "yes" if site.durable else "no",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return start_detached(
        [site.programs.valkey, *words], log=_log(site), environ=ENVIRON, account=site.account
    )


def end_stranded_valkey(site: Site) -> None:
    """End a server that still answers on our socket though its data folder was removed under it."""
    try:
        with _client(site) as client:
            end(int(client.info("server")["process_id"]), signal.SIGKILL, patience=STOP_SECONDS)
    except RedisError:
        pass


def _answers(site: Site) -> bool:
    try:
        with _client(site) as client:
            return bool(client.ping())
    except RedisError:
        return False


def _client(site: Site) -> Redis:
    return Redis(unix_socket_path=str(_socket(site)), socket_timeout=5, retry=Retry(NoBackoff(), 0))


def _socket(site: Site) -> Path:
    return site.sockets / "valkey.sock"


def _pid_file(site: Site) -> Path:
    return site.home / "valkey" / "valkey.pid"


def _log(site: Site) -> Path:
    return site.logs / "valkey.log"
