import pytest

from coach.demo.habits import HABITS, daily, five_days_on_two_off, irregularly, only_when_bad, then_stops


@pytest.mark.parametrize("name", HABITS)
def test_a_habit_is_a_chance(name: str) -> None:
    assert all(0 <= HABITS[name](day, level) <= 1 for day in range(42) for level in (0, 5, 10))


def test_who_writes_daily_leaves_out_a_day_now_and_then() -> None:
    assert 0.5 < daily(3, 5) < 1


def test_who_writes_irregularly_is_silent_for_a_week() -> None:
    assert [day for day in range(42) if irregularly(day, 5) == 0] == [*range(16, 23)]


def test_five_days_on_two_off() -> None:
    assert [day for day in range(7) if five_days_on_two_off(day, 5) == 0] == [5, 6]


def test_who_writes_only_when_bad_hardly_writes_on_a_good_day() -> None:
    assert only_when_bad(3, 6) > 0.5
    assert 0 < only_when_bad(3, 1) < 0.1


def test_who_stops_writes_no_more_after_two_weeks() -> None:
    assert [day for day in range(42) if then_stops(day, 5) > 0] == [*range(13)]
