"""The house itself: who imports whom, and what a commit must not forget."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("coach", "exercises", "reminders", "api")
LONGEST_FUNCTION, LONGEST_FILE = 40, 250


def own_files() -> list[Path]:
    return [
        path
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def test_each_room_imports_only_the_rooms_below_it() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("path", own_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_and_files_stay_small_and_import_at_the_top(path: Path) -> None:
    text = path.read_text()
    tree = ast.parse(text)
    assert sum(bool(line.strip()) for line in text.splitlines()) <= LONGEST_FILE
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)):
        assert (function.end_lineno or 0) - function.lineno < LONGEST_FUNCTION, function.name
        inside = [n for n in ast.walk(function) if isinstance(n, ast.ImportFrom | ast.Import)]
        own = [n for n in inside if isinstance(n, ast.ImportFrom) and (n.module or "").split(".")[0] in ROOMS]
        assert not own, function.name


def test_the_top_level_holds_the_rooms_and_nothing_else_of_the_product() -> None:
    listed = subprocess.run(
        ["git", "ls-files"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    tops = {line.split("/")[0] for line in listed.stdout.splitlines()}
    rooms = {*ROOMS, "tests", "manage.py", "requirements.txt", "README.md"}
    tooling = {".ci", ".gitignore", "Makefile", "pyproject.toml", "docs", "bench"}
    assert tops <= rooms | tooling
