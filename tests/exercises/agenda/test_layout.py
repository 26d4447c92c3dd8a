"""How a week is spread: evenly, on the preferred days, with the rest asked for."""

import pytest

from exercises.agenda.layout import layout
from exercises.agenda.plan import Routine
from tests.exercises.agenda.samples import DAYS, MONDAY, on

MON, WED, FRI, SAT, SUN = 0, 2, 4, 5, 6


def row(times: int, rest: int = 0, *weekdays: int) -> Routine:
    return Routine("row", times, rest, frozenset(weekdays))


def laid_out(*week: Routine, first: str = "mon") -> dict[str, str]:
    start = on(first)
    return {
        DAYS[day.weekday()]: " ".join(one.key for one in session)
        for day, session in layout(week, start).items()
    }


@pytest.mark.parametrize(
    ("one", "days"),
    [
        pytest.param(row(1), "mon", id="once"),
        pytest.param(row(2), "mon thu", id="twice"),
        pytest.param(row(3), "mon wed fri", id="three times"),
        pytest.param(row(4), "mon tue thu sat", id="four times"),
        pytest.param(row(7), "mon tue wed thu fri sat sun", id="daily"),
        pytest.param(row(3, 1), "mon wed fri", id="three with a day of rest"),
        pytest.param(row(3, 2), "mon thu", id="three do not fit with two days of rest"),
        pytest.param(row(5, 1), "mon wed fri", id="nor do five with one"),
        pytest.param(row(7, 6), "mon", id="six days of rest leave one"),
        pytest.param(row(2, 0, WED, SAT), "wed sat", id="preferred days"),
        pytest.param(row(1, 0, SUN), "sun", id="one preferred day"),
        pytest.param(row(3, 0, WED, SAT), "mon wed sat", id="a third beside two preferred"),
        pytest.param(row(2, 1, SAT, SUN), "tue sat", id="rest goes before preference"),
        pytest.param(row(2, 0, MON, WED, FRI, SAT), "mon fri", id="the evenest of the preferred"),
    ],
)
def test_one_prescription_is_spread(one: Routine, days: str) -> None:
    assert " ".join(laid_out(one)) == days


def test_two_routines_keep_to_days_of_their_own() -> None:
    assert laid_out(row(2), Routine("walk", 3)) == {
        "mon": "walk",
        "tue": "row",
        "wed": "walk",
        "fri": "walk",
        "sat": "row",
    }


def test_they_share_a_day_only_where_none_is_free() -> None:
    week = laid_out(row(3, 1), Routine("walk", 5))
    assert {day: keys for day, keys in week.items() if "row" in keys} == {
        "tue": "row walk",
        "fri": "row",
        "sun": "row",
    }


def test_preferred_days_are_chosen_first() -> None:
    assert laid_out(Routine("walk", 1), row(1, 0, MON)) == {"mon": "row", "tue": "walk"}


def test_preferred_days_are_weekdays_whatever_day_the_week_begins() -> None:
    assert laid_out(row(2, 0, WED, SAT), first="thu") == {"sat": "row", "wed": "row"}


def test_an_empty_week_has_no_sessions() -> None:
    assert layout((), MONDAY) == {}
