"""Clients that others generate from our document compile, and work against the running service."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.system.stack import Stack

pytestmark = pytest.mark.system
TYPESCRIPT = Path(__file__).parent.parent / "clients" / "typescript"
PATIENCE = 300  # seconds


@pytest.fixture(scope="module")
def typescript() -> Path:
    """The folder of the phone in TypeScript, with what it needs installed."""
    npm = shutil.which("npm")
    if npm is None:
        if "CI" in os.environ:
            pytest.fail("npm is needed here: install Node.js 20 or newer")
        pytest.skip("npm is not installed: Node.js 20 or newer would run this")
    if not (TYPESCRIPT / "node_modules" / ".package-lock.json").exists():
        run(npm, "ci", "--no-audit", "--no-fund")
    run(npm, "run", "--silent", "build")
    return TYPESCRIPT


def run(*words: str) -> str:
    done = subprocess.run(  # noqa: S603  our own command
        words, cwd=TYPESCRIPT, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_phone_in_typescript_lives_through_a_day(typescript: Path, stack: Stack) -> None:
    """Signs up, consents, keeps its diary, syncs, is refused, and answers the nudge that comes."""
    node = shutil.which("node") or "node"
    assert "DONE" in run(node, "out/scenario.js", stack.url, str(stack.data / "mail"))
