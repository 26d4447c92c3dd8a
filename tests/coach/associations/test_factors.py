from pathlib import Path

import pytest

from coach.associations import FACTORS, TRIGGERS
from coach.associations.factors import read_factors
from coach.intake import INTAKE
from coach.models import DiaryEntry
from coach.models.episode import Aggravator
from coach.triage import TableError


def test_every_number_is_a_field_of_the_diary() -> None:
    fields = {field.name for field in DiaryEntry._meta.get_fields()}
    assert {key for key, factor in FACTORS.items() if factor.kind == "number"} <= fields


def test_what_makes_it_worse_is_called_what_an_episode_calls_it() -> None:
    hours = {Aggravator.MORNING, Aggravator.END_OF_DAY, Aggravator.NIGHT}  # every day has them
    assert set(Aggravator) - hours <= set(TRIGGERS)


def test_circumstances_are_called_what_the_intake_calls_them() -> None:
    asked = {option.key for item in INTAKE.items for option in item.options if option.context}
    named = {
        "driver",
        "repetitive_work",
        "twisted_work",
        "overhead_work",
        "vibration",
        "phone_laptop",
        "heavy_bag",
        "cold",
    }
    assert named <= asked & set(TRIGGERS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[sleep]\nlabel = { nl = "a", en = "b" }', "sleep: kind: this field is required"),
        ('[sleep]\nkind = "word"\nlabel = { nl = "a", en = "b" }', "sleep: kind: 'word' is not one of"),
        ('[sleep]\nkind = "number"\nlabel = { nl = "a" }', "sleep: label: write both languages"),
        (
            '[sleep]\nkind = "number"\nunit = "h"\nlabel = { nl = "a", en = "b" }',
            "sleep: unit: unknown field",
        ),
    ],
)
def test_a_faulty_factor_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "factors.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_factors(path)
    assert message in str(caught.value)
