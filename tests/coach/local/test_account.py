import os
from pathlib import Path

import pytest

from coach.local.account import Account, reachable, run_as, server_account

STRANGER = Account("stranger", 54321, 54321)

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the servers another account")
as_user = pytest.mark.skipif(os.geteuid() == 0, reason="root never runs the servers himself")


@as_user
def test_an_ordinary_user_runs_the_servers_himself() -> None:
    assert server_account() is None
    assert run_as(None) == {}


@as_root
def test_root_gives_the_servers_an_account_without_rights() -> None:
    account = server_account()
    assert account is not None
    assert account.uid != 0
    assert run_as(account) == {"user": account.uid, "group": account.gid, "extra_groups": []}


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        pytest.param(0o711, True, id="through a folder others may pass"),
        pytest.param(0o755, True, id="through a folder others may list"),
        pytest.param(0o700, False, id="not through a private folder"),
        pytest.param(0o744, False, id="not through a folder that may only be listed"),
    ],
)
def test_an_account_reaches(folder: Path, mode: int, expected: bool) -> None:
    (folder / "step" / "end").mkdir(parents=True)
    (folder / "step").chmod(mode)
    assert reachable(folder / "step" / "end", STRANGER) is expected


def test_an_owner_or_member_passes_by_his_own_bits(folder: Path) -> None:
    (folder / "step").mkdir()
    (folder / "step").chmod(0o710)
    assert reachable(folder / "step", Account("owner", os.getuid(), 54321))
    assert reachable(folder / "step", Account("member", 54321, (folder / "step").stat().st_gid))
    assert not reachable(folder / "step", STRANGER)
