import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.local.leftovers import Record
from coach.local.processes import alive


@pytest.fixture
def sleeper() -> "Iterator[subprocess.Popen[bytes]]":
    with subprocess.Popen(["/bin/sleep", "1000"], start_new_session=True) as process:
        yield process
        process.kill()


def test_a_noted_process_is_ended(folder: Path, sleeper: "subprocess.Popen[bytes]") -> None:
    record = Record(folder / "up.json")
    record.write([sleeper.pid])
    record.end_leftovers()
    assert not alive(sleeper.pid)
    assert not (folder / "up.json").exists()


def test_another_process_with_the_same_number_is_let_be(
    folder: Path, sleeper: "subprocess.Popen[bytes]"
) -> None:
    (folder / "up.json").write_text(json.dumps({sleeper.pid: 1.0}))
    Record(folder / "up.json").end_leftovers()
    assert alive(sleeper.pid)


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(None, id="no note"),
        pytest.param("{half", id="a note cut short"),
        pytest.param("{}", id="an empty note"),
    ],
)
def test_nothing_happens_with(folder: Path, note: str | None) -> None:
    if note is not None:
        (folder / "up.json").write_text(note)
    Record(folder / "up.json").end_leftovers()
    assert not (folder / "up.json").exists()
