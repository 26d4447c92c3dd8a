from datetime import date
from pathlib import Path

import pytest

from exercises.catalogue import CatalogueError, Dose, Text, load
from exercises.catalogue.vocabulary import ALWAYS_RULED_OUT_BY, Kind, Sign
from tests.exercises.catalogue.samples import CARD, EXERCISE, FIGURES, SOURCES, written


def test_an_exercise_is_read_with_every_field(tmp_path: Path) -> None:
    exercise = load(written(tmp_path), FIGURES).exercise("chin-tuck")
    assert exercise.name == Text(nl="Kin intrekken", en="Chin tuck")
    assert exercise.kind is Kind.MOBILITY
    assert exercise.dose == Dose(sets=1, repetitions=8, hold_seconds=3)
    assert exercise.steps[1].en == "Slide your chin back."
    assert exercise.reviewed_on == date(2026, 11, 22)


def test_urgent_signs_rule_out_every_exercise_and_its_own_come_after_them_once(tmp_path: Path) -> None:
    exercise = load(written(tmp_path), FIGURES).exercise("chin-tuck")
    assert exercise.ruled_out_by == (*ALWAYS_RULED_OUT_BY, Sign.ARM_TINGLING)


def test_the_figure_bears_the_slug_where_none_is_named(tmp_path: Path) -> None:
    assert load(written(tmp_path), FIGURES).exercise("chin-tuck").figures == ("chin-tuck",)


def test_named_figures_are_kept_in_order(tmp_path: Path) -> None:
    folder = written(tmp_path, EXERCISE + 'figures = ["b", "a"]\n')
    assert load(folder, ("a", "b")).exercise("chin-tuck").figures == ("b", "a")


def test_defaults_of_a_file_fill_what_an_entry_leaves_out(tmp_path: Path) -> None:
    without = EXERCISE.replace('level = "easy"\n', "")
    folder = written(tmp_path, '[defaults]\nlevel = "moderate"\nmicro_break = true\n' + without)
    with pytest.raises(CatalogueError, match="never strenuous"):
        load(folder, FIGURES)


def test_an_unknown_slug_is_a_key_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        load(written(tmp_path), FIGURES).exercise("handstand")


@pytest.mark.parametrize(
    ("old", "new", "field", "remedy"),
    [
        pytest.param('slug = "chin-tuck"\n', "", "slug", "give every entry a slug", id="no slug"),
        pytest.param('"chin-tuck"', '"Chin Tuck"', "slug", "lower-case words", id="a slug with capitals"),
        pytest.param('kind = "mobility"\n', "", "kind", "required", id="a missing field"),
        pytest.param(
            'kind = "mobility"', 'kind = "magic"', "kind", "'magic' is not one of", id="an unknown kind"
        ),
        pytest.param(
            '["neck"]\nkind', '["knee"]\nkind', "regions", "'knee' is not one of", id="an unknown region"
        ),
        pytest.param('["neck"]\nkind', "[]\nkind", "regions", "at least one", id="no region"),
        pytest.param('["neck"]\nkind', '"neck"\nkind', "regions", "write a list", id="a word for a list"),
        pytest.param(
            '["neck"]\nkind', '["neck", "neck"]\nkind', "regions", "each value once", id="a value twice"
        ),
        pytest.param(
            '["neck"]\nkind', '[["neck"]]\nkind', "regions", "is not one of", id="a list within a list"
        ),
        pytest.param(
            '"fever"', '"cold_feet"', "ruled_out_by", "'cold_feet' is not one of", id="an unknown sign"
        ),
        pytest.param("level =", "levle =", "level", "required", id="a misspelt field is missing"),
        pytest.param("cautions =", "caution =", "caution", "unknown field", id="a field nobody knows"),
        pytest.param(
            "seconds = 60", 'seconds = "60"', "duration_seconds", "whole number", id="a number as text"
        ),
        pytest.param(
            "seconds = 60", "seconds = true", "duration_seconds", "whole number", id="a flag as number"
        ),
        pytest.param(
            "seconds = 60", "seconds = 9999", "duration_seconds", "from 30 to 3600", id="far too long"
        ),
        pytest.param(
            "both_sides = false", "both_sides = 1", "both_sides", "true or false", id="a number as flag"
        ),
        pytest.param(
            "= 2026-11-22", '= "2026-11-22"', "reviewed_on", "date without quotes", id="a date as text"
        ),
        pytest.param(
            "= 2026-11-22", "= 2026-11-22T10:00:00", "reviewed_on", "date without", id="a date with a time"
        ),
        pytest.param(
            "{ sets = 1, repetitions = 8, hold_seconds = 3 }", "3", "dose", "write a table", id="no dose"
        ),
        pytest.param("sets = 1,", "sets = 0,", "sets", "from 1 to 6", id="no sets"),
        pytest.param("sets = 1,", "sets = 1, tempo = 2,", "tempo", "unknown field", id="an unknown dose"),
        pytest.param(', en = "Chin tuck" }', " }", "name", "both languages", id="one language only"),
        pytest.param(
            'en = "Chin tuck" }', 'en = "Chin tuck", de = "Kinn" }', "name", "no other", id="a third language"
        ),
        pytest.param('en = "Chin tuck"', 'en = " "', "name.en", "write text", id="an empty translation"),
        pytest.param(
            'en = "Sit tall."', 'en = ""', "steps[1].en", "write text", id="a step without a translation"
        ),
        pytest.param(
            'source = "own"', 'source = "hearsay"', "source", "sources.toml", id="an unknown source"
        ),
        pytest.param('source = "own"', 'source = ""', "source", "some text", id="no source"),
        pytest.param(
            '"chin-tuck"', '"neck-turn"', "figures", "no figure is called 'neck-turn'", id="not drawn"
        ),
    ],
)
def test_a_broken_exercise_is_refused_with_file_slug_field_and_remedy(
    tmp_path: Path, old: str, new: str, field: str, remedy: str
) -> None:
    assert EXERCISE.count(old) == 1
    with pytest.raises(CatalogueError) as refused:
        load(written(tmp_path, EXERCISE.replace(old, new)), FIGURES)
    assert refused.value.file == "neck.toml"
    assert refused.value.field == field
    assert remedy in refused.value.remedy
    for part in ("neck.toml", refused.value.slug, field, refused.value.remedy):
        assert part in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        pytest.param('group = "workplace"', 'group = "gossip"', "group", id="an unknown group"),
        pytest.param('topic = "chair"\n', "", "topic", id="no topic"),
        pytest.param('"own"', '"hearsay"', "source", id="an unknown source"),
        pytest.param("regions =", "region =", "region", id="an unknown field"),
        pytest.param('"workplace"', '"information"', "source", id="information without a document"),
    ],
)
def test_a_broken_card_is_refused(tmp_path: Path, old: str, new: str, field: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        load(written(tmp_path, card=CARD.replace(old, new)), FIGURES)
    assert (refused.value.file, refused.value.slug, refused.value.field) == (
        "workplace.toml",
        "feet-flat",
        field,
    )


def test_two_exercises_cannot_share_a_slug(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="chin-tuck: slug: this slug is already taken"):
        load(written(tmp_path, EXERCISE * 2), FIGURES)


def test_a_source_has_no_unknown_fields(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"sources\.toml: own: year"):
        load(written(tmp_path, sources=SOURCES + "year = 2026\n"), FIGURES)


def test_a_file_that_is_not_toml_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"neck\.toml.*cannot be read as TOML"):
        load(written(tmp_path, "slug: chin-tuck"), FIGURES)


def test_a_missing_file_of_sources_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"sources\.toml"):
        load(tmp_path, FIGURES)


def test_a_table_under_another_name_is_refused_rather_than_ignored(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="exercises"):
        load(written(tmp_path, EXERCISE.replace("[[exercise]]", "[[exercises]]")), FIGURES)
