"""What an agenda accepts, and which of two versions or days off counts."""

import pytest

from exercises.agenda import Off, OffKind, Programme, Routine, Version
from exercises.agenda.plan import off_on
from tests.exercises.agenda.samples import MONDAY, off, on, rows

ONCE, TWICE = ((rows(1),),), ((rows(2),),)


@pytest.mark.parametrize(
    ("times", "rest", "weekdays", "field"),
    [
        pytest.param(0, 0, [], "times_per_week", id="never"),
        pytest.param(8, 0, [], "times_per_week", id="more than daily"),
        pytest.param(3, 7, [], "rest_days", id="a week of rest"),
        pytest.param(3, -1, [], "rest_days", id="negative rest"),
        pytest.param(3, 0, [7], "weekdays", id="an eighth weekday"),
    ],
)
def test_a_prescription_outside_its_range_names_the_field(
    times: int, rest: int, weekdays: list[int], field: str
) -> None:
    with pytest.raises(ValueError, match=f"{field}: give"):
        Routine("row", times, rest, frozenset(weekdays))


def test_every_day_of_the_week_may_be_preferred() -> None:
    assert Routine("row", 7, 6, frozenset(range(7))).weekdays == frozenset(range(7))


def test_the_latest_version_holds_from_its_day() -> None:
    plan = Programme(MONDAY, (Version(on("wed"), TWICE), Version(MONDAY, ONCE)))
    assert [plan.weeks_on(day) for day in (on("tue"), on("wed"), on("sun", 8))] == [ONCE, TWICE, TWICE]


def test_before_its_first_version_a_programme_is_as_it_was_first_given() -> None:
    assert Programme(MONDAY, (Version(on("wed"), TWICE),)).weeks_on(MONDAY) == TWICE


def test_off_days_count_both_ends_and_a_missing_end_never_comes() -> None:
    away = off(OffKind.HOLIDAY, on("tue"), 2)
    assert [away.covers(on(day)) for day in ("mon", "tue", "wed", "thu")] == [False, True, True, False]
    assert Off(OffKind.PAUSED, on("tue"), None).covers(on("mon", 50))


def test_a_pause_is_shown_before_illness_a_holiday_and_a_rest_day() -> None:
    offs = [off(kind, MONDAY) for kind in reversed(OffKind)]
    for kind in OffKind:
        assert off_on(MONDAY, offs) is kind
        offs.pop()
    assert off_on(MONDAY, offs) is None
