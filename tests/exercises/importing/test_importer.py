"""Other collections come in whole or not at all, keep where they came from, and wait for a physio."""

import json
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from coach.models import Person
from exercises import library
from exercises.catalogue import load
from exercises.catalogue.vocabulary import ALWAYS_RULED_OUT_BY
from exercises.importing import Broken, import_file
from exercises.library import Loaded
from exercises.models import Exercise, Unfinished
from tests.conftest import NOW, Phone

pytestmark = pytest.mark.django_db

SAMPLE = Path(__file__).with_name("sample.json")
ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("COACH_SHARED", ROOT.parent / "shared"))
WHOLE = SHARED / "data" / "free-exercise-db" / "exercises.json"
Write = Callable[[list[dict[str, Any]]], Path]


def imported(path: Path = SAMPLE) -> str:
    out = StringIO()
    call_command("import_exercises", path, "--format", "free-exercise-db", stdout=out)
    return out.getvalue()


@pytest.fixture
def told() -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(SAMPLE.read_text())
    return items


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(items: list[dict[str, Any]]) -> Path:
        path = tmp_path / "collection.json"
        path.write_text(json.dumps(items, indent=1))
        return path

    return write


def test_an_exercise_keeps_where_it_comes_from_and_gets_our_words() -> None:
    import_file(SAMPLE, "free-exercise-db")
    carry = Exercise.objects.get(pk="fedb-kettle-carry")
    assert (carry.source, carry.original_id) == ("free-exercise-db", "Kettle-Carry")
    assert carry.licence == "Unlicense (public domain)"
    assert carry.author == "the contributors to free-exercise-db"
    assert (carry.kind, carry.level, carry.force) == ("strength", "moderate", "")
    assert (carry.equipment, carry.places) == (["kettlebell"], ["home", "gym"])
    assert (carry.muscles, carry.regions) == (["trapezius", "forearms", "glutes"], ["neck", "upper_back"])
    assert carry.ruled_out_by == list(ALWAYS_RULED_OUT_BY)
    assert (carry.name_en, carry.steps_en) == (
        "Kettle Carry",
        ["Walk thirty steps with a weight in each hand."],
    )
    assert (carry.name_nl, carry.steps_nl, carry.position, carry.duration_seconds) == ("", [], "", None)


def test_what_has_no_word_here_is_counted_and_never_passed_off_as_nothing() -> None:
    unmapped = import_file(SAMPLE, "free-exercise-db").unmapped
    assert dict(unmapped) == {
        ("equipment", "(not said)"): 1,
        ("equipment", "other"): 1,
        ("force", "(not said)"): 1,
        ("images", "(left out)"): 3,
        ("mechanic", "(left out)"): 3,
        ("muscle", "toes"): 1,
        ("region of muscle", "chest"): 1,
        ("tags", "(left out)"): 1,
    }
    assert Exercise.objects.get(pk="fedb-hoop-hold").equipment == ["other"]
    assert Exercise.objects.get(pk="fedb-wall-lean").equipment == []


def test_the_same_file_again_changes_nothing() -> None:
    assert imported().startswith("3 changed: 3 added, 0 corrected")
    before = list(Exercise.objects.values())
    assert imported().startswith("0 changed: 0 added, 0 corrected, 3 unchanged")
    assert list(Exercise.objects.values()) == before


def test_a_newer_file_corrects_what_nobody_changed(
    told: list[dict[str, Any]], written: Write, physio: Person
) -> None:
    import_file(SAMPLE, "free-exercise-db")
    mine = Exercise.objects.get(pk="fedb-wall-lean")
    mine.name_nl = mine.name_en = "Leunen"
    mine.edited(by=physio, at=NOW)
    mine.save()
    told[0]["level"], told[1]["level"] = "expert", "expert"
    loaded = import_file(written(told[:2]), "free-exercise-db").loaded
    assert loaded == Loaded(0, 1, 0, 0, (("fedb-wall-lean", ("name_en", "level")),))
    assert Exercise.objects.get(pk="fedb-kettle-carry").level == "advanced"
    assert not Exercise.objects.get(pk="fedb-hoop-hold").retired


def test_the_catalogue_and_a_collection_leave_each_other_alone() -> None:
    import_file(SAMPLE, "free-exercise-db")
    catalogue = load()
    assert library.load(catalogue)[0] == Loaded(len(catalogue.exercises), 0, 0, 0)
    assert import_file(SAMPLE, "free-exercise-db").loaded == Loaded(0, 0, 3, 0)
    assert Exercise.objects.filter(retired=True).count() == 0


def test_clients_see_none_of_it_until_a_physio_has_put_it_into_dutch(phone: Phone, physio: Person) -> None:
    import_file(SAMPLE, "free-exercise-db")
    assert phone.get("exercises/").json()["results"] == []
    carry = Exercise.objects.get(pk="fedb-kettle-carry")
    with pytest.raises(Unfinished) as refused:
        carry.vouched(by=physio, at=NOW)
    dutch, more = ("name_nl", "purpose_nl", "purpose_en", "steps_nl"), ("position", "duration_seconds")
    assert refused.value.missing == (*dutch, *more, "repetitions")
    carry.name_nl, carry.purpose_nl, carry.purpose_en = "Tillend lopen", "Maakt sterk.", "Makes strong."
    carry.steps_nl, carry.position, carry.duration_seconds = ["Loop dertig stappen."], "on_the_move", 60
    carry.vouched(by=physio, at=NOW)
    carry.save()
    (shown,) = phone.get("exercises/").json()["results"]
    assert (shown["slug"], shown["licence"]) == ("fedb-kettle-carry", "Unlicense (public domain)")


BREAKS = [
    pytest.param("level", "hero", "beginner, intermediate, expert", id="unknown level"),
    pytest.param("category", "yoga", "strength, powerlifting", id="unknown kind"),
    pytest.param("name", "", "1 to 120", id="no name"),
    pytest.param("name", "x" * 121, "1 to 120", id="endless name"),
    pytest.param("name", "a\0b", "1 to 120", id="a zero in a name"),
    pytest.param("name", 7, "write a text", id="a number for a name"),
    pytest.param("instructions", "Go.", "write a list", id="no list"),
    pytest.param("instructions", ["x" * 801], "up to 800", id="endless step"),
    pytest.param("equipment", [], "write a text", id="a list for a word"),
    pytest.param("id", "../etc", "letters, digits", id="an id with other signs"),
    pytest.param("id", "wall-LEAN", "line 22 has this id", id="an id that is taken"),
]


@pytest.mark.parametrize(("field", "value", "remedy"), BREAKS)
def test_one_broken_exercise_stops_the_file_and_is_named(
    told: list[dict[str, Any]], written: Write, field: str, value: Any, remedy: str
) -> None:
    told[2][field] = value
    path = written(told)
    lines = [number for number, line in enumerate(path.read_text().splitlines(), 1) if f'"{field}"' in line]
    with pytest.raises(CommandError, match="nothing was imported") as refused:
        imported(path)
    said = str(refused.value).splitlines()
    assert said[1].startswith(f"line {lines[-1]}: {told[2]['id']}: {field}: ")
    assert remedy in said[1]
    assert not Exercise.objects.exists()


def test_a_missing_field_is_told_with_the_line_of_its_exercise(
    told: list[dict[str, Any]], written: Write
) -> None:
    del told[1]["level"]
    with pytest.raises(Broken, match="line 24: Kettle-Carry: level: this field is missing"):
        import_file(written(told), "free-exercise-db")


def test_every_fault_is_told_at_once(told: list[dict[str, Any]], written: Write) -> None:
    for one in told:
        one["level"] = "hero"
    with pytest.raises(Broken) as refused:
        import_file(written(told), "free-exercise-db")
    assert [(fault.item, fault.field) for fault in refused.value.faults] == [
        (one["id"], "level") for one in told
    ]


def test_what_is_no_object_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "collection.json"
    path.write_text('[\n "Sit-Up"\n]')
    with pytest.raises(Broken, match="line 2: every exercise is an object"):
        import_file(path, "free-exercise-db")


@pytest.mark.skipif(not WHOLE.exists(), reason="the whole collection is not here")
def test_the_whole_collection_comes_in_and_comes_in_once() -> None:
    first = import_file(WHOLE, "free-exercise-db")
    assert (first.loaded, first.waiting) == (Loaded(873, 0, 0, 0), 873)
    assert dict(first.unmapped) == {
        ("equipment", "(not said)"): 77,
        ("equipment", "other"): 122,
        ("force", "(not said)"): 29,
        ("images", "(left out)"): 873,
        ("instructions", "(empty)"): 2,
        ("mechanic", "(left out)"): 873,
        ("region of muscle", "chest"): 84,
    }
    assert imported(WHOLE).startswith("0 changed: 0 added, 0 corrected, 873 unchanged")
    assert not Exercise.objects.shown().exists()
