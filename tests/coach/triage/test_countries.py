from pathlib import Path

import pytest

from coach.triage import COUNTRIES, TableError, country_of
from coach.triage.countries import read_countries

OTHER = """
[other]
doctor = { nl = "je huisarts", en = "your doctor" }
after_hours = { nl = "het ziekenhuis", en = "the hospital" }
"""


@pytest.mark.parametrize(
    ("code", "emergency", "after_hours_number"),
    [
        ("NL", "112", ""),
        ("BE", "112", "1733"),
        ("DE", "112", "116117"),
        ("GB", "999", "111"),
        ("US", "911", ""),
        ("IN", "112", ""),
    ],
)
def test_each_country_has_its_numbers(code: str, emergency: str, after_hours_number: str) -> None:
    assert (country_of(code).emergency, country_of(code).after_hours_number) == (
        emergency,
        after_hours_number,
    )


def test_in_the_netherlands_the_out_of_hours_post_is_called() -> None:
    assert country_of("NL").after_hours.nl == "de huisartsenpost"


def test_a_code_is_read_in_either_case_and_an_unknown_one_names_no_number() -> None:
    assert country_of("nl") is COUNTRIES["NL"]
    assert country_of("XX").emergency == ""
    assert country_of("").emergency_in("en") == "the emergency number of the country you are in"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "other: (table): add [other]", id="nobody for the rest of the world"),
        pytest.param(
            OTHER + OTHER.replace("other", "NL"), "nl: emergency: this field is required", id="no number"
        ),
        pytest.param(
            OTHER + OTHER.replace("[other]", '[NL]\nemergency = "one one two"'),
            "nl: emergency: write digits only",
            id="a number in words",
        ),
        pytest.param(OTHER + 'police = "110"', "other: police: unknown field", id="a field nobody reads"),
        pytest.param(
            OTHER + "[NL]\ndoctor = 1\nemergency = '112'", "nl: doctor: write both", id="a bare doctor"
        ),
    ],
)
def test_a_faulty_list_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "countries.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        read_countries(path)
    assert message in str(caught.value)
