import shutil
import stat
from pathlib import Path

import pytest

from coach.local.failure import LocalServerError
from coach.local.place import fingerprint
from coach.local.site import ROOT_HOME, prepare

from .test_account import as_root, as_user

said: list[str] = []


def test_databases_live_in_the_data_folder(data: Path) -> None:
    site = prepare(data, said.append)
    assert site.home == data / "servers"
    assert stat.S_IMODE(site.home.stat().st_mode) == 0o700
    assert stat.S_IMODE(site.sockets.stat().st_mode) == 0o700


@as_user
def test_a_private_folder_is_no_matter_for_an_ordinary_user(folder: Path, data: Path) -> None:
    folder.chmod(0o700)
    assert prepare(data, said.append).home == data / "servers"


@as_root
def test_as_root_they_go_elsewhere_when_the_data_folder_is_private(folder: Path, data: Path) -> None:
    folder.chmod(0o700)
    lines: list[str] = []
    site = prepare(data, lines.append)
    assert site.home == ROOT_HOME / fingerprint(data)
    assert site.account is not None
    assert site.home.stat().st_uid == site.account.uid
    assert len(lines) == 1
    assert str(site.home) in lines[0]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert prepare(data, lines.append) == site
    assert len(lines) == 1


@as_root
def test_databases_that_a_folder_shuts_in_later_are_named(folder: Path, data: Path) -> None:
    prepare(data, said.append)
    folder.chmod(0o700)
    with pytest.raises(LocalServerError, match="cannot pass through to them any more"):
        prepare(data, said.append)
    folder.chmod(0o711)


@as_root
def test_databases_of_a_removed_data_folder_are_put_aside(folder: Path, data: Path) -> None:
    folder.chmod(0o700)
    (prepare(data, said.append).home / "old").touch()
    shutil.rmtree(data)
    site = prepare(data, said.append)
    assert list(site.home.iterdir()) == []
    aside = list(ROOT_HOME.glob(f"{fingerprint(data)}.abandoned-*"))
    assert [path.name for old in aside for path in old.iterdir()] == ["old"]
    for old in aside:
        shutil.rmtree(old)


def test_databases_that_went_missing_are_named(folder: Path, data: Path) -> None:
    data.mkdir()
    (data / "servers").symlink_to(folder / "gone")
    with pytest.raises(LocalServerError, match="gone, which is gone"):
        prepare(data, said.append)
    shutil.rmtree(data)


def test_a_data_folder_that_cannot_be_made_is_explained(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(LocalServerError, match=r"Choose another with --data or COACH_DATA"):
        prepare(folder / "file" / "data", said.append)


@as_user
def test_a_read_only_folder_is_explained(folder: Path, data: Path) -> None:
    folder.chmod(0o500)
    with pytest.raises(LocalServerError, match="cannot be used: Permission denied"):
        prepare(data, said.append)
    folder.chmod(0o700)
