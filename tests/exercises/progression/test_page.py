"""The page for physios tells of every rule, with the numbers that the code uses."""

from pathlib import Path

import pytest

from exercises.agenda.weeks import MOST_LOST
from exercises.progression import Limits
from exercises.progression.case import (
    ENOUGH,
    ENOUGH_AFTER_STEP_BACK,
    HEAVY,
    LONG_ABSENCE,
    WAIT_AFTER_STEP_BACK,
)
from exercises.progression.rules import ASK, BACK, LATELY, NOT_YET, OFTEN

PAGE = (Path(__file__).parents[3] / "docs" / "progression.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted({rule.__name__ for rule in (*ASK, *BACK, *NOT_YET)}))
def test_every_rule_is_on_the_page(name: str) -> None:
    assert f"`{name}`" in PAGE


@pytest.mark.parametrize(
    "words",
    [
        f"pain up to **{Limits().fine}** is fine, up to **{Limits().allowed}** is acceptable",
        f"effort up to **{Limits().effort:g}**",
        f"in {OFTEN} of the last {LATELY} sessions",
        f"effort {HEAVY} or more",
        f"{LONG_ABSENCE} days or more without",
        f"{ENOUGH} sessions in a row at this dose, {ENOUGH_AFTER_STEP_BACK} after a step back",
        f"less than {WAIT_AFTER_STEP_BACK} days since a step back",
        {3: "A week with four or more days"}[MOST_LOST],
    ],
)
def test_the_numbers_are_those_of_the_code(words: str) -> None:
    assert words in PAGE
