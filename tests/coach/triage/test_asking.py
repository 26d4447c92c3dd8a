import pytest

from coach.course import Verdict
from coach.triage import Reason, due_for_triage

WORSE = Verdict.WORSENING

CASES = [
    pytest.param({"last_asked_day": None, "today": 0}, Reason.INTAKE, id="never asked, on the first day"),
    pytest.param({"last_asked_day": None, "today": 200}, Reason.INTAKE, id="never asked, half a year on"),
    pytest.param(
        {"last_asked_day": None, "today": 30, "verdict": WORSE, "something_changed": True},
        Reason.INTAKE,
        id="never asked, whatever else",
    ),
    pytest.param({"last_asked_day": 3, "today": 3}, None, id="asked today"),
    pytest.param({"last_asked_day": 0, "today": 27}, None, id="the day before week 4"),
    pytest.param({"last_asked_day": 0, "today": 28}, Reason.WEEK_4, id="the first day of week 4"),
    pytest.param({"last_asked_day": 27, "today": 28}, Reason.WEEK_4, id="asked the day before week 4"),
    pytest.param({"last_asked_day": 28, "today": 28}, None, id="asked on the first day of week 4"),
    pytest.param({"last_asked_day": 20, "today": 60}, Reason.WEEK_4, id="week 4 missed, later made up for"),
    pytest.param({"last_asked_day": 90, "today": 200}, None, id="an intake long after week 4"),
    pytest.param(
        {"last_asked_day": 28, "today": 34, "verdict": Verdict.PLATEAU}, None, id="a plateau after week 4"
    ),
    pytest.param(
        {"last_asked_day": 20, "today": 20, "something_changed": True},
        Reason.SOMETHING_CHANGED,
        id="something changed on the day we asked",
    ),
    pytest.param(
        {"last_asked_day": 20, "today": 28, "something_changed": True, "verdict": WORSE},
        Reason.SOMETHING_CHANGED,
        id="the person's own word goes first",
    ),
    pytest.param(
        {"last_asked_day": 14, "today": 15, "verdict": WORSE, "verdict_since": 15},
        Reason.WORSENING,
        id="worse since this morning, asked yesterday",
    ),
    pytest.param(
        {"last_asked_day": 15, "today": 16, "verdict": WORSE, "verdict_since": 15},
        None,
        id="worse since yesterday, asked yesterday",
    ),
    pytest.param(
        {"last_asked_day": 15, "today": 21, "verdict": WORSE, "verdict_since": 15},
        None,
        id="six days after we asked, still worse",
    ),
    pytest.param(
        {"last_asked_day": 15, "today": 22, "verdict": WORSE, "verdict_since": 15},
        Reason.WORSENING,
        id="a week after we asked, still worse",
    ),
    pytest.param(
        {"last_asked_day": 15, "today": 18, "verdict": WORSE},
        None,
        id="worse since we know not when, asked just now",
    ),
    pytest.param(
        {"last_asked_day": 15, "today": 22, "verdict": WORSE},
        Reason.WORSENING,
        id="worse since we know not when, asked a week ago",
    ),
    pytest.param(
        {"last_asked_day": 26, "today": 28, "verdict": WORSE, "verdict_since": 20},
        Reason.WEEK_4,
        id="week 4 while it keeps getting worse",
    ),
    pytest.param(
        {"last_asked_day": 14, "today": 22, "verdict": Verdict.FLARE_UP, "verdict_since": 20},
        None,
        id="a flare-up",
    ),
]


@pytest.mark.parametrize(("case", "reason"), CASES)
def test_the_signs_are_asked_about_for_a_named_reason(case: dict[str, object], reason: Reason | None) -> None:
    assert due_for_triage(**case) is reason  # type: ignore[arg-type]
