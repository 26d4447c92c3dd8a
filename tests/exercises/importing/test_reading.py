from pathlib import Path

import pytest

from exercises.importing.reading import Broken, Fault, items


def read(folder: Path, content: str | bytes) -> list[tuple[object, int]]:
    path = folder / "some.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return [(item.value, item.line()) for item in items(path)]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param("[]", [], id="none"),
        pytest.param(" \n[ ] \n", [], id="none, with room"),
        pytest.param('[{"a": 1}]', [({"a": 1}, 1)], id="one"),
        pytest.param('\n[\n{"a": 1}\n,\n\n {"b": 2}]', [({"a": 1}, 3), ({"b": 2}, 6)], id="on lines"),
        pytest.param('\ufeff[{"a": "é"}]', [({"a": "é"}, 1)], id="with a mark of its encoding"),
        pytest.param('[{"a": "]"}, {"a": "},{"}]', [({"a": "]"}, 1), ({"a": "},{"}, 1)], id="signs in texts"),
    ],
)
def test_every_object_is_found_with_its_line(tmp_path: Path, content: str, found: object) -> None:
    assert read(tmp_path, content) == found


def test_a_field_has_its_own_line_and_a_missing_one_that_of_its_item(tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    path.write_text('[\n {\n  "id": "level",\n  "say": "\\"level\\": 3",\n  "level" : 1\n }\n]')
    (item,) = items(path)
    assert (item.line("id"), item.line("level"), item.line("kind"), item.line()) == (3, 5, 2, 2)


@pytest.mark.parametrize(
    ("content", "line", "remedy"),
    [
        pytest.param("", 1, "one list", id="empty"),
        pytest.param('{"a": 1}', 1, "one list", id="no list"),
        pytest.param('[\n{"a": 1}', 2, "comma, or ]", id="cut off after an object"),
        pytest.param('[\n{"a":', 2, "not JSON", id="cut off within an object"),
        pytest.param('[\n{"a": 1},\n]', 3, "not JSON", id="a comma too many"),
        pytest.param('[\n{"a": 1}\n{"a": 1}]', 3, "comma, or ]", id="a comma too few"),
        pytest.param("[\n{'a': 1}]", 2, "not JSON", id="other quotes"),
        pytest.param('[\n\n{"a": NaN}]', 3, "NaN is no JSON", id="no number"),
        pytest.param('[\n{"a": 1, "a": 2}]', 2, "a is there twice", id="twice the same"),
        pytest.param('[{"a": 1}]\n[]', 1, "nothing may follow", id="something behind"),
        pytest.param("[" + "[" * 100_000, 1, "nested too deeply", id="endlessly nested"),
        pytest.param(b'[\n{"a": "\xe9"}]', 2, "UTF-8", id="another encoding"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_with_the_line(
    tmp_path: Path, content: str | bytes, line: int, remedy: str
) -> None:
    with pytest.raises(Broken, match=remedy) as refused:
        read(tmp_path, content)
    assert [fault.line for fault in refused.value.faults] == [line]


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Broken, match="cannot be read: No such file"):
        list(items(tmp_path / "none.json"))


def test_many_faults_are_told_briefly() -> None:
    told = str(Broken([Fault(line, "Sit_Up", "level", "mend it") for line in range(1, 31)])).splitlines()
    assert told[0] == "line 1: Sit_Up: level: mend it"
    assert (len(told), told[-1]) == (21, "and 10 more")
