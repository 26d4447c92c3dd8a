from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from exercises.figures import keys


def test_every_drawing_is_on_the_sheet(tmp_path: Path) -> None:
    out, file = StringIO(), tmp_path / "sheet.html"
    call_command("contact_sheet", file, "--language", "en", "--columns", "8", stdout=out)
    page = file.read_text(encoding="utf-8")
    assert page.count("</svg>") == len(keys())
    assert "<b>Chin tuck</b>" in page
    assert "repeat(8,1fr)" in page
    assert out.getvalue() == f"{len(keys())} drawings are in {file}.\n"


def test_the_sheet_can_move(tmp_path: Path) -> None:
    file = tmp_path / "sheet.html"
    call_command("contact_sheet", file, "--moving", stdout=StringIO())
    assert file.read_text(encoding="utf-8").count("@keyframes") >= len(keys())


@pytest.mark.parametrize(
    ("file", "columns", "remedy"),
    [("no/such/place.html", "6", "cannot be written"), ("x.html", "0", "1 or more")],
)
def test_what_cannot_be_done_is_said(tmp_path: Path, file: str, columns: str, remedy: str) -> None:
    with pytest.raises(CommandError, match=remedy):
        call_command("contact_sheet", tmp_path / file, "--columns", columns)
