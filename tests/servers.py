"""The servers of a test session: fresh embedded ones on a temporary data folder, shared by all its processes.

Importing this module points COACH_DATA at that folder, so it has to come before the Django settings: the test
settings import it first. Where DATABASE_URL or REDIS_URL is set, the server it names is used instead. In an
xdist session the controller starts and stops; its workers find COACH_DATA in the environment they inherit.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from coach import local

IN_WORKER = "PYTEST_XDIST_WORKER" in os.environ

if not IN_WORKER:
    _folder = Path(tempfile.mkdtemp(prefix="coach-tests-"))
    _folder.chmod(0o711)  # as root the servers run under an account that has to pass through
    os.environ["COACH_DATA"] = str(_folder / "data")
    atexit.register(
        shutil.rmtree, _folder, ignore_errors=True
    )  # also when pytest gives up before configuring


def pytest_configure() -> None:
    needed = local.embedded(os.environ)
    if needed and not IN_WORKER:
        try:
            local.start(local.data_folder(), needed, durable=False)
        except local.LocalServerError as error:
            pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)


def pytest_unconfigure() -> None:
    if not IN_WORKER:
        local.stop(local.data_folder())
        shutil.rmtree((local.data_folder() / "servers").resolve(), ignore_errors=True)
