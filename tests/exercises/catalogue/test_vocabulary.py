import tomllib
from pathlib import Path

import coach.triage
from exercises.catalogue.vocabulary import ALWAYS_RULED_OUT_BY, Sign

TABLE = tomllib.loads((Path(coach.triage.__file__).parent / "signs.toml").read_text(encoding="utf-8"))["sign"]


def test_every_sign_is_one_that_triage_asks_about() -> None:
    assert set(Sign) <= {sign["key"] for sign in TABLE}


def test_the_signs_that_rule_everything_out_are_those_of_the_two_most_urgent_tiers() -> None:
    urgent = [sign["key"] for sign in TABLE if sign["tier"] in {"emergency", "same_day"}]
    assert sorted(ALWAYS_RULED_OUT_BY) == sorted(urgent)
