"""One running service for all system tests, never two of them on one machine at a time."""

import fcntl
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.local.place import CHECKOUT
from tests.system.phone import Phone
from tests.system.stack import Stack, manage, running_stack

ONE_AT_A_TIME = Path(tempfile.gettempdir()) / f"coach-system-tests-{os.geteuid()}.lock"
PEOPLE = 6


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Everything, as `manage.py up` starts it; the demonstration begins at once, beside the first tests."""
    with ONE_AT_A_TIME.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with running_stack() as running:
            yield running


@pytest.fixture(scope="session", autouse=True)
def demonstration_begun(stack: Stack) -> Iterator[subprocess.Popen[str]]:
    """The demonstration with a few people, on its way while other tests run."""
    with subprocess.Popen(  # noqa: S603  our own command
        manage(stack, "demo", "--url", stack.url, "--people", str(PEOPLE)),
        cwd=CHECKOUT,
        env=stack.environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as demo:
        yield demo
        demo.kill()


@pytest.fixture(scope="session")
def demonstration(demonstration_begun: subprocess.Popen[str]) -> str:
    """What the demonstration printed; it stands."""
    printed, _ = demonstration_begun.communicate(timeout=240)
    assert demonstration_begun.returncode == 0, printed
    return printed


@pytest.fixture
def make_phone(stack: Stack, request: pytest.FixtureRequest) -> Callable[[str], Phone]:
    """Signs somebody up under a name of their own."""

    def make(name: str) -> Phone:
        phone = Phone(stack.url, f"{name}@example.org")
        phone.sign_up(stack.data / "mail")
        return phone

    return make
