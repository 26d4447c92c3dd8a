"""One rig for all scripts, since each start costs seconds; calm before every one of them.

COACH_CHAOS=long lets everything take as long, and come in as many kinds, as in life.
"""

import os
from collections.abc import Iterator

import pytest

from tests.system.chaos.rig import Rig, running_rig

LONG = os.environ.get("COACH_CHAOS") == "long"


@pytest.fixture(scope="session", autouse=True)
def demonstration_begun() -> None:
    """No demonstration, no web: in place of the fixture of the other system tests."""


@pytest.fixture(scope="package")
def everything() -> Iterator[Rig]:
    with running_rig() as rig:
        yield rig


@pytest.fixture
def rig(everything: Rig) -> Rig:
    everything.calm()
    return everything
