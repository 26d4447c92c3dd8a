import pytest

from coach.intake import first_week_after, follow_up_due

CASES = [
    pytest.param(0, [], None, id="the first week"),
    pytest.param(1, [], None, id="before week 2"),
    pytest.param(2, [], 2, id="week 2"),
    pytest.param(3, [], 2, id="a week late"),
    pytest.param(3, [2], None, id="answered, nothing due yet"),
    pytest.param(4, [2], 4, id="week 4"),
    pytest.param(4, [], 4, id="week 2 was missed and is let go"),
    pytest.param(5, [4], None, id="answered in week 4"),
    pytest.param(6, [2, 4], 6, id="week 6"),
    pytest.param(11, [2, 4], 6, id="five weeks late"),
    pytest.param(12, [2, 4, 6], 12, id="week 12"),
    pytest.param(15, [2], 12, id="the last chance"),
    pytest.param(16, [2], None, id="too late for the last"),
    pytest.param(12, [12], None, id="all done"),
    pytest.param(40, [], None, id="long after"),
]


@pytest.mark.parametrize(("week", "done", "due"), CASES)
def test_the_follow_up_is_due_in_its_weeks(week: int, done: list[int], due: int | None) -> None:
    assert follow_up_due(week, done) == due


@pytest.mark.parametrize("week", [2, 4, 6, 12])
def test_a_follow_up_is_asked_until_its_window_ends(week: int) -> None:
    after = first_week_after(week)
    assert follow_up_due(after - 1, ()) == week
    assert follow_up_due(after, ()) != week
