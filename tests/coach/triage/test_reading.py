import ast
from pathlib import Path

import pytest

import coach.triage
from coach.triage.reading import Row, TableError, Text

PACKAGE = Path(coach.triage.__file__).parent
IMPURE = {"django", "datetime", "time", "random", "psycopg", "celery", "os"}


def row(**fields: object) -> Row:
    return Row({"key": "thing", **fields}, "things.toml")


def test_a_text_is_said_in_the_language_asked_for() -> None:
    text = Text(nl="pijn", en="pain")
    assert (text.say("nl"), text.say("en")) == ("pijn", "pain")
    with pytest.raises(ValueError, match="no texts in 'NL'"):
        text.say("NL")


def test_what_was_written_is_what_is_read() -> None:
    one = row(name="a", words={"nl": "b", "en": "c"}, some=["d", "e"], many=3, on=True, own={"f": 1})
    assert (one.string("name"), one.text("words"), one.strings("some")) == ("a", Text("b", "c"), ("d", "e"))
    assert (one.whole("many", 0, 3), one.flag("on"), one.mapping("own")) == (3, True, {"f": 1})
    one.finish()


def test_what_may_be_left_out_is_empty() -> None:
    assert (row().strings("some"), row().flag("on"), row().mapping("own"), row().tables("rows")) == (
        (),
        False,
        {},
        (),
    )


@pytest.mark.parametrize("value", [True, 1.0, "1", 4, -1, None])
def test_a_whole_number_is_whole_and_within_its_range(value: object) -> None:
    with pytest.raises(TableError, match=r"things\.toml: thing: many: give a whole number from 0 to 3"):
        row(many=value).whole("many", 0, 3)


def test_a_list_names_each_value_once() -> None:
    with pytest.raises(TableError, match="with each value once"):
        row(some=["a", "a"]).strings("some")


def test_an_error_says_where_it_is() -> None:
    with pytest.raises(TableError) as caught:
        row(nmae="a").finish()
    error = caught.value
    assert (error.file, error.item, error.field) == ("things.toml", "thing", "nmae")


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("*.py")), ids=lambda path: path.stem)
def test_triage_knows_no_framework_and_no_clock(path: Path) -> None:
    imported = {name.split(".")[0] for name in imports(ast.parse(path.read_text(encoding="utf-8")))}
    assert not imported & IMPURE


def imports(tree: ast.Module) -> list[str]:
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    return plain + [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
