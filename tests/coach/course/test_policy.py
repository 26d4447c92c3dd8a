"""Which step, when."""

import pytest

from coach.course.policy import POLICIES, next_step
from coach.course.verdict import Verdict


@pytest.mark.parametrize(
    ("verdict", "week", "key"),
    [
        pytest.param(Verdict.TOO_EARLY, 0, None, id="the first days"),
        pytest.param(Verdict.TOO_EARLY, 1, "first_look", id="week 1"),
        pytest.param(Verdict.TOO_EARLY, 2, "direction", id="week 2"),
        pytest.param(Verdict.SLOWER, 3, "direction", id="week 3, no alarm on duration yet"),
        pytest.param(Verdict.PLATEAU, 4, "review", id="week 4"),
        pytest.param(Verdict.SLOWER, 6, "end_of_window", id="week 6"),
        pytest.param(Verdict.SLOWER, 12, "chronic_pathway", id="week 12"),
        pytest.param(Verdict.ON_COURSE, 5, None, id="on course"),
        pytest.param(Verdict.ON_COURSE, 20, None, id="on course, late"),
        pytest.param(Verdict.FLARE_UP, 14, "ease_through_flare", id="a flare at any time"),
        pytest.param(Verdict.RECURRENCE, 30, "new_episode", id="back after recovery"),
        pytest.param(Verdict.NOT_ENOUGH_DATA, 5, "keep_writing", id="too little written"),
    ],
)
def test_a_verdict_in_a_week_leads_to_a_step(verdict: Verdict, week: int, key: str | None) -> None:
    step = next_step(verdict, week)
    assert (step.key if step else None) == key


def test_every_step_names_who_and_nearly_every_one_a_source() -> None:
    assert {step.who for step in POLICIES} <= {"self", "physio", "gp"}
    assert [step.key for step in POLICIES if not step.source] == ["keep_writing"]


def test_policies_can_be_chosen() -> None:
    assert next_step(Verdict.SLOWER, 12, policies=()) is None
