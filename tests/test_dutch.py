"""Everything a person reads in our own words exists in Dutch, and what is compiled is what is written."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "coach" / "locale" / "nl" / "LC_MESSAGES"
ROOMS = ("coach", "exercises", "reminders", "api")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "ngettext", "ngettext_lazy"}
IN_TEMPLATES = re.compile(r"""{%\s*(?:translate|trans)\s+(?:"([^"]+)"|'([^']+)')""")
HOLES = re.compile(r"%\([a-z_]+\)[sd]|%[sd]")


@pytest.fixture(scope="module")
def dutch() -> polib.POFile:
    return polib.pofile(str(FOLDER / "django.po"))


def texts_in_code() -> Iterator[str]:
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts:
                yield from texts_in(ast.parse(path.read_text()))


def texts_in(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
            text = node.args[1 if node.func.id == "pgettext" else 0] if node.args else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield text.value


def texts_in_templates() -> Iterator[str]:
    for room in ROOMS:
        for path in [*(ROOT / room).rglob("*.html"), *(ROOT / room).rglob("templates/**/*.txt")]:
            for double, single in IN_TEMPLATES.findall(path.read_text()):
                yield (double or single).replace("%", "%%")  # as Django looks it up


def test_every_text_has_its_dutch(dutch: polib.POFile) -> None:
    known = {entry.msgid for entry in dutch if entry.translated()}
    texts = {*texts_in_code(), *texts_in_templates()}
    assert len(texts) > 300
    assert sorted(texts - known) == []


def test_no_dutch_is_a_guess(dutch: polib.POFile) -> None:
    assert [entry.msgid for entry in dutch if entry.fuzzy or entry.obsolete] == []


def test_figures_in_a_text_are_in_its_dutch_too(dutch: polib.POFile) -> None:
    wrong = [
        entry.msgid
        for entry in dutch
        for said in ([entry.msgstr] if entry.msgstr else entry.msgstr_plural.values())
        if not set(HOLES.findall(said)) <= set(HOLES.findall(entry.msgid + entry.msgid_plural))
    ]
    assert wrong == []


def test_what_is_compiled_is_what_is_written(dutch: polib.POFile) -> None:
    compiled = polib.mofile(str(FOLDER / "django.mo"))
    written = {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in dutch}
    assert {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in compiled} == written
