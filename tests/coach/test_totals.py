"""What may be said of a group."""

import pytest

from coach.totals import LEAST_PEOPLE, Share, share

NOTHING = Share(None, None)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([], NOTHING, id="nobody"),
        pytest.param([(5, 5)] * (LEAST_PEOPLE - 1), NOTHING, id="one too few"),
        pytest.param([(5, 5)] * LEAST_PEOPLE, Share(10, 100), id="just enough, all done"),
        pytest.param([(5, 0)] * LEAST_PEOPLE, Share(10, 0), id="just enough, nothing done"),
        pytest.param(
            [(5, 5)] * (LEAST_PEOPLE - 1) + [(0, 0)] * 20, NOTHING, id="who was asked nothing is not counted"
        ),
        pytest.param([(4, 1)] * 14, Share(10, 25), id="the number of people is rounded down"),
        pytest.param([(100, 52)] * 10, Share(10, 50), id="a share is rounded down"),
        pytest.param([(100, 53)] * 10, Share(10, 55), id="or up"),
        pytest.param([(10, 10)] * 5 + [(30, 0)] * 5, Share(10, 25), id="of what was asked of all together"),
    ],
)
def test_a_group_is_told_of_when_nobody_stands_out(counts: list[tuple[int, int]], expected: Share) -> None:
    assert share(counts) == expected
