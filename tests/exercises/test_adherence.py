"""Due and done by calendar week."""

import datetime as dt

import pytest

from exercises.adherence import Week, by_week
from exercises.agenda import Day, State

MONDAY = dt.date(2026, 11, 16)
DAY = dt.timedelta(days=1)


def days(kept: str, first: dt.date = MONDAY) -> list[Day]:
    """x: kept, !: not, anything else: nothing was due."""
    meaning = {"x": True, "!": False}
    return [Day(first + at * DAY, 0, State.DONE, kept=meaning.get(one)) for at, one in enumerate(kept)]


@pytest.mark.parametrize(
    ("kept", "first", "last", "expected"),
    [
        pytest.param("x.!.x..", MONDAY, MONDAY + 6 * DAY, [(0, 3, 2)], id="two of three"),
        pytest.param(".......", MONDAY, MONDAY + 6 * DAY, [(0, 0, 0)], id="a week off counts neither way"),
        pytest.param("", MONDAY, MONDAY + 13 * DAY, [(0, 0, 0), (7, 0, 0)], id="no programme at all"),
        pytest.param(
            "x......x......", MONDAY, MONDAY + 13 * DAY, [(0, 1, 1), (7, 1, 1)], id="two weeks apart"
        ),
        pytest.param(
            "xx.x.!.", MONDAY + DAY, MONDAY + 4 * DAY, [(0, 2, 2)], id="only the days that were asked for"
        ),
        pytest.param(
            "......xx", MONDAY + 6 * DAY, MONDAY + 7 * DAY, [(0, 1, 1), (7, 1, 1)], id="Sunday and Monday"
        ),
    ],
)
def test_a_week_counts_what_was_due_and_what_of_it_was_done(
    kept: str, first: dt.date, last: dt.date, expected: list[tuple[int, int, int]]
) -> None:
    weeks = [Week(MONDAY + at * DAY, due, done) for at, due, done in expected]
    assert by_week(days(kept), first, last) == weeks


def test_programmes_side_by_side_are_added_up() -> None:
    both = [*days("x.x"), *days("!.x")]
    assert by_week(both, MONDAY, MONDAY + 6 * DAY) == [Week(MONDAY, 4, 3)]
