"""The folders the embedded servers need, made ready: who they run as, where they write, where they listen."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.local.account import Account, give, reachable, server_account
from coach.local.failure import LocalServerError, unusable
from coach.local.place import fingerprint, sockets
from coach.local.programs import Programs, programs

ROOT_HOME = Path("/var/lib/coach-local")
"""As root: databases whose data folder the servers' account cannot reach, and copies of the programs."""


@dataclass(frozen=True)
class Site:
    """Everything the two servers of one data folder need to know.

    `durable=False` is for test data: it trades what survives a power cut for speed.
    """

    account: Account | None
    programs: Programs
    home: Path
    sockets: Path
    logs: Path
    durable: bool


def prepare(data: Path, say: Callable[[str], None], *, durable: bool = True) -> Site:
    """Make the folders and find the programs; raises LocalServerError when that cannot be."""
    account = server_account()
    try:
        logs = data / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        home = _home(data, account, say)
        return Site(account, programs(account, ROOT_HOME), home, _socket_folder(data, account), logs, durable)
    except OSError as error:
        raise unusable(data, error) from error


def _home(data: Path, account: Account | None, say: Callable[[str], None]) -> Path:
    """`servers` in the data folder; a link to ROOT_HOME where the account cannot pass through to it."""
    home = data / "servers"
    if home.is_symlink() and not home.exists():
        raise LocalServerError(
            f"The databases of {data} were in {home.readlink()}, which is gone. Remove {data}."
        )
    if home.exists():
        return _still_reachable(home.resolve(), account)
    if account is None or reachable(data, account):
        home.mkdir()
        give(home, account)
        return home
    return _home_of_root(data, home, account, say)


def _still_reachable(home: Path, account: Account | None) -> Path:
    if account is not None and not reachable(home.parent, account):
        raise LocalServerError(
            f"The databases in {home} run as {account.name}, who cannot pass through to them any more. "
            f"Give the folders above them back the permissions they had, or choose another with --data."
        )
    return home


def _home_of_root(data: Path, link: Path, account: Account, say: Callable[[str], None]) -> Path:
    home = ROOT_HOME / fingerprint(data)
    say(f"As root, the databases run as {account.name}, who cannot reach {data}: they go to {home}.")
    _shared_folder(ROOT_HOME)
    if home.exists():  # its data folder was removed, keys and all, so nobody can read it any more
        home.rename(home.with_name(f"{home.name}.abandoned-{os.getpid()}-{home.stat().st_ino}"))
    home.mkdir()
    give(home, account)
    link.symlink_to(home)
    return home


def _shared_folder(path: Path) -> None:
    """A folder of root's that others may pass through, whatever the umask."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(0o755)


def _socket_folder(data: Path, account: Account | None) -> Path:
    folder = sockets(data)
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    status = folder.parent.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise LocalServerError(
            f"{folder.parent} belongs to somebody else; the databases' sockets need it. Remove it."
        )
    folder.parent.chmod(0o700 if account is None else 0o711)
    open_sockets(folder, account)
    return folder


def open_sockets(folder: Path, account: Account | None) -> None:
    """Make the folder of the sockets, for the servers' account alone."""
    folder.mkdir(mode=0o700, exist_ok=True)
    give(folder, account)
