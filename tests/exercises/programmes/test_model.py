from pathlib import Path

import pytest

from exercises.programmes import Prescription, Side, load
from tests.exercises.programmes.samples import catalogue, written


@pytest.mark.parametrize(
    ("week", "phase"),
    [
        pytest.param(0, "Loskomen", id="the first week"),
        pytest.param(1, "Loskomen", id="the last week of a phase"),
        pytest.param(2, "Sterker", id="the first of the next"),
        pytest.param(9, "Sterker", id="after the end the last phase"),
    ],
)
def test_each_week_has_its_phase(tmp_path: Path, week: int, phase: str) -> None:
    (template,) = load(catalogue(), written(tmp_path))
    assert template.content.phase_in(week).title.nl == phase


@pytest.mark.parametrize(
    ("prescription", "seconds"),
    [
        pytest.param(Prescription("x", 2, repetitions=8), 48, id="counted"),
        pytest.param(Prescription("x", 2, repetitions=8, seconds=5), 80, id="each held"),
        pytest.param(Prescription("x", 2, seconds=30, rest_seconds=20), 80, id="held, with a rest between"),
        pytest.param(Prescription("x", 1, seconds=30, side=Side.BOTH), 60, id="on both sides"),
        pytest.param(Prescription("x", 1, seconds=30, side=Side.LEFT), 30, id="on one side"),
    ],
)
def test_a_dose_tells_how_long_it_takes(prescription: Prescription, seconds: int) -> None:
    assert prescription.takes_seconds == seconds
