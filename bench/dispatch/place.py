"""A place of its own for a measurement: a data folder with its servers, gone without a trace afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from coach import local

# What its manual advises for a server, in place of what suits anybody's laptop; nothing is risked by it.
SERVER = {"max_wal_size": "16GB", "checkpoint_timeout": "15min"}
NOT_HERE = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "COACH_MODE")


@contextmanager
def place() -> Iterator[Path]:
    """The data folder, its servers running, durable; PostgreSQL furnished as for a service of this size."""
    folder = Path(tempfile.mkdtemp(prefix="coach-bench-"))
    folder.chmod(0o711)  # as root the databases run under an account that has to pass through
    data = folder / "data"
    for name in NOT_HERE:
        os.environ.pop(name, None)
    os.environ.update({"COACH_DATA": str(data), "COACH_DB_POOL": "0", "COACH_LOG_LEVEL": "WARNING"})
    try:
        with local.running(data):
            _furnish(data)
        with local.running(data):
            yield data
    finally:
        shutil.rmtree((data / "servers").resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(data: Path) -> None:
    """A quarter of the memory, and checkpoints by the clock; taken up at the next start."""
    buffers = f"{psutil.virtual_memory().total // 4 // 2**20}MB"
    with psycopg.connect(local.database_url(data), autocommit=True) as connection:
        for name, value in {"shared_buffers": buffers, **SERVER}.items():
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), value))
