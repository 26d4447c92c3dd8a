"""Which week is done again, and when the programme ends."""

from datetime import timedelta

import pytest

from exercises.agenda import Off, OffKind, Programme, Version
from exercises.agenda.weeks import last_day, weeks
from tests.exercises.agenda.samples import MONDAY, off, on, programme, rows

FAR = MONDAY + timedelta(days=90)
SICK, HOLIDAY, PAUSED, REST = OffKind.SICK, OffKind.HOLIDAY, OffKind.PAUSED, OffKind.REST
TWO_WEEKS = programme(rows(), weeks=2)


@pytest.mark.parametrize(
    ("offs", "numbers", "ends"),
    [
        pytest.param([], [0, 1], on("sun", 1), id="two weeks"),
        pytest.param([off(SICK, on("tue"), 3)], [0, 1], on("sun", 1), id="three days lost"),
        pytest.param([off(SICK, on("tue"), 4)], [0, 0, 1], on("sun", 2), id="four days lost"),
        pytest.param(
            [off(SICK, on("tue"), 2), off(PAUSED, on("sat"), 2)], [0, 0, 1], on("sun", 2), id="two kinds"
        ),
        pytest.param(
            [off(SICK, on("tue"), 3), off(HOLIDAY, on("tue"), 3)], [0, 1], on("sun", 1), id="on one day"
        ),
        pytest.param([off(REST, on("mon"), 7)], [0, 1], on("sun", 1), id="rest days lose no week"),
        pytest.param([off(HOLIDAY, on("mon"), 14)], [0, 0, 0, 1], on("sun", 3), id="a fortnight away"),
        pytest.param([off(HOLIDAY, on("mon"), 28)], [0] * 5 + [1], on("sun", 5), id="four weeks away"),
        pytest.param([off(SICK, on("mon", 1), 7)], [0, 1, 1], on("sun", 2), id="the last week again"),
    ],
)
def test_a_week_of_which_most_is_lost_is_done_again(
    offs: list[Off], numbers: list[int], ends: object
) -> None:
    assert [week for _, week in weeks(TWO_WEEKS, offs, FAR)] == numbers
    assert last_day(TWO_WEEKS, offs) == ends


def test_no_end_is_known_while_a_pause_has_none() -> None:
    assert last_day(TWO_WEEKS, [Off(PAUSED, on("wed"), None)]) is None


def test_a_longer_version_lengthens_the_programme_and_a_shorter_one_ends_it() -> None:
    def changed(count: int) -> Programme:
        week = (rows(),)
        return Programme(MONDAY, (Version(MONDAY, (week,) * 2), Version(on("wed", 1), (week,) * count)))

    assert last_day(changed(3), ()) == on("sun", 2)
    assert last_day(changed(9), ()) == on("sun", 8)
    assert last_day(changed(1), ()) == on("sun", 1)


@pytest.mark.parametrize(
    "wrong", [lambda: Programme(MONDAY, ()), lambda: Version(MONDAY, ())], ids=["no version", "no week"]
)
def test_a_programme_has_at_least_a_week(wrong: object) -> None:
    with pytest.raises(ValueError, match="give at least one"):
        wrong()  # type: ignore[operator]
