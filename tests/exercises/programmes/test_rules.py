"""What no programme may ask, one broken field at a time."""

from pathlib import Path

import pytest

from exercises.catalogue import CatalogueError
from exercises.programmes import load
from tests.exercises.programmes.samples import PROGRAMME, catalogue, written

TWIST = '{ exercise = "seated-twist", sets = 1, repetitions = 6, seconds = 3 }'


@pytest.mark.parametrize(
    ("old", "new", "field", "remedy"),
    [
        pytest.param(
            "Stop als het pijn doet.",
            "stop als het pijn doet",
            "pain_rule.nl",
            "full stop",
            id="half a sentence",
        ),
        pytest.param(
            "Two weeks of movement.", "Two safe weeks.", "summary", "never say 'safe'", id="a promise"
        ),
        pytest.param('"desk-break"', '"Desk break"', "slug", "lower-case", id="a slug with a space"),
        pytest.param(
            TWIST,
            TWIST.replace("seated-twist", "shoulder-rolls"),
            "exercise",
            "twice",
            id="an exercise twice",
        ),
        pytest.param(
            TWIST,
            TWIST.replace(", repetitions = 6, seconds = 3", ""),
            "repetitions",
            "give repetitions",
            id="nothing to count",
        ),
        pytest.param(
            TWIST,
            TWIST.replace("seated-twist", "cat-cow").replace("3 }", '3, side = "left" }'),
            "side",
            "knows no sides",
            id="a side of what has none",
        ),
        pytest.param(
            TWIST,
            TWIST.replace("3 }", '3, band = "light" }'),
            "band",
            "without a band",
            id="a band where there is none",
        ),
        pytest.param('"2-1-2"', '"slow"', "tempo", "3-1-2", id="a tempo in words"),
        pytest.param(
            "[6, 12, 2]", "[10, 12, 2]", "bounds.repetitions", "8 is not within", id="begins below its bounds"
        ),
        pytest.param("[6, 12, 2]", "[6, 12, 0]", "bounds.repetitions", "not within", id="a step of nothing"),
        pytest.param(
            "sets = [1, 3]",
            "seconds = [1, 3]",
            "bounds.seconds",
            "has none",
            id="bounds of what is not dosed",
        ),
        pytest.param("rest_days = 1", "rest_days = 2", "rest_days", "do not fit", id="no room for the rest"),
        pytest.param(
            '["mon", "wed", "fri"]', '["mon", "wed"]', "weekdays", "as many days", id="too few weekdays"
        ),
        pytest.param("seconds = 300", "seconds = 3000", "prescriptions", "45 minutes", id="an hour at once"),
        pytest.param(
            'level = "moderate"', 'level = "easy"', "exercise", "harder than easy", id="harder than it says"
        ),
        pytest.param(
            'level = "moderate"',
            'level = "advanced"',
            "self_care",
            "without a physio",
            id="advanced on one's own",
        ),
        pytest.param(
            "weeks = 2", "weeks = 1", "exercise", "harder than easy", id="moderate in the second week"
        ),
        pytest.param("fine = 2", "fine = 4", "limits", "less than what is allowed", id="limits in reverse"),
        pytest.param("weeks = 2", "weeks = 12", "weeks", "12 weeks", id="a quarter of a year"),
    ],
)
def test_a_programme_that_breaks_a_rule_is_refused_with_the_remedy(
    tmp_path: Path, old: str, new: str, field: str, remedy: str
) -> None:
    assert old in PROGRAMME
    with pytest.raises(CatalogueError) as refused:
        load(catalogue(), written(tmp_path, PROGRAMME.replace(old, new, 1)))
    assert refused.value.field == field
    assert remedy in refused.value.remedy
