"""The pages for who builds an app can be followed to the letter."""

import re
import subprocess

import pytest

from coach.local.place import CHECKOUT
from tests.system.stack import Stack

pytestmark = pytest.mark.system
PATIENCE = 120  # seconds
STEP = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_an_app_builder_gets_from_sign_up_to_offline_sync(stack: Stack) -> None:
    page = (CHECKOUT / "docs" / "app-builders.md").read_text("utf-8")
    steps = STEP.findall(page)
    assert len(steps) == page.count("```") // 2
    followed = subprocess.run(  # noqa: S603  our own page
        ["bash", "-euo", "pipefail", "-c", "\n".join(steps)],  # noqa: S607
        env={**stack.environ, "A": f"{stack.url}/api/v1", "MAIL": str(stack.data / "mail")},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert followed.returncode == 0, followed.stdout[-4000:] + followed.stderr[-4000:]
