"""The table of rules, one row a case."""

from dataclasses import replace

import pytest

from coach.course.verdict import Evidence, Verdict, judge

PLAIN = Evidence(
    entries=20, days=34.0, silent=0.0, week=5, diary_week=5, unchanged=0.5, rising=0.1, flat=0.3, level=3.5
)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        pytest.param({}, Verdict.NOT_ENOUGH_DATA, id="anything else"),
        pytest.param({"unchanged": 0.2}, Verdict.ON_COURSE, id="reduction likely reached"),
        pytest.param({"unchanged": 0.21}, Verdict.NOT_ENOUGH_DATA, id="reduction not quite likely"),
        pytest.param({"unchanged": 0.1, "within_band": False}, Verdict.NOT_ENOUGH_DATA, id="above the band"),
        pytest.param({"unchanged": 0.8}, Verdict.SLOWER, id="reduction likely not reached"),
        pytest.param({"unchanged": 0.79}, Verdict.NOT_ENOUGH_DATA, id="not sure enough to say slower"),
        pytest.param({"unchanged": 0.8, "diary_week": 3}, Verdict.SLOWER, id="slower from week 3"),
        pytest.param({"unchanged": 0.99, "diary_week": 2}, Verdict.TOO_EARLY, id="too early before week 3"),
        pytest.param(
            {"unchanged": 0.1, "diary_week": 1}, Verdict.ON_COURSE, id="on course is never too early"
        ),
        pytest.param({"flat": 0.8, "level": 3.0}, Verdict.PLATEAU, id="plateau at 3"),
        pytest.param({"flat": 0.8, "level": 2.9}, Verdict.NOT_ENOUGH_DATA, id="flat but low"),
        pytest.param({"flat": 0.8, "week": 3}, Verdict.NOT_ENOUGH_DATA, id="no plateau before week 4"),
        pytest.param(
            {"flat": 0.8, "days": 13.0}, Verdict.NOT_ENOUGH_DATA, id="no plateau without a fortnight"
        ),
        pytest.param({"flat": 0.8, "unchanged": 0.9}, Verdict.PLATEAU, id="a plateau says more than slower"),
        pytest.param({"rising": 0.9}, Verdict.WORSENING, id="rising"),
        pytest.param({"rising": 0.9, "days": 13.9}, Verdict.NOT_ENOUGH_DATA, id="rising for too short"),
        pytest.param(
            {"rising": 0.9, "flare": True}, Verdict.WORSENING, id="worsening says more than a flare"
        ),
        pytest.param({"flare": True, "unchanged": 0.9}, Verdict.FLARE_UP, id="a flare is not a failure"),
        pytest.param({"flare": True, "flat": 0.9}, Verdict.FLARE_UP, id="a flare is not a plateau"),
        pytest.param({"recovered": True, "unchanged": 0.9}, Verdict.RECOVERED, id="recovered"),
        pytest.param({"returned": True, "flare": True}, Verdict.RECURRENCE, id="back after recovery"),
        pytest.param({"entries": 3, "unchanged": 0.0}, Verdict.NOT_ENOUGH_DATA, id="three entries"),
        pytest.param({"silent": 7.1, "unchanged": 0.0}, Verdict.NOT_ENOUGH_DATA, id="silent for over a week"),
        pytest.param({"silent": 7.1, "recovered": True}, Verdict.NOT_ENOUGH_DATA, id="silent after recovery"),
        pytest.param({"silent": 7.0, "unchanged": 0.1}, Verdict.ON_COURSE, id="silent for just a week"),
    ],
)
def test_the_first_rule_that_holds_decides(change: dict[str, float], verdict: Verdict) -> None:
    assert judge(replace(PLAIN, **change))[0] is verdict


def test_every_no_has_a_name() -> None:
    assert judge(PLAIN)[1] == "unclear"
    assert judge(replace(PLAIN, entries=1))[1] == "too_little_written"
    assert judge(replace(PLAIN, silent=30.0))[1] == "silent_too_long"
