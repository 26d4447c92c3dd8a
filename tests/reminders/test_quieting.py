"""When every second break stays away, and when it does not."""

import pytest

from reminders.quieting import rests


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param("", False, id="nothing came yet"),
        pytest.param("ii", False, id="two in a row"),
        pytest.param("iii", True, id="three in a row"),
        pytest.param("iaii", False, id="an answer in between"),
        pytest.param("iiiq", False, id="one stayed away, so the next comes"),
        pytest.param("iiiqa", True, id="answered, but for the rest of the day every second"),
        pytest.param("iiiqi", True, id="ignored again"),
        pytest.param("iiiqiqa", True, id="late in the day"),
        pytest.param("iiqi", True, id="one stayed away for a question in between"),
        pytest.param("aaaq", False, id="quiet for another reason"),
    ],
)
def test_every_second_one_stays_away_after_three_in_a_row(day: str, *, expected: bool) -> None:
    assert rests(day) is expected
