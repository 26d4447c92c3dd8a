"""Under pytest-xdist one worker gets all system tests, since they share one running service.

By pytest-xdist's own hook, because its marks for groups are lost on pytest 9.2.
"""

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

SYSTEM = "tests/system/"


class OneWorkerForTheService(LoadScopeScheduling):
    """Spreads tests one by one, and the system tests as a whole."""

    def _split_scope(self, nodeid: str) -> str:
        return SYSTEM if nodeid.startswith(SYSTEM) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> OneWorkerForTheService:
    return OneWorkerForTheService(config, log)
