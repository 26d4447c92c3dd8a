import pytest

from coach.intake import INTAKE, may_become_goal, possible_goals


@pytest.mark.parametrize(
    ("key", "may"),
    [
        ("long_sitting", True),
        ("smoker", True),
        ("sleep", True),
        ("desk_worker", False),
        ("pregnant", False),
        ("scoliosis", False),
        ("birth_year", False),
        ("region", False),
        ("upper_back", False),
        ("nobody_asked", False),
    ],
)
def test_only_what_can_be_changed_may_become_a_goal(key: str, may: bool) -> None:
    assert may_become_goal(key, INTAKE) is may


def test_goals_are_offered_from_what_the_person_named() -> None:
    answers = {
        "at_work": ["desk_worker", "vibration", "long_sitting"],
        "in_daily_life": ["heavy_bag"],
        "conditions": ["scoliosis"],
    }
    assert possible_goals(answers, INTAKE) == ("long_sitting", "vibration", "heavy_bag")


def test_nothing_named_offers_no_goals() -> None:
    assert possible_goals({"at_work": None}, INTAKE) == ()
