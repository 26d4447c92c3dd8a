"""Loading the ready programmes: as often as one likes, corrected where nobody changed them here."""

from dataclasses import replace

import pytest
from django.core.management import call_command

from exercises import ready
from exercises.library import Loaded
from exercises.models import Programme
from exercises.programmes import load
from tests.conftest import NOW
from tests.exercises.programmes.samples import catalogue

pytestmark = pytest.mark.django_db
TEMPLATES = load(catalogue())
DESK = next(one for one in TEMPLATES if one.slug == "upper-back-desk")
SHORTER = replace(DESK, content=replace(DESK.content, phases=DESK.content.phases[:2]))


def desk() -> Programme:
    return Programme.objects.get(slug=DESK.slug)


def test_the_second_time_nothing_changes() -> None:
    assert ready.load(TEMPLATES) == Loaded(7, 0, 0, 0)
    assert ready.load(TEMPLATES) == Loaded(0, 0, 7, 0)
    assert (desk().plan, desk().weeks, desk().version) == (DESK.content, 6, 1)


def test_the_command_brings_exercises_and_programmes(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_catalogue")
    assert "Programmes: 7 added" in capsys.readouterr().out
    assert Programme.objects.shown().count() == 7


@pytest.mark.parametrize(
    ("corrected", "version"),
    [
        pytest.param(replace(DESK, pain_rule=DESK.summary), 1, id="a text keeps the version"),
        pytest.param(SHORTER, 2, id="content gets a new one"),
    ],
)
def test_a_correction_reaches_what_was_loaded_before(corrected: object, version: int) -> None:
    ready.load([DESK])
    assert ready.load([corrected]) == Loaded(0, 1, 0, 0)  # type: ignore[list-item]
    assert desk().version == version
    assert desk().content_hash == corrected.content_hash  # type: ignore[attr-defined]


def test_what_a_physio_changed_is_not_overwritten() -> None:
    ready.load([DESK])
    Programme.objects.update(title_nl="Eigen titel", edited_at=NOW)
    assert ready.load([SHORTER]) == Loaded(
        0, 0, 0, 0, (("upper-back-desk", ("title_nl", "weeks", "content")),)
    )
    assert (desk().title_nl, desk().weeks) == ("Eigen titel", 6)


def test_what_the_files_dropped_is_retired_and_comes_back_with_them() -> None:
    ready.load([DESK])
    assert ready.load([]) == Loaded(0, 0, 0, 1)
    assert not Programme.objects.shown().exists()
    assert ready.load([DESK]) == Loaded(0, 1, 0, 0)
    assert Programme.objects.shown().exists()
