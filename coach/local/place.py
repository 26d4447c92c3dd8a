"""Where the embedded servers of a data folder are found: pure arithmetic on its path."""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
DATABASE = "coach"
ROLE = "coach"
PORT = 5432
"""PostgreSQL names its socket after a port, but listens on none. In the URL, lest PGPORT speak."""


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The absolute data folder: COACH_DATA, or `.data` in the checkout."""
    return Path(environ.get("COACH_DATA") or CHECKOUT / ".data").expanduser().resolve()


def database_url(data: Path, database: str = DATABASE) -> str:
    """PostgreSQL over a unix socket. libpq reads it as it is; parsers for Django yield OPTIONS["host"]."""
    return f"postgresql://{ROLE}@:{PORT}/{database}?host={sockets(data)}"


def redis_url(data: Path, database: int = 0) -> str:
    """Valkey for redis-py: `unix://`. Databases 0 to 15 are kept apart."""
    return f"unix://{valkey_socket(data)}?db={database}"


def broker_url(data: Path, database: int = 1) -> str:
    """The same Valkey in the spelling Celery's transport reads: `redis+socket://`."""
    return f"redis+socket://{valkey_socket(data)}?virtual_host={database}"


def valkey_socket(data: Path) -> Path:
    return sockets(data) / "valkey.sock"


def sockets(data: Path) -> Path:
    """The folder of both sockets, at most 45 characters long.

    A socket's path may hold some 104 bytes, a data folder any number, so sockets live apart under a name
    derived from the data folder's. It depends on nothing that differs between one user's processes, as
    XDG_RUNTIME_DIR does between a login and a cron job.
    """
    return Path("/tmp") / f"coach-{os.geteuid()}" / fingerprint(data)  # noqa: S108  made 0700 and checked


def fingerprint(data: Path) -> str:
    """16 lower-case hexadecimal digits that stand for the data folder's path."""
    return hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]
