"""The embedded PostgreSQL of a data folder."""

import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any, Final

import psycopg

from coach.local.account import run_as
from coach.local.failure import LocalServerError
from coach.local.place import DATABASE, PORT, ROLE
from coach.local.processes import alive, end, last_lines, pid_in, start_detached, until
from coach.local.site import Site, open_sockets

ENVIRON: Final = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
START_SECONDS = 120
"""Generous: after a crash the log is replayed first."""
STOP_SECONDS = 20
OLD_CHILDREN = "pre-existing shared memory block"
"""What a start says while a child of a killed server has not yet noticed its death."""


def ensure_postgres(site: Site) -> None:
    """Start the server unless it runs already; returns when its database can be used."""
    if not cluster(site).exists():
        _initialise(site)
    pid = postgres_pid(site) or _launch(site)
    _wait_until_ready(site, pid)


def stop_postgres(site: Site) -> None:
    """Cut its connections and let it write everything; nothing happens when it does not run."""
    pid = postgres_pid(site)
    if pid is not None:
        end(pid, signal.SIGINT, patience=STOP_SECONDS, force=signal.SIGQUIT)


def postgres_pid(site: Site) -> int | None:
    """The process of this data folder's server; None when it does not run."""
    return pid_in(cluster(site) / "postmaster.pid", mark=str(cluster(site)))


def postgres_crashed(site: Site) -> bool:
    """Whether it ended without tidying up, so that it ought to be running."""
    return (cluster(site) / "postmaster.pid").exists() and postgres_pid(site) is None


def end_stranded_postgres(site: Site) -> None:
    """End a server that still listens on our socket though its data folder was removed under it."""
    pid = pid_in(_socket_lock(site), mark=str(cluster(site)))
    if pid is not None:
        end(pid, signal.SIGQUIT, patience=STOP_SECONDS)


def cluster(site: Site) -> Path:
    return site.home / "postgres"


def _initialise(site: Site) -> None:
    """Make the cluster aside and name it when it is whole, so that a killed start leaves no half one."""
    draft = site.home / "postgres.new"
    shutil.rmtree(draft, ignore_errors=True)
    command: list[str | Path] = [site.programs.initdb, "-D", draft, "-U", ROLE, "--auth=trust"]
    command += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += [] if site.durable else ["--no-sync"]
    made = subprocess.run(  # noqa: S603  our own program and arguments
        command, env=ENVIRON, cwd="/", capture_output=True, text=True, check=False, **run_as(site.account)
    )
    if made.returncode:
        raise LocalServerError(f"The database cluster could not be made:\n{made.stderr or made.stdout}")
    draft.rename(cluster(site))


def _launch(site: Site) -> int:
    open_sockets(site.sockets, site.account)
    _clear_leftovers(site)
    (cluster(site) / "postgresql.conf").write_text(_configuration(site))
    command: list[str | Path] = [site.programs.postgres, "-D", cluster(site)]
    return start_detached(command, log=_log(site), environ=ENVIRON, account=site.account)


def _clear_leftovers(site: Site) -> None:
    """Remove what a killed server left: its process id may be another's by now and would bar a new one."""
    end_stranded_postgres(site)
    for path in (cluster(site) / "postmaster.pid", _socket(site), _socket_lock(site)):
        path.unlink(missing_ok=True)


def _configuration(site: Site) -> str:
    """The whole postgresql.conf. Nothing a person wrote reaches the log: no statements, no values of rows."""
    survives = "on" if site.durable else "off"
    settings: dict[str, str | int] = {
        "listen_addresses": "",
        "port": PORT,
        "unix_socket_directories": str(site.sockets),
        "unix_socket_permissions": "0700",
        "max_connections": 100,
        "shared_buffers": "128MB",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] ",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "jit": "off",
        "fsync": survives,
        "synchronous_commit": survives,
        "full_page_writes": survives,
    }
    return "".join(f"{name} = '{value}'\n" for name, value in settings.items())


def _wait_until_ready(site: Site, pid: int) -> None:
    """It may answer and refuse after that, when it restarts itself on the loss of a process."""
    deadline = time.monotonic() + START_SECONDS
    while not until(lambda: _has_database(site), 0.2):
        if time.monotonic() > deadline:
            raise LocalServerError(f"PostgreSQL did not answer within {START_SECONDS} s; see {_log(site)}.")
        if not alive(pid):
            story = last_lines(_log(site))
            # The servers of a removed data folder may take the sockets away while their successor starts.
            if OLD_CHILDREN not in story and site.sockets.exists():
                raise LocalServerError(f"PostgreSQL could not start:\n{story}")
            pid = _launch(site)


def _has_database(site: Site) -> bool:
    """Whether our database is there, made if need be; False while the server does not answer."""
    try:
        with _connect(site) as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if found.fetchone() is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")
    except psycopg.OperationalError:
        return False
    return True


def _connect(site: Site) -> psycopg.Connection[Any]:
    return psycopg.connect(
        host=str(site.sockets), port=PORT, user=ROLE, dbname="postgres", connect_timeout=5, autocommit=True
    )


def _socket(site: Site) -> Path:
    return site.sockets / f".s.PGSQL.{PORT}"


def _socket_lock(site: Site) -> Path:
    return site.sockets / f".s.PGSQL.{PORT}.lock"


def _log(site: Site) -> Path:
    return site.logs / "postgres.log"
