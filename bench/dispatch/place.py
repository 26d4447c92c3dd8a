"""A place of its own for a measurement: a data folder with its servers, gone without a trace afterwards."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach import local

NOT_HERE = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "COACH_MODE")


@contextmanager
def place() -> Iterator[Path]:
    """The data folder, its servers running as they do for anyone: durable, with everything at its default."""
    folder = Path(tempfile.mkdtemp(prefix="coach-bench-"))
    folder.chmod(0o711)  # as root the databases run under an account that has to pass through
    data = folder / "data"
    for name in NOT_HERE:
        os.environ.pop(name, None)
    os.environ.update({"COACH_DATA": str(data), "COACH_DB_POOL": "0", "COACH_LOG_LEVEL": "WARNING"})
    try:
        with local.running(data):
            yield data
    finally:
        shutil.rmtree((data / "servers").resolve(), ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)
