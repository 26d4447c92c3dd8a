"""The account the embedded servers run under, and what it may reach.

PostgreSQL refuses to run as root. Rather than open up folders on the way to the checkout, root gives both
servers an account of their own that owns nothing but their data.
"""

import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

NAME = "coach-local"


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int


class RunAs(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def server_account() -> Account | None:
    """None for an ordinary user, who runs the servers himself; as root `coach-local`, made when absent.

    Where no account can be made (a read-only /etc, no useradd) it is `nobody`.
    """
    if os.geteuid() != 0:
        return None
    return _find(NAME) or _make(NAME) or _find("nobody")


def run_as(account: Account | None) -> RunAs:
    """The arguments of subprocess.run that start a program under the account."""
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def reachable(path: Path, account: Account) -> bool:
    """Whether the account may pass through every folder down to `path`, and through or run `path` itself."""
    return all(_allows(step.stat(), account, os.X_OK) for step in (path.resolve(), *path.resolve().parents))


def give(path: Path, account: Account | None) -> None:
    """Make a folder the servers' own: theirs, and closed to everybody else."""
    path.chmod(stat.S_IRWXU)
    if account is not None:
        os.chown(path, account.uid, account.gid)


def _allows(status: os.stat_result, account: Account, bit: int) -> bool:
    if status.st_uid == account.uid:
        return bool(status.st_mode >> 6 & bit)
    if status.st_gid == account.gid:
        return bool(status.st_mode >> 3 & bit)
    return bool(status.st_mode & bit)


def _find(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name, entry.pw_uid, entry.pw_gid)


def _make(name: str) -> Account | None:
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if useradd is None:
        return None
    options = [
        "--system",
        "--user-group",
        "--no-create-home",
        "--home-dir",
        "/",
        "--shell",
        "/usr/sbin/nologin",
    ]
    subprocess.run([useradd, *options, name], check=False, capture_output=True)  # noqa: S603  fixed arguments
    return _find(name)
