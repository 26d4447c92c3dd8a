"""Our own programmes, and how a data file that is not right is refused."""

from pathlib import Path

import pytest

from exercises.catalogue import CatalogueError
from exercises.catalogue.vocabulary import Level
from exercises.programmes import Band, Limits, Range, Side, Template, load
from tests.exercises.programmes.samples import PROGRAMME, catalogue, written

OWN = load(catalogue())


def test_there_is_a_ready_programme_for_each_common_complaint() -> None:
    assert {one.slug: one.self_care for one in OWN} == {
        "back-to-strength": False,
        "lower-back-first-weeks": True,
        "lower-back-weeks-3-6": True,
        "neck-shoulder": True,
        "office-five-minutes": True,
        "thoracic-breathing": True,
        "upper-back-desk": True,
    }


@pytest.mark.parametrize("template", OWN, ids=lambda one: one.slug)
def test_nothing_hard_is_asked_in_the_first_two_weeks(template: Template) -> None:
    exercises = {one.slug: one for one in catalogue().exercises}
    early = [template.content.phase_in(week) for week in (0, 1)]
    levels = {exercises[one.exercise].level for phase in early for one in phase.prescriptions()}
    assert Level.ADVANCED not in levels
    assert template.slug == "back-to-strength" or levels == {Level.EASY}


def test_the_office_programme_takes_about_five_minutes_and_needs_nothing() -> None:
    (office,) = [one for one in OWN if one.slug == "office-five-minutes"]
    exercises = {one.slug: one for one in catalogue().exercises}
    days = office.content.phases[0].days
    assert all(120 <= day.takes_seconds <= 300 for day in days)
    assert all(exercises[one.exercise].micro_break for one in office.content.prescriptions())
    assert {day for one in days for day in one.weekdays} == {"mon", "tue", "wed", "thu", "fri"}


def test_a_programme_is_read_with_every_field(tmp_path: Path) -> None:
    (template,) = load(catalogue(), written(tmp_path))
    rolls, twist, band = template.content.phases[0].days[0].prescriptions
    assert (template.content.weeks, template.title.nl) == (3, "Even los")
    assert template.content.limits == Limits(2, 4, 5)
    assert (rolls.sets, rolls.repetitions, rolls.bounds.repetitions) == (2, 8, Range(6, 12, 2))
    assert rolls.bounds.seconds is None
    assert (twist.side, rolls.side) == (Side.BOTH, None)
    assert (band.band, band.tempo) == (Band.LIGHT, "2-1-2")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        pytest.param('"shoulder-rolls"', '"handstand"', "exercise", id="an exercise that is not there"),
        pytest.param('source = "own"', 'source = "hearsay"', "source", id="a source we do not have"),
        pytest.param("sets = 2, repetitions = 8, b", "sets = 9, repetitions = 8, b", "sets", id="nine sets"),
        pytest.param("times_per_week = 3", "times_per_week = 8", "times_per_week", id="eight days a week"),
        pytest.param('"wed"', '"woe"', "weekdays", id="a weekday in another language"),
        pytest.param('band = "light"', 'band = "yellow"', "band", id="a band by its colour"),
        pytest.param("load_kg = 2,", "load_kg = 200,", "load_kg", id="two hundred kilos"),
        pytest.param("[6, 12, 2]", "[6]", "repetitions", id="half a range"),
        pytest.param("[6, 12, 2]", '["6", 12]', "repetitions", id="a range in words"),
        pytest.param("rest_seconds =", "rest =", "rest", id="an unknown field"),
        pytest.param("allowed = 4", "allowed = 9", "allowed", id="severe pain allowed"),
        pytest.param("pain_rule", "rule", "pain_rule", id="no pain rule"),
        pytest.param('regions = ["upper_back"]', "regions = []", "phases", id="no region"),
    ],
)
def test_a_broken_file_is_refused_by_file_slug_and_field(
    tmp_path: Path, old: str, new: str, field: str
) -> None:
    assert old in PROGRAMME
    with pytest.raises(CatalogueError) as refused:
        load(catalogue(), written(tmp_path, PROGRAMME.replace(old, new, 1)))
    assert (refused.value.file, refused.value.slug, refused.value.field) == (
        "sample.toml",
        "desk-break",
        field,
    )


def test_two_programmes_cannot_share_a_slug(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="already taken"):
        load(catalogue(), written(tmp_path, PROGRAMME * 2))
