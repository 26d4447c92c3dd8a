"""How long we wait when we are asked to."""

import pytest

from reminders.channels.waiting import seconds_to_wait
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        pytest.param("7", 7, id="seconds"),
        pytest.param(" 60 ", 60, id="seconds with space around"),
        pytest.param("0", 5, id="at once, which would be rude"),
        pytest.param("9" * 400, 86_400, id="for ever"),
        pytest.param("Wed, 18 Nov 2026 09:31:00 GMT", 60, id="a date"),
        pytest.param("Wed, 18 Nov 2026 10:31:00 +0100", 60, id="a date in another zone"),
        pytest.param("Wed, 18 Nov 2026 09:31:00 -0000", 60, id="a date without a zone"),
        pytest.param("Wed, 18 Nov 2026 09:00:00 GMT", 5, id="a date gone by"),
        pytest.param("", 30, id="nothing"),
        pytest.param("soon", 30, id="nonsense"),
        pytest.param("-5", 30, id="seconds ago"),
    ],
)
def test_what_retry_after_says(said: str, seconds: float) -> None:
    assert seconds_to_wait({"Retry-After": said}, at=NOW) == seconds


def test_silence_is_half_a_minute() -> None:
    assert seconds_to_wait({}, at=NOW) == 30
